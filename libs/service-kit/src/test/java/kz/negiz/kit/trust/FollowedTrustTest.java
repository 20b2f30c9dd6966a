package kz.negiz.kit.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.identity.TestIdentities;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.ObjectMapper;

@DisplayName("Following the gateway's trust list")
class FollowedTrustTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static TrustBundle bundle(long number) {
        return new TrustBundle(number, NOW.minusSeconds(number), List.of(), List.of(), List.of());
    }

    /** A gateway that says what it is told to say. */
    private static final class ScriptedGateway implements TrustClient {

        private final AtomicInteger fetched = new AtomicInteger();
        private String statement = "";
        private byte[] bytes = {};

        void states(ServiceIdentity signer, TrustBundle bundle, Instant asOf) {
            statement = new TrustStatement(bundle.number(), bundle.sha256(), asOf).sign(signer, JSON);
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
