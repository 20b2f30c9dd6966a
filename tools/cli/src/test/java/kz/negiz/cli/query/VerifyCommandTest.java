package kz.negiz.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kz.negiz.cli.Negiz;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.shep.GatewayKeys;
import kz.negiz.demo.shep.OwnerSignature;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SealedContainer;
import kz.negiz.eds.SignatureVerdict;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.eds.XmlVerdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("negiz query verify")
class VerifyCommandTest {

    private static final String ID = "019a9f6c-0c00-7aaa-8bbb-cccccccccccc";

    @TempDir
    static Path folder;

    private static DemoPki pki;

    private record Run(int exit, String out) {}

    @BeforeAll
    static void keys() {
        pki = DemoPki.openOrCreate(folder.resolve("pki"), Clock.systemUTC(), Branch.ECDSA);
    }

    @Test
    @DisplayName("says in words what holds of a good record, without a platform")
    void good() throws Exception {
        Run run = verify(record("head", "platform", ID));

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.out())
                .contains(
                        "holds  6 files, each as it was sealed",
                        "holds  sealed by",
                        "holds  the question was signed by")
                .contains("holds  question " + ID)
                .endsWith("VALID\n");
        assertThat(verify(
                                record("head", "platform", ID),
                                "--seal-bin",
                                pki.key("platform").bin())
                        .exit())
                .isZero();
    }

    @Test
    @DisplayName(
            "finds an altered file, another's seal, a signature that does not stand, and an index of another question")
    void bad() throws Exception {
        byte[] altered = record("head", "platform", ID);
        altered[altered.length / 3] ^= 1;
        assertWrong(verify(altered), "files");
        assertWrong(verify(new byte[] {1}), "files");
        assertWrong(verify(record("head", "foreign", ID)), "seal");
        assertWrong(verify(record("head", "platform", ID), "--seal-bin", "991340000017"), "seal");
        assertWrong(verify(record("head-auth", "platform", ID)), "signature");
        assertWrong(verify(record("head", "platform", "019a9f6c-0c00-7aaa-8bbb-dddddddddddd")), "index");
    }

    private static void assertWrong(Run run, String check) throws Exception {
        assertThat(run.exit()).as(check).isEqualTo(Negiz.REFUSED);
        assertThat(run.out()).contains("WRONG  ").endsWith("NOT VALID\n");
    }

    @Test
    @DisplayName(
            "verifies what the owner of a database signed itself, and finds another file, certificate or number in its place")
    void owners() throws Exception {
        String document = OwnerSignature.sign("<answer><data>1</data></answer>", ownersKey("source-owner"));
        byte[] evidence = evidence(document);

        Run whole = verify(record(signedBy("source-owner", document, true), document, evidence));
        assertThat(whole.out())
                .contains("holds  answers signed by their owners: VEHICLES by BIN "
                        + pki.key("source-owner").bin())
                .contains(" 1 answers;")
                .endsWith("VALID\n");
        assertThat(whole.exit()).isZero();
        assertThat(verify(record(signedBy("source-owner", document, false), "", evidence))
                        .exit())
                .isZero();

        String altered = document.replace(">1<", ">2<");
        assertOwnersWrong(record(signedBy("source-owner", altered, true), altered, evidence), "SIGNATURE_WRONG");
        assertOwnersWrong(record(signedBy("source-owner", altered, true), document, evidence), "another one");
        assertOwnersWrong(record(signedBy("system", document, true), document, evidence), "another certificate");
        String others = OwnerSignature.sign("<answer><data>1</data></answer>", ownersKey("system"));
        assertOwnersWrong(record(signedBy("source-owner", others, true), others, evidence), "another certificate");
        assertOwnersWrong(record(signedBy("source-owner", document, true), document, new byte[] {1}), "can't be read");
        assertWrong(verify(record(signedBy("source-owner", document, false), document, evidence)), "file unnamed");
    }

    private static void assertOwnersWrong(byte[] record, String words) throws Exception {
        Run run = verify(record);
        assertWrong(run, words);
        assertThat(run.out()).contains("WRONG  an owner's signature does not stand: VEHICLES", words);
    }

    /** What the index says of an owner's signature. */
    private static String signedBy(String owner, String document, boolean whole) throws Exception {
        return "{\"organisation\":\"O\",\"bin\":\"" + pki.key(owner).bin() + "\",\"certificateSha256\":\""
                + Fingerprint.of(pki.key(owner).certificate()) + "\",\"messageSha256\":\""
                + HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)))
                + "\",\"evidence\":\"answers/001-VEHICLES.owner.der\""
                + (whole ? ",\"file\":\"answers/001-VEHICLES.owner.xml\"}" : "}");
    }

    private static GatewayKeys.Key ownersKey(String name) throws Exception {
        return GatewayKeys.Key.read(pki.key(name).file(), DemoPki.PASSWORD);
    }

    private static byte[] evidence(String document) throws Exception {
        return ((XmlVerdict.Valid) verifier()
                        .verifyXml(
                                document.getBytes(StandardCharsets.UTF_8),
                                Optional.empty(),
                                Purpose.SIGNING,
                                Instant.now()))
                .evidence()
                .toBytes();
    }

    @Test
    @DisplayName("tells programs the same as JSON")
    void json() throws Exception {
        JsonNode answer = JsonMapper.shared()
                .readTree(verify(record("head", "platform", ID), "--json").out());

        assertThat(answer.path("verdict").asString("")).isEqualTo("valid");
        assertThat(answer.path("findings"))
                .extracting(finding -> finding.path("check").asString(""))
                .containsExactly("files", "seal", "signature", "index");
    }

    @Test
    @DisplayName("says of an encumbrance who asked and that the officer confirmed whom the document names (R150-37)")
    void encumbrance() throws Exception {
        Run good = verify(encumbrance("head", "head", "CONFIRMED"));

        assertThat(good.exit()).as(good.out()).isZero();
        assertThat(good.out())
                .contains("holds  the encumbrance was signed by", "holds  the encumbrance was confirmed by")
                .contains("holds  encumbrance " + ID, ", DONE;");
        Run another = verify(encumbrance("operative", "head", "CONFIRMED"));
        assertWrong(another, "confirmation");
        assertThat(another.out()).contains("who is not the officer that the document names");
        assertWrong(verify(encumbrance("head", "head-auth", "CONFIRMED")), "confirmation");
        assertWrong(verify(encumbrance("head", "head", "LAPSED")), "a confirmation that the index does not know");
    }

    /** An encumbrance that names one officer and is confirmed by a key. */
    private static byte[] encumbrance(String officer, String confirming, String step) throws Exception {
        byte[] document = ("{\"id\":\"" + ID + "\",\"onBehalfOf\":{\"iin\":\""
                        + pki.key(officer).iin() + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        String index = "{\"type\":\"kz.negiz.encumbrance-record\",\"version\":1,\"encumbrance\":\"" + ID
                + "\",\"received\":\"2026-11-22T09:00:00Z\",\"state\":\"DONE\",\"steps\":[{\"state\":\"" + step
                + "\"}],\"copy\":{\"id\":\"1\",\"takenAt\":\"2026-11-22T09:00:00Z\"}}";
        return SealedContainer.seal(
                        List.of(
                                file("record.json", index.getBytes(StandardCharsets.UTF_8)),
                                file("encumbrance.json", document),
                                file("encumbrance.json.cms", key("system").sign(document, false)),
                                file("evidence.der", evidence("system", document)),
                                file("confirmation.cms", key(confirming).sign(document, false)),
                                file("confirmation-evidence.der", evidence("head", document)),
                                file("record.pdf", new byte[] {1})),
                        key("platform"))
                .toBytes();
    }

    private static byte[] evidence(String key, byte[] document) throws Exception {
        SignatureVerdict good =
                verifier().verify(key(key).sign(document, false), document, Purpose.SIGNING, Instant.now());
        assertThat(good).isInstanceOf(SignatureVerdict.Valid.class);
        return ((SignatureVerdict.Valid) good).evidence().toBytes();
    }

    private static SignatureVerifier verifier() throws Exception {
        return new SignatureVerifier(
                TrustBundle.read(pki.anchorsDir(), pki.intermediatesDir(), pki.crlsDir(), 1, Instant.now()),
                EdsPolicy.national());
    }

    private static byte[] record(String signer, String seal, String indexed) throws Exception {
        return record(signer, seal, indexed, 1, "", List.of());
    }

    /** A record with an answer that its owner signed; without a document its digest stands for it. */
    private static byte[] record(String owner, String document, byte[] evidence) throws Exception {
        List<SealedContainer.File> files = new ArrayList<>(List.of(file("answers/001-VEHICLES.owner.der", evidence)));
        if (!document.isEmpty()) {
            files.add(file("answers/001-VEHICLES.owner.xml", document.getBytes(StandardCharsets.UTF_8)));
        }
        return record("head", "platform", ID, 2, ",\"service\":\"VEHICLES\",\"owner\":" + owner, files);
    }

    private static byte[] record(
            String signer, String seal, String indexed, int version, String ofAnswer, List<SealedContainer.File> more)
            throws Exception {
        byte[] question = ("{\"id\":\"" + ID + "\"}").getBytes(StandardCharsets.UTF_8);
        String index = "{\"type\":\"kz.negiz.record\",\"version\":" + version + ",\"question\":\"" + indexed
                + "\",\"received\":\"2026-11-22T09:00:00Z\",\"answers\":[{\"state\":\"ANSWERED\",\"file\":\"answers/001-VEHICLES.json\""
                + ofAnswer
                + "},{\"state\":\"SOURCE_SILENT\"}],\"copy\":{\"id\":\"1\",\"takenAt\":\"2026-11-22T09:00:00Z\"}}";
        List<SealedContainer.File> files = new ArrayList<>(List.of(
                file("record.json", index.getBytes(StandardCharsets.UTF_8)),
                file("question.json", question),
                file("question.json.cms", key(signer).sign(question, false)),
                file("evidence.der", evidence("head", question)),
                file("answers/001-VEHICLES.json", new byte[] {'{', '}'}),
                file("record.pdf", new byte[] {1})));
        files.addAll(more);
        return SealedContainer.seal(files, key(seal)).toBytes();
    }

    private static SealedContainer.File file(String name, byte[] content) {
        return new SealedContainer.File(name, "application/octet-stream", content);
    }

    private static CmsSigner key(String name) throws Exception {
        return CmsSigner.fromPkcs12(pki.key(name).file(), DemoPki.PASSWORD.toCharArray());
    }

    private static Run verify(byte[] container, String... more) throws Exception {
        Path file = Files.write(folder.resolve("record.asice"), container);
        List<String> arguments = new ArrayList<>(List.of(
                "query",
                "verify",
                "--anchors",
                pki.anchorsDir().toString(),
                "--intermediates",
                pki.intermediatesDir().toString(),
                "--crls",
                pki.crlsDir().toString()));
        arguments.addAll(List.of(more));
        arguments.add(file.toString());
        StringWriter out = new StringWriter();
        int exit = Negiz.commandLine().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
        return new Run(exit, out.toString());
    }
}
