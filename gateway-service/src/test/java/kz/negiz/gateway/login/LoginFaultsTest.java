package kz.negiz.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DisplayName("What happens to logins when something fails")
class LoginFaultsTest extends RunningGateway {

    private static final int LOGINS = 40;

    @Test
    @DisplayName(
            "PostgreSQL loses all connections again and again: each login is in, or is told to come again; nothing half")
    void databaseRestarts() throws Exception {
        UPSTREAM.registerOfficer(iin("head"));
        long before = sessions();
        long recorded = permitted();
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> killer = threads.submit(() -> killConnectionsUntil(over));
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < LOGINS; i++) {
                asked.add(threads.submit(this::enter));
            }
            for (Future<Integer> each : asked) {
                statuses.add(each.get());
            }
            over.set(true);
            killer.get();
        }

        assertThat(statuses).as("in, or told to come again").isSubsetOf(200, 503);
        assertThat(sessions() - before)
                .as("a session whose answer was lost may be there, and nobody has its token")
                .isBetween(statuses.stream().filter(status -> status == 200).count(), (long) LOGINS);
        assertThat(permitted() - recorded).as("on record, each").isEqualTo(sessions() - before);
        assertThat(Stream.generate(this::enter).limit(20))
                .as("without a hand, when the dead connections have been noticed")
                .contains(200);
    }

    @Test
    @DisplayName("logins that are begun and never finished stop nobody who is inside")
    void halfOpenLogins() throws Exception {
        Browser inside = officer("head");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger begun = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> strangers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                strangers.add(threads.submit(() -> {
                    while (!over.get()) {
                        Browser.Answer answer = browser().post("/api/login/challenge", "");
                        assertThat(answer.status()).isIn(200, 429, 503);
                        begun.incrementAndGet();
                    }
                }));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(inside.get("/api/session").status()).isEqualTo(200);
            }
            assertThat(enter()).as("and somebody who finishes gets in").isEqualTo(200);
            over.set(true);
            for (Future<?> stranger : strangers) {
                stranger.get();
            }
        }
        assertThat(begun.get()).isGreaterThan(16);
    }

    @Test
    @DisplayName("a computer's clock an hour off is told so, and nobody gets in by it")
    void signersClock() {
        UPSTREAM.registerOfficer(iin("head"));
        for (Duration off : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            Browser browser = browser();
            Browser.Answer answer = login(browser, signer("head").withClock(Clock.offset(CLOCK, off)));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().path("reason").asString("")).isEqualTo("SIGNING_TIME_OFF");
            assertThat(browser.cookie("negiz-session")).isEmpty();
        }
    }

    @Test
    @DisplayName("the gateway's own clock an hour ahead ends old sessions and lets nobody in by an old trust list")
    void ownClock() {
        Browser inside = officer("head");
        CLOCK.goOn(Duration.ofHours(1));

        assertThat(inside.get("/api/session").status())
                .as("not used for an hour")
                .isEqualTo(401);
        assertThat(login(browser(), signer("head")).status())
                .as("the trust list was not read since")
                .isEqualTo(503);
        rereadTrust();
        assertThat(login(browser(), signer("head")).status()).isEqualTo(200);
    }

    private int enter() {
        Browser browser = browser();
        Browser.Answer challenge = browser.post("/api/login/challenge", "");
        if (challenge.status() != 200) {
            return challenge.status();
        }
        byte[] words =
                Base64.getDecoder().decode(challenge.json().path("challenge").asString(""));
        return answer(
                        browser,
                        UUID.fromString(challenge.json().path("challengeId").asString("")),
                        signer("head").sign(words, true))
                .status();
    }

    private static void killConnectionsUntil(AtomicBoolean over) {
        while (!over.get()) {
            try (Connection connection = DATABASE.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
                        """);
                Thread.sleep(100);
            } catch (SQLException e) {
                // Then it is killed next time.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static long sessions() {
        return number("select count(*) from session_started");
    }

    private static long permitted() {
        return number("""
                select count(*) from audit_outbox
                 where convert_from(event, 'UTF8') like '%"action":"LOGIN"%'
                   and convert_from(event, 'UTF8') like '%"outcome":"PERMITTED"%'
                """);
    }

    /** On a connection of its own: those of the gateway are being killed. */
    private static long number(String query) {
        return JdbcClient.create(new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password()))
                .sql(query)
                .query(Long.class)
                .single();
    }
}
