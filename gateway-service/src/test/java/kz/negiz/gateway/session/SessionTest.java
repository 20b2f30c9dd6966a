package kz.negiz.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.UUID;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DisplayName("Sessions")
class SessionTest extends RunningGateway {

    @Autowired
    private Sessions sessions;

    @Test
    @DisplayName("a session ends after 15 minutes without use, and that goes on record")
    void idleSessionEnds() {
        Browser browser = officer("head");
        String session = browser.get("/api/session").json().path("session").asString();

        CLOCK.goOn(Duration.ofMinutes(14));
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        CLOCK.goOn(Duration.ofMinutes(14));
        assertThat(browser.get("/api/session").status())
                .as("using it puts the end off")
                .isEqualTo(200);
        CLOCK.goOn(Duration.ofMinutes(16));
        assertThat(browser.get("/api/session").status()).isEqualTo(401);

        sessions.endOverdue();
        assertThat(endOf(session)).contains("\"outcome\":\"IDLE\"");
    }

    @Test
    @DisplayName("a session ends after 8 hours, however busy it is")
    void absoluteLimitEndsASession() {
        Browser browser = officer("head");
        String session = browser.get("/api/session").json().path("session").asString();
        for (int used = 0; used < 47; used++) {
            CLOCK.goOn(Duration.ofMinutes(10));
            assertThat(browser.get("/api/session").status()).isEqualTo(200);
        }

        CLOCK.goOn(Duration.ofMinutes(11));

        assertThat(browser.get("/api/session").status()).isEqualTo(401);
        sessions.endOverdue();
        assertThat(endOf(session)).contains("\"outcome\":\"ABSOLUTE\"");
    }

    /** The event of its end; other sessions may be overdue too. */
    private String endOf(String session) {
        return events("SESSION_ENDED").stream()
                .filter(event -> event.contains(session))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("logging out ends the session for good, also for whoever copied its cookie")
    void logoutEndsTheSession() {
        Browser browser = officer("head");
        Browser copy = browser();
        copy.setCookie("negiz-session", browser.cookie("negiz-session").orElseThrow());

        Browser.Answer answer = browser.send("POST", "/logout", new byte[0]);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).contains("/login");
        assertThat(browser.cookie("negiz-session")).isEmpty();
        assertThat(copy.get("/api/session").status()).isEqualTo(401);
        assertThat(events("SESSION_ENDED").getLast()).contains("\"outcome\":\"LOGOUT\"");
    }

    @Test
    @DisplayName("who is blocked, or meets a silent registry, may log out all the same")
    void logoutNeedsNoStanding() {
        Browser browser = officer("head");
        UPSTREAM.silenceRegistry();

        assertThat(browser.delete("/api/session").status()).isEqualTo(204);

        assertThat(events("SESSION_ENDED").getLast()).contains("\"outcome\":\"LOGOUT\"");
    }

    @Test
    @DisplayName("a user sees the own sessions and ends one of them; nobody else's")
    void ownSessionsOnly() {
        UUID account = UPSTREAM.registerOfficer(iin("head"));
        Browser here = browser();
        Browser there = browser();
        login(here, signer("head"));
        login(there, signer("head"));
        Browser stranger = officer("operative");
        String strangers = stranger.get("/api/session").json().path("session").asString();
        assertThat(account).isNotNull();

        Browser.Answer list = here.get("/api/sessions");
        assertThat(list.text()).doesNotContain(strangers);
        String other = list.json().findParents("id").stream()
                .filter(session -> !session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();

        assertThat(here.delete("/api/sessions/" + strangers).status()).isEqualTo(404);
        assertThat(here.delete("/api/sessions/" + other).status()).isEqualTo(204);

        assertThat(here.delete("/api/sessions/" + other).status()).isEqualTo(404);
        assertThat(there.get("/api/session").status()).isEqualTo(401);
        assertThat(here.get("/api/session").status()).isEqualTo(200);
        assertThat(stranger.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R41-2a: a block ends every session of the account, at the next use of any of them")
    void blockEndsAllSessions() {
        UUID account = UPSTREAM.registerOfficer(iin("head"));
        Browser one = browser();
        Browser two = browser();
        login(one, signer("head"));
        login(two, signer("head"));

        UPSTREAM.block(account);
        Browser.Answer refused = one.get("/api/session");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("no-standing");
        assertThat(refused.json().path("rule").asString()).isEqualTo("R41-2a");
        assertThat(two.get("/api/session").status()).as("ended by the block").isEqualTo(401);
        assertThat(events("SESSION_ENDED").getLast()).contains("\"outcome\":\"NO_STANDING\"", "R41-2a");
    }

    @Test
    @DisplayName("a cookie that is there twice is no session: one of the two was planted")
    void doubledCookieIsNone() {
        Browser browser = officer("head");
        String token = browser.cookie("negiz-session").orElseThrow();
        Browser attacker = browser();

        Browser.Answer answer =
                attacker.get("/api/session", "Cookie: negiz-session=" + token + "; negiz-session=" + "B".repeat(43));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    @DisplayName("the facts of a session can't be changed or removed by the running service")
    void factsArePermanent() {
        officer("head");

        for (String change : new String[] {
            "update session_started set account = gen_random_uuid()",
            "delete from session_started",
            "delete from session_ended",
            "update trust_bundle_numbered set number = number + 1",
            "truncate session_ended"
        }) {
            assertThat(catchThrowable(() -> jdbc.sql(change).update()))
                    .as(change)
                    .hasStackTraceContaining("permission denied");
        }
    }
}
