package kz.negiz.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.demo.pki.AuthoritySpec;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.Signer;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@DisplayName("A change of the trust anchors")
class AnchorChangeTest extends RunningGateway {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final char[] PASSWORD = "only-here".toCharArray();
    private final CertificationAuthority newcomer = CertificationAuthority.root(AuthoritySpec.named(
            "ЖАҢА КУӘЛАНДЫРУШЫ ОРТАЛЫҚ",
            KeyKind.EC_P256,
            PKI.root().certificate().getNotBefore().toInstant(),
            PKI.root().certificate().getNotAfter().toInstant()));

    private final Path file = PKI.anchorsDir().resolve("newcomer.cer");

    @Autowired
    private OwnTrust own;

    @Autowired
    private AuditOutbox audit;

    private Operator one;
    private Operator two;

    /** An operator with a key and an open session. */
    private record Operator(CmsSigner key, Browser browser) {

        JsonNode proposal() {
            Browser.Answer answer = browser.get("/api/trust/anchors/proposal");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json();
        }

        Browser.Answer sign() {
            return send(Base64.getDecoder().decode(proposal().path("document").asString("")), key);
        }

        Browser.Answer send(byte[] document, CmsSigner with) {
            return browser.post(
                    "/api/trust/anchors/confirmations",
                    JSON.createObjectNode()
                            .put("document", Base64.getEncoder().encodeToString(document))
                            .put("signature", Base64.getEncoder().encodeToString(with.sign(document, false)))
                            .toString());
        }
    }

    @BeforeEach
    void propose() throws Exception {
        one = operator(PKI.issue(PKI.person("БІРІНШІ ОПЕРАТОР")));
        two = operator(PKI.issue(PKI.person("ЕКІНШІ ОПЕРАТОР")));
        Files.write(file, newcomer.certificate().getEncoded());
        own.reread();
    }

    @AfterEach
    void withdraw() throws IOException {
        Files.deleteIfExists(file);
        own.reread();
        if (one.browser().get("/api/trust/anchors/proposal").status() == 200) {
            one.sign();
            two.sign();
        }
        assertThat(own.known().change().isNone()).isTrue();
    }

    @Test
    @DisplayName("an anchor in the folder is believed when two operators have signed, and no sooner; so is its removal")
    void twoOperators() throws IOException {
        long before = own.known().bundle().number();
        assertThat(reasonOfNewcomer()).isEqualTo("ISSUER_NOT_TRUSTED");
        JsonNode proposal = one.proposal();
        assertThat(proposal.path("added").path(0).path("sha256").asString(""))
                .isEqualTo(Fingerprint.of(newcomer.certificate()));
        assertThat(proposal.path("words").toString()).contains(Fingerprint.of(newcomer.certificate()));

        assertThat(one.sign().json().path("inForce").asBoolean(true)).isFalse();
        own.reread();
        assertThat(reasonOfNewcomer()).isEqualTo("ISSUER_NOT_TRUSTED");
        assertThat(own.known().bundle().number()).isEqualTo(before);
        assertThat(one.proposal().path("document").isMissingNode()
                        || one.proposal().path("document").isNull())
                .as("nothing more to sign")
                .isTrue();
        assertThat(two.proposal().path("confirmed").size()).isEqualTo(1);

        assertThat(two.sign().json().path("inForce").asBoolean(false)).isTrue();
        assertThat(own.known().bundle().number()).isEqualTo(before + 1);
        assertThat(reasonOfNewcomer())
                .as("the path stands; its lists are missing")
                .isEqualTo("REVOCATION_LIST_MISSING");
        assertThat(events("TRUST_CHANGED").toString()).contains("ANCHORS_CONFIRMED", "ANCHORS_AGREED");

        Files.delete(file);
        own.reread();
        assertThat(reasonOfNewcomer()).as("still in force").isEqualTo("REVOCATION_LIST_MISSING");
        one.sign();
        two.sign();
        assertThat(reasonOfNewcomer()).isEqualTo("ISSUER_NOT_TRUSTED");
    }

