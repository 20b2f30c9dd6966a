package kz.negiz.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

@ActiveProfiles("demo")
@TestPropertySource(
        properties = {
            "negiz.gateway.login.per-holder-and-minute=2",
            "negiz.gateway.login.per-address-and-minute=20",
            "negiz.portal.ncalayer-port=23579"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("The gateway of a demo")
class DemoExposureTest extends RunningGateway {

    @Test
    @Order(1)
    @DisplayName("lets an untouched browser in over plain HTTP, and to the signing program over plain ws")
    void plainOnItsOwnMachine() {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        Challenge challenge = challenge(browser);

        Browser.Answer answer = answer(browser, challenge.id(), signer("head").sign(challenge.content(), true));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.all("Set-Cookie")).noneMatch(cookie -> cookie.contains("Secure"));
        assertThat(answer.all("Set-Cookie")).anyMatch(cookie -> cookie.contains("HttpOnly; SameSite=Strict"));
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        assertThat(answer.header("Content-Security-Policy"))
                .get()
                .asString()
                .contains("connect-src 'self' wss://127.0.0.1:23579 ws://127.0.0.1:23579;");
    }

    @Test
    @Order(2)
    @DisplayName("stops a key, and an address, that tries too often")
    void tooManyLogins() {
        UPSTREAM.registerOfficer(iin("operative"));

        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> login(browser(), signer("operative")).status()))
                .containsExactly(200, 200, 429);
        Browser.Answer last = browser().post("/api/login/challenge", "");
        for (int i = 0; i < 25 && last.status() == 200; i++) {
            last = browser().post("/api/login/challenge", "");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.problem()).isEqualTo("too-many-requests");
    }
}
