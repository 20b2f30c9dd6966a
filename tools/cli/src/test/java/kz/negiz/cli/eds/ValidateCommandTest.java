package kz.negiz.cli.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import kz.negiz.cli.Negiz;
import kz.negiz.demo.pki.AuthoritySpec;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.CrlSpec;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.demo.pki.LeafSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ValidateCommandTest {

    /** Before any day on which this runs. */
    private static final Instant NOW = Instant.parse("2026-09-22T09:00:00Z");

    private static final Path NATIONAL = Path.of("../../libs/eds/src/test/resources/national");
    private static final String NATIONAL_POLICY = "1.2.398.3.3.2";

    @TempDir
    static Path folder;

    private static DemoPki pki;
    private static Path leaves;

    private record Run(int exit, String out, String err) {}

    @BeforeAll
    static void makeHierarchy() throws Exception {
        pki = DemoPki.openOrCreate(folder.resolve("pki"), Clock.fixed(NOW, ZoneOffset.UTC), Branch.ECDSA);
        leaves = Files.createDirectory(folder.resolve("leaves"));
        for (String name : List.of("head", "revoked", "expired", "foreign", "head-auth", "head-file", "owner")) {
            write(name, pki.key(name).certificate());
        }
        LeafSpec person = LeafSpec.person("ДЕМОҰЛЫ", "А", pki.key("head").iin(), NOW.minusSeconds(3600));
        LeafSpec ec = person.withKeyPair(KeyKind.EC_P256.generate());
        write("below-a-leaf", CertificationAuthority.of(pki.issue(ec)).issue(ec).certificate());
        write(
                "critical",
                pki.issue(ec.withExtension(
                                Extension.create(new ASN1ObjectIdentifier("1.2.3.4.5"), true, DERNull.INSTANCE)))
                        .certificate());
        CertificationAuthority third = pki.issuing()
                .subordinate(AuthoritySpec.named(
                        "DEMO THIRD", KeyKind.EC_P256, NOW.minusSeconds(60), NOW.plusSeconds(86_400)));
        write("third", third.certificate());
        write("too-deep", third.issue(ec).certificate());
        CertificationAuthority old = CertificationAuthority.root(
                AuthoritySpec.named("DEMO OLD", KeyKind.RSA_1024, NOW.minusSeconds(60), NOW.plusSeconds(86_400)));
        write("old-root", old.certificate());
        write("sha1", old.issue(ec.withSignatureAlgorithm("SHA1withRSA")).certificate());
        write("md5", old.issue(ec.withSignatureAlgorithm("MD5withRSA")).certificate());
        Files.writeString(leaves.resolve("nonsense.cer"), "nonsense");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // name, further members of the line, verdict, reason
                "head, {}, valid, ''",
                "owner, {}, valid, ''",
                "head-auth, {}, valid, ''",
                "revoked, {}, invalid, CERTIFICATE_REVOKED",
                "revoked, {'revocation':'none'}, valid, ''",
                "expired, {}, invalid, CERTIFICATE_EXPIRED",
                "foreign, {}, invalid, ISSUER_NOT_GENUINE",
                "head, {'anchors':[]}, invalid, ISSUER_NOT_TRUSTED",
                "head, {'intermediates':[]}, invalid, ISSUER_NOT_TRUSTED",
                "head, {'crls':[]}, unknown, REVOCATION_LIST_MISSING",
                "head, {'crls':[]|'revocation':'none'}, valid, ''",
                "head, {'at':'2026-09-30T09:00:00Z'}, unknown, REVOCATION_LIST_STALE",
                "head, {'at':'2020-01-01T00:00:00Z'}, invalid, AUTHORITY_NOT_VALID",
                "head, {'at':'2026-09-22T07:00:00Z'}, invalid, CERTIFICATE_NOT_YET_VALID",
                "head, {'explicitPolicy':true}, valid, ''",
                "head, {'explicitPolicy':true|'policies':['1.2.398.3.3.2']}, valid, ''",
                "head, {'explicitPolicy':true|'policies':['1.2.3.4']}, invalid, POLICY_NOT_ACCEPTED",
                "head, {'policies':['1.2.3.4']}, valid, ''",
                "head-auth, {'explicitPolicy':true}, invalid, POLICY_NOT_ACCEPTED",
                "head, {'inhibitAnyPolicy':true|'inhibitPolicyMapping':true}, valid, ''",
                "below-a-leaf, {'intermediates':['LEAVES/head.cer'|'PKI/intermediates']}, invalid, ISSUER_NOT_TRUSTED",
                "critical, {}, invalid, CRITICAL_EXTENSION_UNKNOWN",
                "too-deep, {'intermediates':['LEAVES/third.cer'|'PKI/intermediates']}, invalid, PATH_TOO_LONG",
                "sha1, {'anchors':['LEAVES/old-root.cer']|'revocation':'none'}, valid, ''",
                "md5, {'anchors':['LEAVES/old-root.cer']|'revocation':'none'}, invalid, PATH_ALGORITHM_NOT_ACCEPTED",
                "sha1, {'anchors':['LEAVES/old-root.cer']|'revocation':'none'|'purpose':'login'}, invalid,"
                        + " PATH_ALGORITHM_NOT_ACCEPTED",
                "head, {'purpose':'login'}, valid, ''",
                "head, {'purpose':'sign'}, valid, ''",
                "head, {'purpose':'sign'|'explicitPolicy':true|'policies':['1.2.3.4']}, invalid, POLICY_NOT_ACCEPTED",
                "head, {'purpose':'sign'|'crls':[]}, unknown, REVOCATION_LIST_MISSING",
                "head, {'purpose':'sign'|'crls':[]|'revocation':'none'}, valid, ''",
                "head-auth, {'purpose':'sign'}, invalid, KEY_NOT_FOR_SIGNING",
                "head-auth, {'purpose':'login'}, valid, ''",
                "head-file, {'purpose':'login'}, invalid, KEY_STORAGE_NOT_PERMITTED",
                "head-file, {}, valid, ''",
                "nonsense, {}, invalid, MALFORMED",
                "absent, {}, unknown, FILE_NOT_READABLE",
                "head, {'purpose':'everything'}, unknown, LINE_NOT_UNDERSTOOD",
                "head, {'at':'yesterday'}, unknown, LINE_NOT_UNDERSTOOD",
            })
    void everyLineOfABatchGetsItsVerdict(String name, String members, String verdict, String reason) throws Exception {
        ObjectNode line = line(name);
        String json = members.replace('|', ',')
                .replace('\'', '"')
                .replace("LEAVES", leaves.toString())
                .replace("PKI", pki.directory().toString());
        line.setAll((ObjectNode) JsonMapper.shared().readTree(json));
        Path batch = Files.writeString(folder.resolve("batch.jsonl"), line + "\n\n");
        Run run = run("--batch", batch.toString());
        JsonNode answer = JsonMapper.shared().readTree(run.out());
        assertThat(answer.path("verdict").asString() + " "
                        + answer.path("reason").asString())
                .isEqualTo(verdict + " " + reason);
        assertThat(answer.path("id").asString()).isEqualTo("case " + name);
        assertThat(answer.path("file").asString()).isEqualTo(line.path("file").asString());
        assertThat(answer.size()).isEqualTo(4);
        assertThat(run.exit()).isEqualTo(reason.equals("LINE_NOT_UNDERSTOOD") ? Negiz.USAGE : 0);
    }

    @Test
    void aBatchGoesOnAfterALineThatIsNotUnderstood() throws Exception {
        Path batch = Files.writeString(
                folder.resolve("mixed.jsonl"), line("head") + "\n{nonsense\n" + line("revoked") + "\n");
        Run run = run("--batch", batch.toString());
        List<String> verdicts = run.out()
                .lines()
                .map(each -> JsonMapper.shared().readTree(each).path("reason").asString())
                .toList();
        assertThat(verdicts).containsExactly("", "LINE_NOT_UNDERSTOOD", "CERTIFICATE_REVOKED");
        assertThat(run.exit()).isEqualTo(Negiz.USAGE);
    }

    @Test
    void theOptionsSayTheSameAsABatch() throws Exception {
        String[] material = {
            "--anchors", pki.anchorsDir().toString(),
            "--intermediates", pki.intermediatesDir().toString(),
            "--crls", pki.crlsDir().toString(),
            "--at", NOW.toString(),
        };
        Run good = run(material, leaves.resolve("head.cer").toString(), "--json");
        assertThat(good.exit()).isZero();
        assertThat(JsonMapper.shared().readTree(good.out()).path("verdict").asString())
                .isEqualTo("valid");
        Run bad = run(material, leaves.resolve("revoked.cer").toString(), "--lang", "ru");
        assertThat(bad.exit()).isEqualTo(Negiz.REFUSED);
        assertThat(bad.out()).startsWith("INVALID CERTIFICATE_REVOKED\nСертификат отозван.");
        Run policy = run(
                material,
                leaves.resolve("head.cer").toString(),
                "--policy",
                NATIONAL_POLICY,
                "--policy",
                "1.2.3",
                "--explicit-policy",
                "--inhibit-any-policy",
                "--inhibit-policy-mapping",
                "--purpose",
                "login");
        assertThat(policy.exit()).isZero();
        assertThat(run(material, leaves.resolve("absent.cer").toString()).exit())
                .isEqualTo(Negiz.USAGE);
        assertThat(run().exit()).isEqualTo(Negiz.USAGE);
        assertThat(run(material, leaves.resolve("head.cer").toString(), "--purpose", "everything")
                        .exit())
                .isEqualTo(Negiz.USAGE);
    }

    /** Bouncy Castle leaves lists alone for times to come; the verdicts must be the same. */
    @Test
    void aTimeToComeChangesNothing() throws Exception {
        Instant later = Instant.now().plus(Duration.ofDays(30));
        DemoPki future =
                DemoPki.openOrCreate(folder.resolve("future"), Clock.fixed(later, ZoneOffset.UTC), Branch.ECDSA);
        for (String name : List.of("head", "revoked")) {
            Path file = Files.write(
                    folder.resolve(name + "-later.cer"),
                    future.key(name).certificate().getEncoded());
            String[] arguments = {
                "--anchors",
                future.anchorsDir().toString(),
                "--intermediates",
                future.intermediatesDir().toString(),
                "--at",
                later.toString(),
                file.toString()
            };
            assertThat(run(arguments, "--crls", future.crlsDir().toString()).out())
                    .startsWith(name.equals("head") ? "VALID" : "INVALID CERTIFICATE_REVOKED");
            assertThat(run(arguments).out()).startsWith("UNKNOWN REVOCATION_LIST_MISSING");
        }
    }

    @Test
    void aDeltaListRevokes() throws Exception {
        Path lists = Files.createDirectory(folder.resolve("lists"));
        X509Certificate leaf = pki.key("head").certificate();
        Files.write(lists.resolve("root.crl"), Files.readAllBytes(pki.crlsDir().resolve("demo-root.crl")));
        Files.write(
                lists.resolve("full.crl"),
                pki.issuing().crl(CrlSpec.empty(NOW, 5)).getEncoded());
        assertThat(run(lists).out()).startsWith("VALID");
        Files.write(
                lists.resolve("delta.crl"),
                pki.issuing()
                        .crl(CrlSpec.empty(NOW, 6)
                                .asDeltaTo(5)
                                .withEntry(CrlSpec.Entry.of(leaf.getSerialNumber(), NOW.minusSeconds(60))))
                        .getEncoded());
        assertThat(run(lists).out()).startsWith("INVALID CERTIFICATE_REVOKED");
    }

    @Test
    void pemWithSeveralCertificatesIsRead() throws Exception {
        StringBuilder pem = new StringBuilder("Some words before.\n");
        for (X509Certificate each :
                List.of(pki.key("head").certificate(), pki.issuing().certificate())) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(each.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        Path file = Files.writeString(folder.resolve("chain.pem"), pem, StandardCharsets.US_ASCII);
        Run run = run(
                "--anchors",
                pki.anchorsDir().toString(),
                "--crls",
                pki.crlsDir().toString(),
                "--at",
                NOW.toString(),
                file.toString());
        assertThat(run.out()).startsWith("VALID");
    }

    @ParameterizedTest
    @CsvSource({
        "nca_gost_2022, root_gost_2022, 2026-11-22T09:00:00Z, valid",
        "ucgo_gost_2022, root_gost_2020, 2026-11-22T09:00:00Z, valid",
        "nca_gost_2018, root_gost_2015, 2024-01-01T00:00:00Z, valid",
        "nca_gost_2018, root_gost_2015, 2026-01-01T00:00:00Z, invalid",
        "nca_gost_2022, root_gost_2020, 2026-11-22T09:00:00Z, invalid",
    })
    void theNationalHierarchyIsRead(String name, String anchor, Instant at, String verdict) {
        Run run = run(
                "--anchors",
                NATIONAL.resolve(anchor + ".cer").toString(),
                "--revocation",
                "none",
                "--at",
                at.toString(),
                "--json",
                NATIONAL.resolve(name + ".cer").toString());
        assertThat(JsonMapper.shared().readTree(run.out()).path("verdict").asString())
                .isEqualTo(verdict);
    }

    @Test
    void aNationalListWithItsQuirksRevokes() {
        for (Instant at : List.of(Instant.parse("2026-09-01T00:00:00Z"), Instant.parse("2027-01-31T00:00:00Z"))) {
            Run run = run(
                    "--anchors",
                    NATIONAL.resolve("nca_gost2022_test.cer").toString(),
                    "--crls",
                    NATIONAL.resolve("nca_gost2022_test.2026-08-11.crl").toString(),
                    "--at",
                    at.toString(),
                    sdk("gost2015_individual_revoked").toString());
            assertThat(run.out()).startsWith("INVALID CERTIFICATE_REVOKED");
        }
    }

    private static Path sdk(String name) {
        try {
            return write(
                    name,
                    kz.negiz.eds.CmsSigner.fromPkcs12(NATIONAL.resolve(name + ".p12"), "Qwerty12".toCharArray())
                            .certificate());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Run run(Path lists) {
        return run(
                "--anchors",
                pki.anchorsDir().toString(),
                "--intermediates",
                pki.intermediatesDir().toString(),
                "--crls",
                lists.toString(),
                "--at",
                NOW.plus(Duration.ofMinutes(5)).toString(),
                leaves.resolve("head.cer").toString());
    }

    private static ObjectNode line(String name) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", "case " + name);
        line.put("file", leaves.resolve(name + ".cer").toString());
        line.putArray("anchors").add(pki.anchorsDir().toString());
        line.putArray("intermediates").add(pki.intermediatesDir().toString());
        line.putArray("crls").add(pki.crlsDir().toString());
        line.put("at", NOW.toString());
        return line;
    }

    private static Path write(String name, X509Certificate certificate) throws Exception {
        return Files.write(leaves.resolve(name + ".cer"), certificate.getEncoded());
    }

    private static Run run(String[] first, String... others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(others));
        return run(all.toArray(String[]::new));
    }

    private static Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("eds", "validate"));
        all.addAll(List.of(arguments));
        CommandLine line = Negiz.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = line.execute(all.toArray(String[]::new));
        return new Run(exit, out.toString(), err.toString());
    }
}
