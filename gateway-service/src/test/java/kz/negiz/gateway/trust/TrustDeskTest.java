package kz.negiz.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.kit.identity.AccessRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@DisplayName("Where the operator looks at the trust list")
class TrustDeskTest extends RunningGateway {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private OwnTrust trust;

    @Test
    @DisplayName("each authority is named with its fingerprint and the freshness of its revocation lists")
    void overview() {
        JsonNode trust = operator().get("/api/trust").json();

        assertThat(trust.path("inForce").asBoolean(false)).isTrue();
        assertThat(trust.path("authorities")
                        .valueStream()
                        .map(each -> each.path("place").asString("")))
                .contains("ANCHOR", "INTERMEDIATE");
        assertThat(trust.path("authorities").valueStream()).allSatisfy(each -> {
            assertThat(each.path("sha256").asString("")).matches("[0-9a-f]{64}");
            assertThat(each.path("algorithm").asString("")).matches("\\D.*");
            assertThat(each.path("revocation").asString("")).isEqualTo("FRESH");
        });
    }

    @Test
    @DisplayName("lists that have run out are told as out of date before anybody has to ask why nobody gets in")
    void staleLists() {
        TrustOverview later = TrustOverview.of(trust, List.of(), CLOCK.instant().plus(Duration.ofDays(3)));

        assertThat(later.authorities())
                .extracting(TrustOverview.Authority::revocation)
                .contains(TrustOverview.Freshness.STALE);
    }

    @ParameterizedTest(name = "{0} for {1}: {2} {3}")
    @CsvSource({
        "head, LOGIN, VALID, ''",
        "head-auth, SIGNING, INVALID, KEY_NOT_FOR_SIGNING",
        "revoked, LOGIN, INVALID, CERTIFICATE_REVOKED",
        "head-file, LOGIN, INVALID, KEY_STORAGE_NOT_PERMITTED",
    })
    @DisplayName("a certificate gets its verdict")
    void examined(String key, String purpose, String verdict, String reason) throws CertificateEncodingException {
        Browser.Answer answer = operator()
                .post(
                        "/api/trust/certificates",
                        JSON.createObjectNode()
                                .put("certificate", pem(key))
                                .put("purpose", purpose)
                                .toString());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("verdict").asString("")).isEqualTo(verdict);
        assertThat(answer.json().path("reason").asString("")).isEqualTo(reason);
        assertThat(answer.text()).doesNotContain(iin(key));
    }

    @Test
    @DisplayName("the page says the verdict in words, by its rule, and keeps what was pasted")
    void page() throws CertificateEncodingException {
        Browser operator = operator();
        operator.setCookie("lang", "en");

        String told = form(operator, pem("head-file")).text();
        assertThat(told)
                .contains("data-verdict=\"INVALID\"", "data-reason=\"KEY_STORAGE_NOT_PERMITTED\"", "R150-38")
                .contains("BEGIN CERTIFICATE")
                .doesNotContain("??");

        Browser.Answer wrong = form(operator, "no certificate <b>");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("no certificate &lt;b&gt;", "href=\"#certificate\"");
    }

    @Test
    @DisplayName("nobody but operators looks")
    void operatorsOnly() {
        Browser officer = officer("head");
        assertThat(officer.get("/trust", "Accept: text/html").status()).isEqualTo(403);
        assertThat(officer.get("/api/trust").status()).isEqualTo(403);
        assertThat(officer.post("/api/trust/certificates", "{}").status()).isEqualTo(403);
        assertThat(browser().get("/api/trust").status()).isEqualTo(401);
    }

    private Browser operator() {
        UPSTREAM.register(iin("administrator"), "", "PERSON", Set.of(AccessRole.OPERATOR), true);
        Browser browser = browser();
        assertThat(login(browser, signer("administrator")).status()).isEqualTo(200);
        return browser;
    }

    private static Browser.Answer form(Browser browser, String certificate) {
        return browser.send(
                "POST",
                "/trust",
                ("purpose=LOGIN&certificate=" + URLEncoder.encode(certificate, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.US_ASCII),
                "Content-Type: application/x-www-form-urlencoded",
                "Accept: text/html");
    }

    private static String pem(String key) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(PKI.key(key).certificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
