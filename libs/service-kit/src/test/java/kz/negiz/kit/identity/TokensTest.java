package kz.negiz.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
    private static final Caller.User OFFICER = new Caller.User(
            UUID.fromString("018f0000-0000-7000-8000-000000000001"),
            AccountKind.PERSON,
            Set.of(AccessRole.OFFICER),
            "kgd-almaty",
            "STATE_REVENUE",
            "/almaty/inspections",
            "STATE_REVENUE_UNIT_HEAD",
            true,
            "session-1",
            "kk");

    @TempDir
    Path folder;

    private Tokens gateway;
    private ServiceIdentity brokerIdentity;
    private Tokens broker;
    private Tokens video;

    @BeforeEach
    void identities() {
        List<ServiceIdentity> all =
                TestIdentities.of(folder, "gateway-service", "query-broker-service", "video-access-service");
        gateway = new Tokens(all.get(0), at(NOW));
        brokerIdentity = all.get(1);
        broker = new Tokens(brokerIdentity, at(NOW));
        video = new Tokens(all.get(2), at(NOW));
    }

    @Test
    void callTokenBringsTheUserWhole() throws TokenRefused {
        String token = gateway.callToken(OFFICER, "query-broker-service", "POST", "/api/questions");
        assertThat(broker.verify(token, "POST", "/api/questions")).isEqualTo(OFFICER);
    }

    @Test
    void serviceTokenBringsTheServiceName() throws TokenRefused {
        String token = broker.serviceToken("gateway-service", "GET", "/internal/trust/bundle");
        assertThat(gateway.verify(token, "GET", "/internal/trust/bundle"))
                .isEqualTo(new Caller.Service("query-broker-service"));
    }

    @Test
    void tokenStandsOnce() throws TokenRefused {
        String token = gateway.callToken(OFFICER, "query-broker-service", "GET", "/questions");
        broker.verify(token, "GET", "/questions");
        assertThatThrownBy(() -> broker.verify(token, "GET", "/questions")).hasMessage("used before");
    }

    @Test
    void tokenStandsForItsAudienceMethodAndPathOnly() {
        String token = gateway.callToken(OFFICER, "query-broker-service", "GET", "/questions");
        assertThatThrownBy(() -> video.verify(token, "GET", "/questions")).hasMessage("issuer or audience");
        assertThatThrownBy(() -> broker.verify(token, "POST", "/questions")).hasMessage("another method or path");
        assertThatThrownBy(() -> broker.verify(token, "GET", "/questions/1")).hasMessage("another method or path");
    }

    @Test
    void tokenEndsAfterItsLifetime() {
        String token = gateway.callToken(OFFICER, "query-broker-service", "GET", "/questions");
        Tokens later = new Tokens(brokerIdentity, at(NOW.plus(Tokens.LIFETIME).plus(Duration.ofSeconds(3))));
        assertThatThrownBy(() -> later.verify(token, "GET", "/questions")).hasMessage("not at this time");
    }

    @Test
    void onlyTheGatewaySpeaksForUsers() {
        String token = broker.callToken(OFFICER, "video-access-service", "GET", "/video/warehouses");
        assertThatThrownBy(() -> video.verify(token, "GET", "/video/warehouses"))
                .hasMessage("a call token of another issuer than the gateway");
    }

    @Test
    void changedTokenIsRefused() {
        String token = gateway.callToken(OFFICER, "query-broker-service", "GET", "/questions");
        int middle = token.indexOf('.') + 10;
        String changed =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
        assertThatThrownBy(() -> broker.verify(changed, "GET", "/questions")).isInstanceOf(TokenRefused.class);
        assertThatThrownBy(() -> broker.verify("rubbish", "GET", "/questions")).isInstanceOf(TokenRefused.class);
        assertThatThrownBy(() -> broker.verify("", "GET", "/questions")).isInstanceOf(TokenRefused.class);
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