    @Test
    @DisplayName("one person signs once, through whatever account")
    void onePersonOnce() throws IOException {
        IssuedKey key = PKI.issue(PKI.person("ЕКІ ТІРКЕЛГІ"));
        Operator first = operator(key);
        byte[] document =
                Base64.getDecoder().decode(first.proposal().path("document").asString(""));
        assertThat(first.sign().status()).isEqualTo(200);
        assertThat(problem(first.send(document, first.key()))).isEqualTo("anchors-confirmed-before");

        Operator again = operator(key);
        assertThat(problem(again.sign())).isEqualTo("anchors-confirmed-before");
        assertThat(own.known().change().isNone()).isFalse();
    }

    @Test
    @DisplayName("a signature waits for the second one for a day, and no longer")
    void staleSignature() throws IOException {
        assertThat(one.sign().status()).isEqualTo(200);
        CLOCK.goOn(Duration.ofDays(1).plusMinutes(1));
        own.reread();

        Operator later = operator(PKI.issue(PKI.person("КЕЙІНГІ ОПЕРАТОР")));
        assertThat(later.proposal().path("confirmed").size()).isZero();
        assertThat(later.sign().json().path("inForce").asBoolean(true)).isFalse();
    }

    @Test
    @DisplayName("only the very document of the proposal counts, fresh, by the operator's own key")
    void veryDocument() throws IOException {
        byte[] document =
                Base64.getDecoder().decode(one.proposal().path("document").asString(""));
        String text = new String(document, StandardCharsets.UTF_8);
        byte[] otherWords = text.replace("ЖАҢА", "ЕСКІ").getBytes(StandardCharsets.UTF_8);
        byte[] spaced = (text + ' ').getBytes(StandardCharsets.UTF_8);

        assertThat(problem(one.send(otherWords, one.key()))).isEqualTo("anchors-other-document");
        assertThat(problem(one.send(spaced, one.key()))).isEqualTo("anchors-other-document");
        assertThat(problem(one.send("{}".getBytes(StandardCharsets.UTF_8), one.key())))
                .isEqualTo("anchors-other-document");
        assertThat(problem(two.send(document, two.key())))
                .as("made for another account")
                .isEqualTo("anchors-other-document");
        assertThat(problem(one.send(document, two.key()))).isEqualTo("anchors-signer-is-another");
        assertThat(problem(one.send(document, signer("head-auth")))).isEqualTo("signature-refused");
        CLOCK.goOn(Duration.ofMinutes(14));
        own.reread();
        assertThat(one.proposal().path("document").asString("")).isNotEmpty();
        CLOCK.goOn(Duration.ofMinutes(2));
        own.reread();
        assertThat(problem(one.send(document, one.key()))).isEqualTo("anchors-document-stale");
        assertThat(events("TRUST_CHANGED").getLast()).contains("ANCHORS_REFUSED");
    }

    @Test
    @DisplayName("a document on another proposal counts for nothing")
    void otherProposal() throws Exception {
        byte[] document =
                Base64.getDecoder().decode(one.proposal().path("document").asString(""));
        Path further = PKI.anchorsDir().resolve("further.cer");
        Files.write(further, PKI.foreign().certificate().getEncoded());
        own.reread();
        try {
            assertThat(problem(one.send(document, one.key()))).isEqualTo("anchors-other-document");
        } finally {
            Files.delete(further);
        }
        Files.delete(file);
        own.reread();
        assertThat(problem(one.send(document, one.key()))).isEqualTo("anchors-not-proposed");
    }

