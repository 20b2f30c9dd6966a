package kz.negiz.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.gateway.stranger.StrangerRefusals;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;

/** The test's own connections come from 127.0.0.1, which is a proxy and a service here, but no user's network. */
@TestPropertySource(
        properties = {
            "negiz.gateway.networks.permitted=10.10.0.0/16,2001:db8:41::/48",
            "negiz.gateway.networks.proxies=127.0.0.1/32,10.10.255.0/24",
            "negiz.gateway.networks.services=127.0.0.0/8"
        })
@DisplayName("Networks")
class NetworksTest extends RunningGateway {

    @Autowired
    private StrangerRefusals strangers;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 10.10.1.2",
                "X-Forwarded-For: 2001:db8:41::7",
                "X-Forwarded-For: ::ffff:10.10.1.2",
                "X-Forwarded-For: 203.0.113.9, 10.10.1.2",
                "X-Forwarded-For: rubbish, 10.10.1.2",
                "X-Forwarded-For: 203.0.113.9,10.10.1.2 , 10.10.255.7",
                "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 10.10.1.2"
            })
    @DisplayName(
            "R41-2c: who comes from a permitted network gets in; what stands left of the client's address counts for nothing")
    void permittedNetworks(String header) {
        assertThat(browser().get("/login", header).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-For: 10.10.1.2, 203.0.113.9",
                "X-Forwarded-For: 10.10.1.2\r\nX-Forwarded-For: 203.0.113.9",
                "X-Forwarded-For: 10.10.1.2, 203.0.113.9, 10.10.255.7",
                "X-Forwarded-For: 2001:db8:42::7",
                "X-Forwarded-For: ::1"
            })
    @DisplayName("R41-2c: who comes from elsewhere is refused everything, by the rule")
    void foreignNetworks(String header) {
        for (String path : List.of("/login", "/", "/api/questions", "/assets/x/y", "/internal/trust/bundle", "/a//b")) {
            Browser.Answer refused = browser().get(path, header, "Accept-Language: en");

            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("network-not-permitted");
            assertThat(refused.json().path("rule").asString()).isEqualTo("R41-2c");
            assertThat(refused.header("Content-Security-Policy")).isPresent();
        }
        assertThat(UPSTREAM.forUsers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Real-IP: 10.10.1.2",
                "Forwarded: for=10.10.1.2",
                "X-Forwarded-For:",
                "X-Forwarded-For: 10.10.1.2,",
                "X-Forwarded-For: 10.10.1.2, unknown",
                "X-Forwarded-For: 10.10.1.2:4711",
                "X-Forwarded-For: 10.10.1.2, 10.10.255.7\r\nX-Forwarded-For: [::1]",
                "X-Forwarded-For: 10.10.255.7",
                "X-Forwarded-For: 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,10.10.1.2"
            })
    @DisplayName("R41-2c: a proxy that does not say clearly for whom it asks is refused")
    void unclearClient(String header) {
        Browser.Answer refused = browser().get("/login", header, "Accept: text/html");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("<html", "R41-2c");
        assertThat(browser().get("/login", header).problem()).isEqualTo("client-address-not-known");
    }

    @Test
    @DisplayName("R41-2c: services and health checks come in from their own network, and only to what is theirs")
    void servicesOnTheirOwnWay() {
        assertThat(browser().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(browser().get("/internal/trust/bundle").status())
                .as("the network lets it in, the token is missing")
                .isEqualTo(401);
        assertThat(browser()
                        .get("/internal/trust/bundle", "X-Forwarded-For: 10.10.1.2")
                        .problem())
                .as("a user's way does not lead there")
                .isEqualTo("network-not-permitted");
        assertThat(browser()
                        .get("/actuator/health", "X-Forwarded-For: 10.10.1.2")
                        .status())
                .isEqualTo(200);
        assertThat(browser().get("/login").problem()).isEqualTo("client-address-not-known");
    }

    @Test
    @DisplayName("R41-2c: the user's own address goes on record with the login, not the proxy's")
    void addressOnRecord() {
        UPSTREAM.registerOfficer(iin("head"));
        String[] forwarded = {"X-Forwarded-For: 203.0.113.9, 10.10.77.1"};
        Browser browser = browser();

        Browser.Answer answer = login(browser, signer("head"), forwarded);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(browser.get("/api/sessions", forwarded).text()).contains("\"10.10.77.1\"");
        assertThat(browser.get("/api/session", "X-Forwarded-For: 203.0.113.9").problem())
                .as("the session does not help outside of the networks")
                .isEqualTo("network-not-permitted");
    }

    @Test
    @DisplayName("R41-2c: refusals are counted by the address of who was refused, and go on record with their minute")
    void refusalsAreCounted() {
        browser().get("/login", "X-Forwarded-For: 198.51.100.77");
        browser().get("/login", "X-Forwarded-For: 198.51.100.77");
        CLOCK.goOn(Duration.ofSeconds(1));
        // Carried over from memory, but its minute is not over yet.
        strangers.record();

        assertThat(jdbc.sql("select sum(count) from stranger_refusal where address = :address and reason = :reason")
                        .param("address", "198.51.100.77")
                        .param("reason", "NETWORK_NOT_PERMITTED")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(NetworksProperties.class)
    static class NetworksAlone {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "negiz.gateway.networks.permitted=",
                "negiz.gateway.networks.permitted=10.0.0.0/8,",
                "negiz.gateway.networks.permitted=10.0.0.0/8,everybody",
                "negiz.gateway.networks.permitted=10.0.0.1/8",
                "negiz.gateway.networks.services=10.0.0.0/8"
            })
    @DisplayName("R41-2c: without networks, or with one that can't be read, the gateway does not start")
    void malformedStopsTheStart(String property) {
        new ApplicationContextRunner()
                .withUserConfiguration(NetworksAlone.class)
                .withPropertyValues(property)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    @DisplayName("R41-2c: a gateway without proxies starts, also when the setting is there and empty")
    void noProxies() {
        new ApplicationContextRunner()
                .withUserConfiguration(NetworksAlone.class)
                .withPropertyValues(
                        "negiz.gateway.networks.permitted=127.0.0.0/8, ::1/128", "negiz.gateway.networks.proxies=")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(NetworksProperties.class).proxies())
                            .isEmpty();
                    assertThat(context.getBean(NetworksProperties.class).permitted())
                            .hasSize(2);
                });
    }
}
