package kz.negiz.cli.eds;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import kz.negiz.cli.Negiz;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.DemoPkiServer;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.Purpose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EdsCommandTest {

    @TempDir
    static Path folder;

    private static DemoPki pki;
    private static Path document;

    private record Run(int exit, String out, String err) {}

    @BeforeAll
    static void makeKeys() throws Exception {
        pki = DemoPki.openOrCreate(folder.resolve("pki"), Clock.systemUTC(), Branch.ECDSA);
        document = Files.writeString(folder.resolve("document.txt"), "a document\n");
    }

    @Test
    void whatIsSignedHereIsValidHere() throws Exception {
        Path signature = folder.resolve("head.cms");
        assertThat(sign("head", "--out", signature.toString()).exit()).isZero();
        Path evidence = folder.resolve("evidence.der");
        Run run = verify(signature, "--json", "--evidence", evidence.toString());
        assertThat(run.exit()).isZero();
        JsonNode answer = JsonMapper.shared().readTree(run.out());
        assertThat(answer.path("verdict").asString()).isEqualTo("valid");
        assertThat(answer.path("signer").path("iin").asString())
                .isEqualTo(pki.key("head").iin());
        assertThat(Evidence.fromBytes(Files.readAllBytes(evidence)).purpose()).isEqualTo(Purpose.SIGNING);
        assertThat(verify(signature).out()).startsWith("VALID at ");
    }

    @Test
    void aDetachedPemSignatureIsReadAsWell() throws Exception {
        Path signature = folder.resolve("detached.pem");
        sign("owner", "--detached", "--pem", "--out", signature.toString());
        assertThat(Files.readString(signature)).startsWith("-----BEGIN CMS-----\n");
        assertThat(verify(signature).exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "revoked, signing, invalid, CERTIFICATE_REVOKED",
        "expired, signing, invalid, CERTIFICATE_EXPIRED",
        "foreign, login, invalid, ISSUER_NOT_GENUINE",
        "head-file, login, invalid, KEY_STORAGE_NOT_PERMITTED",
        "head-auth, signing, invalid, KEY_NOT_FOR_SIGNING"
    })
    void whatDoesNotStandIsRefusedWithItsReason(String key, String purpose, String verdict, String reason)
            throws Exception {
        Path signature = folder.resolve(key + ".cms");
        sign(key, "--out", signature.toString());
        Run run = verify(signature, "--purpose", purpose, "--json");
        assertThat(run.exit()).isEqualTo(Negiz.REFUSED);
        JsonNode answer = JsonMapper.shared().readTree(run.out());
        assertThat(answer.path("verdict").asString()).isEqualTo(verdict);
        assertThat(answer.path("reason").asString()).isEqualTo(reason);
        assertThat(answer.path("text").path("kk").asString()).isNotBlank();
    }

    @Test
    void whenTheListsAreStaleThenItCannotBeTold() throws Exception {
        Path signature = folder.resolve("stale.cms");
        sign("head", "--out", signature.toString());
        Run run = verify(
                signature,
                "--purpose",
                "path",
                "--at",
                Instant.now().plus(Duration.ofDays(2)).toString());
        assertThat(run.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(run.out()).startsWith("UNKNOWN REVOCATION_LIST_STALE");
    }

    @Test
    void inspectingShowsWhatAFileSays() throws Exception {
        Path signature = folder.resolve("seen.cms");
        sign("head", "--out", signature.toString());
        assertThat(run("eds", "inspect", signature.toString()).out())
                .contains("type: signature")
                .contains("verified: false")
                .contains("iin: " + pki.key("head").iin());
        assertThat(run(
                                "eds",
                                "inspect",
                                pki.anchorsDir().resolve("demo-root.cer").toString())
                        .out())
                .contains("type: certificate");
        assertThat(run(
                                "eds",
                                "inspect",
                                "--json",
                                pki.crlsDir().resolve("demo-issuing.crl").toString())
                        .out())
                .contains("\"entries\" : 1");
        assertThat(run("eds", "inspect", document.toString()).exit()).isEqualTo(Negiz.REFUSED);
    }

    @Test
    void aBatchOfSignaturesOfBothKindsIsAnswered() throws Exception {
        for (String key : List.of("head", "revoked")) {
            sign(key, "--out", folder.resolve("batch-" + key + ".cms").toString());
        }
        Path xml = Path.of("../../libs/eds/src/test/resources/national/rsa_sign_enveloped.xml");
        String trust = ",\"anchors\":[\"%s\"],\"intermediates\":[\"%s\"],\"crls\":[\"%s\"]}"
                .formatted(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir());
        Path batch = Files.write(
                folder.resolve("signatures.jsonl"),
                List.of(
                        "{\"id\":1,\"file\":\"batch-head.cms\",\"content\":\"document.txt\"" + trust,
                        "{\"id\":2,\"file\":\"batch-revoked.cms\",\"content\":\"document.txt\"" + trust,
                        "{\"id\":3,\"file\":\"batch-head.cms\",\"content\":\"batch-head.cms\"" + trust,
                        "{\"id\":4,\"file\":\"" + xml.toAbsolutePath() + "\"" + trust,
                        "{\"id\":5,\"file\":\"batch-head.cms\",\"content\":\"document.txt\",\"stamped\":true" + trust,
                        "{\"id\":6,\"file\":\"missing.cms\",\"content\":\"document.txt\"" + trust,
                        "{\"id\":7,\"file\":\"batch-head.cms\"" + trust));
        Run run = run("eds", "verify", "--batch", batch.toString());
        assertThat(run.exit()).isEqualTo(Negiz.USAGE);
        assertThat(run.out().lines().map(line -> JsonMapper.shared().readTree(line)))
                .extracting(line ->
                        line.path("id").asInt() + " " + line.path("verdict").asString() + " "
                                + line.path("reason").asString())
                .containsExactly(
                        "1 valid ",
                        "2 invalid CERTIFICATE_REVOKED",
                        "3 invalid CONTENT_DIFFERS",
                        "4 invalid ISSUER_NOT_TRUSTED",
                        "5 invalid TIME_STAMP_MISSING",
                        "6 unknown FILE_NOT_READABLE",
                        "7 unknown LINE_NOT_UNDERSTOOD");
        assertThat(run("eds", "verify", "--batch", batch.toString(), "x").exit())
                .isEqualTo(Negiz.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "gost2015_enveloped.xml, UNKNOWN REVOCATION_LIST_MISSING, 2025-02-24T19:00:00Z",
        "gost2015_enveloped.xml, INVALID CERTIFICATE_EXPIRED, 2026-11-22T09:00:00Z",
        "rsa_then_gost2015_two_signatures.xml, INVALID SEVERAL_SIGNERS, 2025-02-24T19:00:00Z",
    })
    void anXmlDocumentIsCheckedWithTheSignatureInside(String file, String expected, String at) throws Exception {
        Path national = Path.of("../../libs/eds/src/test/resources/national");
        Path anchors = Files.createDirectories(folder.resolve("national-anchors"));
        Path intermediates = Files.createDirectories(folder.resolve("national-intermediates"));
        Path crls = Files.createDirectories(folder.resolve("national-crls"));
        Files.copy(national.resolve("root_test_gost_2022.cer"), anchors.resolve("a.cer"), REPLACE_EXISTING);
        Files.copy(national.resolve("nca_gost2022_test.cer"), intermediates.resolve("b.cer"), REPLACE_EXISTING);
        Run run = run(
                "eds",
                "verify",
                "--anchors",
                anchors.toString(),
                "--intermediates",
                intermediates.toString(),
                "--crls",
                crls.toString(),
                "--purpose",
                "path",
                "--at",
                at,
                national.resolve(file).toString());
        assertThat(run.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(run.out()).startsWith(expected);
    }

    @Test
    void aTimeStampIsAskedForAndChecked() throws Exception {
        Path request = folder.resolve("request.tsq");
        assertThat(run("eds", "timestamp", document.toString(), "--out", request.toString())
                        .exit())
                .isZero();
        byte[] answer = pki.timeStampAuthority().answer(Files.readAllBytes(request));
        Path response = Files.write(folder.resolve("response.tsr"), answer);
        Run run = timestamp(document, "--request", request.toString(), "--response", response.toString());
        assertThat(run.out()).startsWith("VALID");
        assertThat(run.exit()).isZero();
        Run other = timestamp(request, "--request", request.toString(), "--response", response.toString());
        assertThat(other.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(other.out()).startsWith("INVALID TIME_STAMP_IMPRINT_DIFFERS");
        assertThat(run("eds", "timestamp", document.toString(), "--response", response.toString())
                        .exit())
                .isEqualTo(Negiz.USAGE);

        // The address comes from the option alone.
        String address;
        try (DemoPkiServer server = DemoPkiServer.start(pki, 0)) {
            address = "http://127.0.0.1:" + server.port();
            Run asked = timestamp(document, "--tsa", address + "/tsa", "--json");
            assertThat(JsonMapper.shared()
                            .readTree(asked.out())
                            .path("timeStamp")
                            .path("time")
                            .asString())
                    .isNotBlank();
            assertThat(asked.exit()).isZero();
            assertThat(timestamp(document, "--tsa", address + "/other").exit()).isEqualTo(Negiz.REFUSED);
        }
        assertThat(timestamp(document, "--tsa", address + "/tsa").exit()).isEqualTo(Negiz.UNREACHABLE);
        assertThat(timestamp(document, "--tsa", "file:/etc/hostname").exit()).isEqualTo(Negiz.USAGE);
    }

    @Test
    void aSignatureWithoutAStampCannotBeCheckedAtItsTime() throws Exception {
        Path signature = folder.resolve("unstamped.cms");
        sign("head", "--out", signature.toString());
        Run run = verify(signature, "--stamped");
        assertThat(run.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(run.out()).startsWith("INVALID TIME_STAMP_MISSING");
    }

    private static Run timestamp(Path stamped, String... more) {
        String[] fixed = {
            "eds",
            "timestamp",
            stamped.toString(),
            "--anchors",
            pki.anchorsDir().toString(),
            "--intermediates",
            pki.intermediatesDir().toString(),
            "--crls",
            pki.crlsDir().toString()
        };
        return run(join(fixed, more));
    }

    @Test
    void wrongUsageIsToldApart() {
        assertThat(run("eds").exit()).isEqualTo(Negiz.USAGE);
        assertThat(run("eds", "verify", "x").exit()).isEqualTo(Negiz.USAGE);
        assertThat(run("eds", "inspect", folder.resolve("missing").toString()).exit())
                .isEqualTo(Negiz.USAGE);
        assertThat(run("eds", "sign", "--key", "no-such-key", document.toString())
                        .exit())
                .isEqualTo(Negiz.USAGE);
    }

    private static Run sign(String key, String... more) {
        String[] fixed = {"eds", "sign", "--key", pki.key(key).file().toString(), document.toString()};
        return run(join(fixed, more));
    }

    private static Run verify(Path signature, String... more) {
        String[] fixed = {
            "eds",
            "verify",
            "--anchors",
            pki.anchorsDir().toString(),
            "--intermediates",
            pki.intermediatesDir().toString(),
            "--crls",
            pki.crlsDir().toString(),
            "--content",
            document.toString(),
            signature.toString()
        };
        return run(join(fixed, more));
    }

    private static String[] join(String[] first, String[] second) {
        String[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Negiz.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int exit = line.execute(args);
        return new Run(exit, out.toString(), err.toString());
    }
}
