package kz.negiz.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** One gateway is this test's own, two others are processes; all have one database. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Several gateways on one database")
class TwoGatewaysTest extends RunningGateway {

    private static final int ROUNDS =
            Integer.getInteger("negiz.test.rounds", Boolean.getBoolean("negiz.test.long") ? 10_000 : 20);

    /** In turn: one holder alone may not log in as often as the rounds want. */
    private static final List<String> HOLDERS = List.of("head", "official", "operative", "other-head");

    private static GatewayProcess second;
    private static GatewayProcess third;

    @BeforeAll
    static void startTheOthers() throws InterruptedException {
        second = GatewayProcess.start(
                Map.of("negiz.gateway.networks.permitted", "127.0.0.0/8", "negiz.gateway.edge.drain", "3s"));
        // A demo: its users' networks are the loopback addresses.
        third = GatewayProcess.start(Map.of(
                "spring.profiles.active",
                "demo",
                "negiz.gateway.networks.proxies",
                "",
                "negiz.gateway.rates.per-user-and-minute",
                "100000",
                "negiz.gateway.edge.drain",
                "0s"));
        second.awaitReady();
        third.awaitReady();
    }

    @AfterAll
    static void endThem() throws Exception {
        second.close();
        third.close();
    }

    /** A request of somebody who asks and asks. */
    private record Asked(long begin, int status) {}

    @Test
    @Order(1)
    @DisplayName(
            "R41-2a: a session serves at both, and every request that begins after a block was answered is refused by both")
    @Timeout(value = 2, unit = TimeUnit.HOURS) // each wait in it is bounded by itself; the long test has many rounds
    void blockIsFeltAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String holder = HOLDERS.get(round / 2 % HOLDERS.size());
            UUID account = UPSTREAM.registerOfficer(iin(holder));
            Browser begun = round % 2 == 0 ? browser() : new Browser(second.port());
            awaitLogin(begun, holder);
            String session = begun.cookie("negiz-session").orElseThrow();
            List<Asked> all = new ArrayList<>();
            AtomicLong blocked = new AtomicLong(Long.MAX_VALUE);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Integer> ports = List.of(port, second.port(), port, second.port());
                CountDownLatch served = new CountDownLatch(ports.size());
                List<Future<List<Asked>>> askers = new ArrayList<>();
                for (int one : ports) {
                    askers.add(threads.submit(() -> askOn(one, session, served, blocked)));
                }
                assertThat(served.await(60, TimeUnit.SECONDS)).isTrue();
                UPSTREAM.block(account);
                blocked.set(System.nanoTime());
                for (Future<List<Asked>> asker : askers) {
                    all.addAll(asker.get(60, TimeUnit.SECONDS));
                }
            }
            assertThat(all).as("round %d", round).anyMatch(asked -> asked.status() == 200);
            assertThat(all)
                    .filteredOn(asked -> asked.begin() > blocked.get())
                    .as("round %d", round)
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allMatch(asked -> asked.status() == 401 || asked.status() == 403);
            assertThat(jdbc.sql(
                                    "select count(*) from session_started s join session_ended e on e.session = s.id where account = :a")
                            .param("a", account)
                            .query(Long.class)
                            .single())
                    .as("ended once, whoever saw it first")
                    .isEqualTo(1);
        }
    }

    @Test
    @Order(1)
    @DisplayName("a system's proof that one gateway has seen counts at none")
    void proofCountsOnce() {
        UPSTREAM.registerSystem(PKI.key("system").bin(), "2.999.1");
        InformationSystem here = new InformationSystem(port, signer("system"), CLOCK);
        assertThat(here.login().status()).isEqualTo(200);
        InformationSystem there = here.at(second.port());
        assertThat(there.get("/api/session").status()).isEqualTo(200);

        String proof = here.proof("GET", "/api/session").ofToken().sign();
        assertThat(there.send("GET", "/api/session", proof).status()).isEqualTo(200);
        Browser.Answer replayed = here.send("GET", "/api/session", proof);
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.json().path("reason").asString()).isEqualTo("USED");
    }

    @Test
    @Order(2)
    @DisplayName(
            "R41-2a: what a gateway began that dies by kill -9 goes on at the other, and ends there with the block")
    void killedGateway() throws Exception {
        UUID account = UPSTREAM.registerOfficer(iin("head"));
        Browser atThird = new Browser(third.port());
        assertThat(login(atThird, signer("head")).status()).isEqualTo(200);
        Browser here = browser();
        here.setCookie("negiz-session", atThird.cookie("negiz-session").orElseThrow());
        UPSTREAM.hang();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Browser.Answer> lost = threads.submit(() -> atThird.post("/api/questions", "{}"));
            awaitAtService(1);

            third.kill();

            assertThat(lost).failsWithin(Duration.ofSeconds(10));
            assertThat(here.get("/api/session").status()).isEqualTo(200);
            UPSTREAM.block(account);
            assertThat(here.get("/api/session").problem()).isEqualTo("no-standing");
            assertThat(UPSTREAM.forUsers()).as("nothing was sent again").hasSize(1);
        } finally {
            UPSTREAM.goOn();
        }
    }

    @Test
    @Order(3)
    @DisplayName(
            "told to end, a gateway is first not ready any more, then finishes what it has taken, then ends, in bounded time")
    void gracefulEnd() throws Exception {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = new Browser(second.port());
        assertThat(login(browser, signer("head")).status()).isEqualTo(200);
        UPSTREAM.hang();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Browser.Answer> inProgress = threads.submit(() -> browser.post("/api/questions", "{}"));
            awaitAtService(1);

            second.tellToEnd();

            await(() -> second.readiness() == 503);
            assertThat(new Browser(second.port()).get("/login").status())
                    .as("whoever has not heard of it yet is still served")
                    .isEqualTo(200);
            await(() -> second.readiness() == 0);
            assertThat(inProgress.isDone()).isFalse();
            UPSTREAM.goOn();
            assertThat(inProgress.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(second.ends(Duration.ofSeconds(30))).isTrue();
        } finally {
            UPSTREAM.goOn();
        }
    }

    /** Logs in, as soon as the rate of logins allows one more. */
    private static void awaitLogin(Browser browser, String holder) throws InterruptedException {
        Browser.Answer answer = login(browser, signer(holder));
        for (int second = 0; answer.status() == 429 && second < 90; second++) {
            Thread.sleep(1_000);
            answer = login(browser, signer(holder));
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Asks until a request that began after the block was answered. */
    private static List<Asked> askOn(int port, String session, CountDownLatch served, AtomicLong blocked) {
        Browser browser = new Browser(port);
        List<Asked> asked = new ArrayList<>();
        do {
            // An answer may take the cookie away; whoever copied it goes on with it.
            browser.setCookie("negiz-session", session);
            long begin = System.nanoTime();
            asked.add(new Asked(begin, browser.get("/api/session").status()));
            if (asked.size() == 1) {
                served.countDown();
            }
        } while (asked.getLast().begin() <= blocked.get());
        return asked;
    }

    private static void awaitAtService(int requests) throws InterruptedException {
        await(() -> UPSTREAM.forUsers().size() == requests);
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 300 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
