package kz.negiz.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.eds.CertificateVerdict;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.Signer;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.session.SessionsInTests;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.trust.FollowedTrust;
import kz.negiz.kit.trust.OcspClient;
import kz.negiz.kit.trust.OcspQuestion;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("The OCSP responder")
class ResponderTest extends FollowedGateway {

    private static final char[] PASSWORD = "only-here".toCharArray();
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final FickleResponder RESPONDER = new FickleResponder(PKI.ocspAuthority());

    @Autowired
    private ApplicationContext gateway;

    @DynamicPropertySource
    static void responder(DynamicPropertyRegistry registry) {
        registry.add("negiz.trust.ocsp.url", RESPONDER::url);
        registry.add("negiz.gateway.session.responder-check", () -> "1m");
    }

    @BeforeEach
    void behave() {
        while (own.responder().orElseThrow().isSilent()) {
            CLOCK.goOn(Duration.ofSeconds(11)); // left alone by the test before
        }
        RESPONDER.behaves(FickleResponder::honestly);
    }

    @Test
    @DisplayName("R41-2b: a key that it calls revoked is refused before any list says so, at login and by the services")
    void revokedBeforeTheList() {
        IssuedKey key = PKI.issue(PKI.person("КЕРІ"));
        PKI.revoke(key.certificate(), CRLReason.keyCompromise);

        assertThat(reason(enter(key))).isEqualTo("CERTIFICATE_REVOKED");
        assertThat(followed().verifier().orElseThrow().validate(key.certificate(), Purpose.SIGNING, CLOCK.instant()))
                .isEqualTo(new CertificateVerdict.Invalid(Reason.CERTIFICATE_REVOKED));
    }

