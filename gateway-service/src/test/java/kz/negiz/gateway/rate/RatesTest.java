package kz.negiz.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "negiz.gateway.networks.proxies=127.0.0.1/32",
            "negiz.gateway.networks.permitted=10.0.0.0/8",
            "negiz.gateway.rates.per-user-and-minute=10",
            "negiz.gateway.rates.per-body-and-minute=15",
            "negiz.gateway.rates.per-address-and-minute=20"
        })
@DisplayName("Rates behind the login")
class RatesTest extends RunningGateway {

    /** Every address is tried in one test only, so that none finds a bucket that another one has emptied. */
    private static int subnet;

    @BeforeEach
    void fillBuckets() {
        subnet++;
        // All tests have the same body, and each begins anew at the real time.
        CLOCK.goOn(Duration.ofMinutes(subnet));
    }

    @Test
    @DisplayName(
            "a user who asks too often is told when to go on, in the own language; the services hear nothing of it")
    void userAsksTooOften() {
        Browser browser = officerFrom("head", 1);

        // While the test runs the bucket fills again, by one in six seconds.
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20 && !statuses.contains(429); i++) {
            statuses.add(browser.get("/api/questions", from(1)).status());
        }
        Browser.Answer refused = browser.get("/api/questions", from(1), "Accept-Language: ru");
        int asked = UPSTREAM.standingQuestions().size();
        browser.get("/api/questions", from(1));

        assertThat(statuses).hasSizeGreaterThan(10).endsWith(429);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 6);
        assertThat(refused.all("Retry-After")).hasSize(1);
        assertThat(refused.json().path("retryAfter").asInt()).isBetween(1, 6);
        assertThat(refused.json().path("title").asString()).isEqualTo("Слишком часто");
        assertThat(UPSTREAM.forUsers())
                .hasSize((int) statuses.stream().filter(status -> status == 200).count());
        assertThat(UPSTREAM.standingQuestions())
                .as("the registry is spared too")
                .hasSize(asked);
        Browser.Answer page = browser.get("/questions", from(1), "Accept: text/html");
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isPresent();
        assertThat(page.text()).contains("<html");

        CLOCK.goOn(Duration.ofSeconds(7));
        assertThat(browser.get("/api/questions", from(1)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("another session or another address does not help: it is the account that is counted")
    void accountIsCounted() {
        Browser one = officerFrom("head", 1);
        Browser two = browser();
        assertThat(loginFrom(two, "head", 2).status()).isEqualTo(200);

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 10 && !statuses.contains(429); i++) {
            statuses.add(one.get("/api/questions", from(1)).status());
            statuses.add(two.get("/api/questions", from(2)).status());
        }

        assertThat(statuses).hasSizeBetween(11, 18).contains(429);
        assertThat(statuses.subList(0, 10)).containsOnly(200);
    }

    @Test
    @DisplayName("the accounts of one body are counted together too")
    void bodyIsCounted() {
        Browser one = officerFrom("head", 1);
        Browser two = officerFrom("operative", 2);

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 10 && !statuses.contains(429); i++) {
            statuses.add(one.get("/api/questions", from(1)).status());
            statuses.add(two.get("/api/questions", from(2)).status());
        }

        assertThat(statuses)
                .as("no account has asked more than ten times")
                .hasSizeBetween(16, 20)
                .contains(429);
        assertThat(statuses.subList(0, 15)).containsOnly(200);
    }

    @Test
    @DisplayName("an address is counted whether it has sessions or not, and only behind the login")
    void addressIsCounted() {
        Browser stranger = browser();
        stranger.setCookie("negiz-session", "A".repeat(43));

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            statuses.add(stranger.get("/api/questions", from(3)).status());
        }

        assertThat(statuses).startsWith(401).endsWith(429);
        assertThat(stranger.get("/login", from(3)).status()).isEqualTo(200);
        assertThat(stranger.get("/api/questions", from(4)).status()).isEqualTo(401);
    }

    private Browser officerFrom(String key, int host) {
        UPSTREAM.registerOfficer(iin(key));
        Browser browser = browser();
        Browser.Answer answer = loginFrom(browser, key, host);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return browser;
    }

    private static Browser.Answer loginFrom(Browser browser, String key, int host) {
        return login(browser, signer(key), from(host));
    }

    private static String from(int host) {
        return "X-Forwarded-For: 10." + subnet + ".0." + host;
    }
}