    @Test
    @DisplayName("the page shows what comes and goes, and takes the signature")
    void page() {
        one.browser().setCookie("lang", "en");
        String page = one.browser().get("/trust", "Accept: text/html").text();
        assertThat(page)
                .contains(
                        "A change of trust anchors is proposed",
                        Fingerprint.of(newcomer.certificate()),
                        "Signed by operators: 0 of 2",
                        "whose fingerprints I have compared")
                .doesNotContain("??");

        String document = one.proposal().path("document").asString("");
        byte[] signature = one.key().sign(Base64.getDecoder().decode(document), false);
        String told = one.browser()
                .send(
                        "POST",
                        "/trust/anchors",
                        ("document=" + URLEncoder.encode(document, StandardCharsets.US_ASCII) + "&signature="
                                        + URLEncoder.encode(
                                                Base64.getEncoder().encodeToString(signature),
                                                StandardCharsets.US_ASCII))
                                .getBytes(StandardCharsets.US_ASCII),
                        "Content-Type: application/x-www-form-urlencoded",
                        "Accept: text/html")
                .text();
        assertThat(told).contains("waits for a second operator", "Signed by operators: 1 of 2", "You have signed");
    }

    @Test
    @DisplayName("nobody but operators sees or signs it")
    void operatorsOnly() {
        Browser officer = officer("head");
        assertThat(officer.get("/api/trust/anchors/proposal").status()).isEqualTo(403);
        assertThat(officer.post("/api/trust/anchors/confirmations", "{}").status())
                .isEqualTo(403);
        assertThat(officer.send(
                                "POST",
                                "/trust/anchors",
                                new byte[0],
                                "Content-Type: application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(403);
        assertThat(browser().get("/api/trust/anchors/proposal").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("what is kept of the signatures is sealed, and stays")
    void sealed() {
        one.sign();
        String iin = Signer.namedBy(one.key().certificate()).orElseThrow().iin();
        List<String> rows = jdbc.sql(
                        "select encode(sealed_evidence, 'escape') || encode(sealed_signature, 'escape') || encode(document, 'escape') from trust_anchors_confirmed")
                .query(String.class)
                .list();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(iin));
        assertThatThrownBy(() -> jdbc.sql("delete from trust_anchors_confirmed").update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    @DisplayName("the very first anchors must be those whose fingerprints the installation names")
    void firstAnchors() {
        TestDatabase fresh = TestDatabase.create("gateway", "classpath:db/audit", "classpath:db/migration");
        DataSource database = new DriverManagerDataSource(fresh.url(), fresh.user(), fresh.password());
        AnchorSets empty = new AnchorSets(
                JdbcClient.create(database),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                audit,
                CLOCK,
                new OwnTrustProperties(
                        PKI.anchorsDir(),
                        PKI.intermediatesDir(),
                        PKI.crlsDir(),
                        List.of("ab".repeat(32)),
                        Duration.ofSeconds(10)));

        assertThatThrownBy(() -> empty.inForce(own.known().bundle().anchors()))
                .hasMessageContaining("negiz.trust.first-anchors")
                .hasMessageContaining(Fingerprint.of(PKI.root().certificate()));
        assertThat(empty.number()).isEmpty();
    }

    private String reasonOfNewcomer() throws IOException {
        IssuedKey key = newcomer.issue(PKI.person("ЖАҢАДАН"));
        Browser.Answer answer = login(browser(), signer(key));
        assertThat(answer.status()).as(answer.text()).isNotEqualTo(200);
        return answer.json().path("reason").asString("");
    }

    private Operator operator(IssuedKey key) throws IOException {
        UPSTREAM.register(
                Signer.namedBy(key.certificate()).orElseThrow().iin(), "", "PERSON", Set.of(AccessRole.OPERATOR), true);
        Browser browser = browser();
        CmsSigner signer = signer(key);
        assertThat(login(browser, signer).status()).isEqualTo(200);
        return new Operator(signer, browser);
    }

    private static CmsSigner signer(IssuedKey key) throws IOException {
        return CmsSigner.fromPkcs12(new ByteArrayInputStream(key.toPkcs12(PASSWORD)), PASSWORD)
                .withClock(CLOCK);
    }

    private static String problem(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isNotEqualTo(200);
        return answer.problem();
    }
}
