package kz.negiz.kit.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import kz.negiz.eds.OcspRelay;
import kz.negiz.eds.Reason;
import kz.negiz.eds.Revocation;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.identity.TestIdentities;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.ObjectMapper;

@DisplayName("Following the gateway's trust list")
class FollowedTrustTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final X509Certificate AUTHORITY = someAuthority();

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final ScriptedGateway gateway = new ScriptedGateway();
    private ServiceIdentity owner;
    private ServiceIdentity other;
    private FollowedTrust trust;

    @BeforeEach
    void meet() {
        List<ServiceIdentity> identities = TestIdentities.of(folder, "gateway-service", "audit-log-service", "reader");
        owner = identities.get(0);
        other = identities.get(1);
        trust = new FollowedTrust(
                gateway,
                gateway,
                identities.get(2),
                JSON,
                new MovedClock(),
                new TrustProperties(Duration.ofSeconds(20), Duration.ofMinutes(5)));
    }

    @Test
    @DisplayName("a bundle is fetched when its number is new, and only then")
    void bundleIsFetchedOnce() {
        gateway.states(owner, bundle(1), NOW);
        trust.refresh();
        now.set(NOW.plusSeconds(60));
        gateway.states(owner, bundle(1), NOW.plusSeconds(60));
        trust.refresh();

        assertThat(trust.current()).hasValue(bundle(1));
        assertThat(gateway.fetched).hasValue(1);

        gateway.states(owner, bundle(2), NOW.plusSeconds(60));
        trust.refresh();

        assertThat(trust.current()).hasValue(bundle(2));
        assertThat(gateway.fetched).hasValue(2);
    }

    @Test
    @DisplayName("a word older than five minutes is none, and neither is one from the future")
    void oldWordIsNone() {
        gateway.states(owner, bundle(1), NOW);
        trust.refresh();

        now.set(NOW.plus(Duration.ofMinutes(5)).minusMillis(1));
        assertThat(trust.current()).isPresent();
        now.set(NOW.plus(Duration.ofMinutes(5)));
        assertThat(trust.current()).isEmpty();
        assertThat(trust.verifier()).isEmpty();
        now.set(NOW.minus(Duration.ofMinutes(1)));
        assertThat(trust.current()).isEmpty();
    }

    @Test
    @DisplayName("an older bundle never takes the place of a newer one")
    void noWayBack() {
        gateway.states(owner, bundle(2), NOW);
        trust.refresh();
        gateway.states(owner, bundle(1), NOW.plusSeconds(1));
        trust.refresh();

        assertThat(trust.current()).hasValue(bundle(2));
    }

    @Test
    @DisplayName("only the gateway's word counts, and only for the very bytes that it names")
    void nobodyElsesWordCounts() {
        gateway.states(other, bundle(1), NOW);
        trust.refresh();
        assertThat(trust.current()).isEmpty();

        gateway.states(owner, bundle(1), NOW);
        gateway.bytes = bundle(2).toBytes();
        trust.refresh();
        assertThat(trust.current()).isEmpty();

        gateway.statement = owner.sign("call+jwt", "{}".getBytes(StandardCharsets.UTF_8));
        trust.refresh();
        assertThat(trust.current()).isEmpty();

        gateway.statement = "rubbish";
        trust.refresh();
        assertThat(trust.current()).isEmpty();
    }

    @Test
    @DisplayName("a gateway that does not answer costs nothing until its last word is too old")
    void silenceIsBorneForAWhile() {
        gateway.states(owner, bundle(1), NOW);
        trust.refresh();
        gateway.statement = "";

        now.set(NOW.plusSeconds(200));
        trust.refresh();

        assertThat(trust.current()).isPresent();
    }

    @Test
    @DisplayName("the gateway's word on a revocation is asked for where it asks a responder, and only there")
    void revocationIsAsked() {
        gateway.states(owner, bundle(1), NOW);
        trust.refresh();
        gateway.word = () -> new OcspWord(null, Reason.OCSP_NONCE_DIFFERS, 0);
        assertThat(revocation()).as("lists only").isEqualTo(Reason.REVOCATION_LIST_MISSING);

        gateway.ocsp = true;
        gateway.states(owner, bundle(1), NOW);
        trust.refresh();

        assertThat(revocation()).isEqualTo(Reason.OCSP_NONCE_DIFFERS);
        gateway.word = () -> new OcspWord(new byte[] {1}, null, 0);
        assertThat(revocation()).as("whatever came is read again here").isEqualTo(Reason.OCSP_REFUSED);
        gateway.word = () -> new OcspWord(null, null, 0);
        assertThat(revocation()).as("silence sends to the lists").isEqualTo(Reason.REVOCATION_LIST_MISSING);
        gateway.word = () -> {
            throw new ResourceAccessException("silent");
        };
        assertThat(revocation()).as("so does a silent gateway").isEqualTo(Reason.REVOCATION_LIST_MISSING);
        gateway.word = () -> {
            throw new RestClientException("not understood");
        };
        assertThat(revocation())
                .as("an answer that is not understood is none to lean on")
                .isEqualTo(Reason.OCSP_REFUSED);
    }

    @Test
    @DisplayName(
            "an answer stands here as long as the gateway says and never longer; what is no answer is asked again (R41-2b)")
    void answersStandAsAtTheGateway() {
        AtomicInteger asked = new AtomicInteger();
        gateway.ocsp = true;
        gateway.states(owner, bundle(1), NOW);
        trust.refresh();
        gateway.word = () -> {
            asked.incrementAndGet();
            return new OcspWord(new byte[] {1}, null, 20_000);
        };

        revocation();
        now.set(NOW.plusSeconds(19));
        revocation();
        assertThat(asked).hasValue(1);
        now.set(NOW.plusSeconds(21));
        revocation();
        assertThat(asked).hasValue(2);

        gateway.word = () -> {
            asked.incrementAndGet();
            return OcspWord.of(new OcspRelay.Word.Silence(), Duration.ofSeconds(20));
        };
        now.set(NOW.plusSeconds(60));
        revocation();
        revocation();
        assertThat(asked).hasValue(4);
    }

    /** Any will do, and Java brings some. */
    private static X509Certificate someAuthority() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reason revocation() {
        Revocation said = trust.verifier().orElseThrow().revocation(AUTHORITY, BigInteger.TWO, NOW);
        return ((Revocation.Unknown) said).reason();
    }

    private static TrustBundle bundle(long number) {
        return new TrustBundle(number, NOW.minusSeconds(number), List.of(AUTHORITY), List.of(), List.of());
    }

    /** A gateway that says what it is told to say. */
    private static final class ScriptedGateway implements TrustClient, OcspClient {

        private final AtomicInteger fetched = new AtomicInteger();
        private String statement = "";
        private byte[] bytes = {};
        private boolean ocsp;
        private Supplier<OcspWord> word = () -> OcspWord.of(new OcspRelay.Word.Silence(), Duration.ZERO);

        void states(ServiceIdentity signer, TrustBundle bundle, Instant asOf) {
            statement = new TrustStatement(bundle.number(), bundle.sha256(), asOf, ocsp).sign(signer, JSON);
            bytes = bundle.toBytes();
        }

        @Override
        public String statement() {
            if (statement.isEmpty()) {
                throw new ResourceAccessException("silent");
            }
            return statement;
        }

        @Override
        public OcspWord word(OcspQuestion question) {
            return word.get();
        }

        @Override
        public byte[] bundle(long number) {
            fetched.incrementAndGet();
            return bytes;
        }
    }

    private final class MovedClock extends Clock {

        @Override
        public Instant instant() {
            return Objects.requireNonNull(now.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