    @Test
    @DisplayName("its answer is part of the evidence, and stands without it")
    void evidence() {
        CertificateVerdict verdict =
                followed().verifier().orElseThrow().validate(person(), Purpose.SIGNING, CLOCK.instant());

        assertThat(((CertificateVerdict.Valid) verdict).evidence().ocspAnswers())
                .hasSize(1);
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of("an error of the server", (FickleResponder.Behaviour)
                        (exchange, good) -> FickleResponder.send(exchange, 503, good)),
                Arguments.of("a redirection", (FickleResponder.Behaviour) (exchange, good) -> {
                    exchange.getResponseHeaders().set("Location", RESPONDER.url());
                    FickleResponder.send(exchange, 302, good);
                }),
                Arguments.of(
                        "a connection that ends", (FickleResponder.Behaviour) (exchange, good) -> exchange.close()),
                Arguments.of("an answer that comes too late", (FickleResponder.Behaviour) (exchange, good) -> {
                    pause(TIMEOUT.multipliedBy(2));
                    FickleResponder.send(exchange, 200, good);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    @DisplayName("without an answer the lists decide, and it is left alone for a while")
    void silence(String name, FickleResponder.Behaviour behaviour) {
        RESPONDER.behaves(behaviour);

        assertThat(enter(PKI.issue(PKI.person("БІРІНШІ"))).status()).isEqualTo(200);
        assertThat(enter(PKI.issue(PKI.person("ЕКІНШІ"))).status()).isEqualTo(200);
        assertThat(RESPONDER.asked()).isEqualTo(1);
        assertThat(TrustOverview.of(own, List.of(), CLOCK.instant()).responder())
                .matches(TrustOverview.Responder::silent);

        RESPONDER.behaves(FickleResponder::honestly);
        CLOCK.goOn(Duration.ofSeconds(11));
        assertThat(enter(PKI.issue(PKI.person("ҮШІНШІ"))).status()).isEqualTo(200);
        assertThat(RESPONDER.asked()).isEqualTo(1);
        assertThat(TrustOverview.of(own, List.of(), CLOCK.instant()).responder())
                .matches(each -> !each.silent());
    }

    static Stream<Arguments> lies() {
        AtomicReference<byte[]> earlier = new AtomicReference<>();
        return Stream.of(
                Arguments.of("OCSP_REFUSED", "try later", (FickleResponder.Behaviour)
                        (exchange, good) -> FickleResponder.send(exchange, 200, tryLater())),
                Arguments.of("OCSP_REFUSED", "a web page", (FickleResponder.Behaviour) (exchange, good) ->
                        FickleResponder.send(exchange, 200, "<html>".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("OCSP_REFUSED", "nothing at all", (FickleResponder.Behaviour)
                        (exchange, good) -> FickleResponder.send(exchange, 200, new byte[0])),
                Arguments.of("OCSP_REFUSED", "without end", (FickleResponder.Behaviour)
                        (exchange, good) -> FickleResponder.send(exchange, 200, new byte[4 * 1024 * 1024])),
                Arguments.of("OCSP_REFUSED", "broken off", (FickleResponder.Behaviour) (exchange, good) -> {
                    exchange.sendResponseHeaders(200, good.length);
                    exchange.getResponseBody().write(good, 0, good.length / 2);
                    exchange.getResponseBody().flush();
                    exchange.close();
                }),
                Arguments.of("OCSP_NOT_GENUINE", "altered", (FickleResponder.Behaviour) (exchange, good) -> {
                    byte[] altered = good.clone();
                    altered[good.length - 1] ^= 1;
                    FickleResponder.send(exchange, 200, altered);
                }),
                Arguments.of("OCSP_NONCE_DIFFERS", "an earlier answer again", (FickleResponder.Behaviour)
                        (exchange, good) -> FickleResponder.send(
                                exchange, 200, earlier.updateAndGet(old -> old == null ? good : old))));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("lies")
    @DisplayName("an answer that can't be believed is no reason to look for a friendlier word")
    void lie(String reason, String name, FickleResponder.Behaviour behaviour) {
        IssuedKey key = PKI.issue(PKI.person("ӨТІРІК"));
        if (reason.equals("OCSP_NONCE_DIFFERS")) {
            RESPONDER.behaves(behaviour);
            assertThat(enter(key).status()).isEqualTo(200);
            CLOCK.goOn(Duration.ofSeconds(31));
        }
        RESPONDER.behaves(behaviour);

        assertThat(reason(enter(key))).isEqualTo(reason);
        assertThat(followed().verifier().orElseThrow().validate(key.certificate(), Purpose.SIGNING, CLOCK.instant()))
                .isInstanceOf(CertificateVerdict.Unknown.class);
    }

    @Test
    @DisplayName("a believed answer stands for half a minute, whoever asks, and no longer")
    void kept() {
        IssuedKey key = PKI.issue(PKI.person("ЕСТЕ"));
        FollowedTrust followed = followed();
        assertThat(enter(key).status()).isEqualTo(200);
        assertThat(followed.verifier().orElseThrow().validate(key.certificate(), Purpose.SIGNING, CLOCK.instant()))
                .isInstanceOf(CertificateVerdict.Valid.class);
        assertThat(RESPONDER.asked()).isEqualTo(1);

        CLOCK.goOn(Duration.ofSeconds(31));
        PKI.revoke(key.certificate(), CRLReason.unspecified);

        assertThat(reason(enter(key))).isEqualTo("CERTIFICATE_REVOKED");
        assertThat(RESPONDER.asked()).isEqualTo(2);
    }

    @Test
    @DisplayName("R41-2b: a session ends when it says that the key of its login was revoked")
    void sessionEnds() {
        IssuedKey key = PKI.issue(PKI.person("АЯҚТАЛДЫ"));
        Browser browser = browser();
        assertThat(enter(browser, key).status()).isEqualTo(200);
        SessionsInTests.checkCertificates(gateway);
        PKI.revoke(key.certificate(), CRLReason.keyCompromise);

        SessionsInTests.checkCertificates(gateway);
        assertThat(browser.get("/api/session").status())
                .as("not asked again so soon")
                .isEqualTo(200);
        CLOCK.goOn(Duration.ofSeconds(61));
        SessionsInTests.checkCertificates(gateway);

        assertThat(browser.get("/api/session").status()).isEqualTo(401);
        assertThat(events("SESSION_ENDED").getLast()).contains("CERTIFICATE_REVOKED");
    }

    @Test
    @DisplayName("nobody learns of certificates of authorities that are none of ours")
    void foreignAuthority() {
        OcspClient client = clients().create(OcspClient.class, "gateway-service", Duration.ofSeconds(5));

        assertThat(client.word(new OcspQuestion("ab".repeat(32), "1f")).reason())
                .isEqualTo(Reason.ISSUER_NOT_TRUSTED);
        assertThat(RESPONDER.asked()).isZero();
    }

    @Test
    @DisplayName("the operator sees whom the platform asks, and since when it has been answering")
    void overview() {
        UPSTREAM.register(iin("administrator"), "", "PERSON", Set.of(AccessRole.OPERATOR), true);
        Browser operator = browser();
        assertThat(login(operator, signer("administrator")).status()).isEqualTo(200);
        operator.setCookie("lang", "en");

        assertThat(operator.get("/api/trust")
                        .json()
                        .path("responder")
                        .path("address")
                        .asString(""))
                .isEqualTo(RESPONDER.url());
        assertThat(operator.get("/trust", "Accept: text/html").text()).contains(RESPONDER.url(), "Last answer:");
    }

    private static X509Certificate person() {
        return PKI.issue(PKI.person("ДӘЛЕЛ")).certificate();
    }

    private Browser.Answer enter(IssuedKey key) {
        return enter(browser(), key);
    }

    private static Browser.Answer enter(Browser browser, IssuedKey key) {
        UPSTREAM.registerOfficer(Signer.namedBy(key.certificate()).orElseThrow().iin());
        try {
            return login(
                    browser,
                    CmsSigner.fromPkcs12(new ByteArrayInputStream(key.toPkcs12(PASSWORD)), PASSWORD)
                            .withClock(CLOCK));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reason(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isNotEqualTo(200);
        return answer.json().path("reason").asString("");
    }

    private static byte[] tryLater() {
        try {
            return new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
