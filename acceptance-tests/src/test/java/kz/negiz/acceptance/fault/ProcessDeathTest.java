package kz.negiz.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Question;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import kz.negiz.cli.api.ApiUnreachable;
import kz.negiz.platform.local.PlatformService;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@OnRunningPlatform
@DisplayName("R41-25: while questions go on,")
class ProcessDeathTest {

    private static final long BETWEEN_ATTEMPTS_NANOS = 50_000_000;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);

    /** What was answered before, during and after the death. */
    private record Promise(String question, String leafHash, long userNumber) {

        static Promise of(JsonNode answer) {
            return new Promise(
                    answer.get("id").asString(),
                    answer.at("/receipt/leafHash").asString(),
                    answer.at("/receipt/userNumber").asLong());
        }
    }

    private final Platform platform;
    private final ApiClient head;
    private final String inspection;
    private final JsonNode company;

    ProcessDeathTest(Platform platform) {
        this.platform = platform;
        this.head = platform.officer("head");
        this.inspection = platform.scenario().inspection("open");
        this.company = platform.scenario().company("t1");
    }

    @ParameterizedTest(name = "kill -9 of {0} loses nothing and doubles nothing")
    @ValueSource(
            strings = {"audit-log-service", "kafka", "query-broker-service", "access-registry-service", "postgres"})
    void nothingLost(String part) throws InterruptedException {
        int rounds = Boolean.getBoolean("negiz.test.long") ? 8 : 1;
        List<Promise> promises = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            promises.addAll(askDuringDeathOf(part));
        }

        assertKept(promises);
    }

    private void assertKept(List<Promise> promises) {
        assertThat(promises.stream().map(Promise::userNumber)).doesNotHaveDuplicates();
        List<String> recorded = questionsOnRecord(promises.size() + 200);
        assertThat(recorded).doesNotHaveDuplicates();
        assertThat(recorded)
                .containsAll(promises.stream().map(Promise::question).toList());
        Platform.await(
                "every promise is kept by the log",
                () -> promises.stream().allMatch(promise -> isInLog(promise.leafHash())));
    }

    @Test
    @DisplayName(
            "kill -9 of the query-broker-service: an answer that comes late to who asked before is fetched, stored and told")
    void lateAnswer() throws IOException, InterruptedException {
        platform.sources().faultAtTheGateway("SEA_VESSELS", "LATE");
        isFetchedAfterADeath("SEA_VESSELS");
    }

    @Test
    @DisplayName("kill -9 of the query-broker-service loses no answer that comes late over REST")
    void lateAnswerOverRest() throws IOException, InterruptedException {
        platform.sources().fault("services/LAND_PLOTS", "LATE", Map.of("millis", 15_000L));
        isFetchedAfterADeath("LAND_PLOTS");
    }

    private void isFetchedAfterADeath(String service) throws IOException, InterruptedException {
        try {
            JsonNode asked =
                    Question.underInspection(inspection, company, service).ask(head);
            String id = asked.get("id").asString();
            assertThat(asked.at("/services/0/state").asString()).isEqualTo("AWAITED");

            int restarts = platform.restarts("query-broker-service");
            platform.kill("query-broker-service");
            platform.awaitRestart("query-broker-service", restarts);

            Platform.await("the late answer is told", () -> isNews(id));
            assertThat(platform.terminal().run("query", "news", "--key=head").told())
                    .contains(id);
            assertThat(head.get("/api/questions/" + id).at("/services/0/state").asString())
                    .isEqualTo("ANSWERED");
            assertThat(isNews(id)).isFalse();
        } finally {
            platform.sources().heal();
        }
    }

    @Test
    @DisplayName("kill -9 of one of two brokers lets the other go on, and whatever either has promised is kept")
    void oneOfTwoBrokers() throws InterruptedException {
        int brokerPort = Ports.orFree(0);
        int gatewayPort = Ports.orFree(0);
        ChildProcess broker = platform.second(PlatformService.BROKER, brokerPort, Map.of());
        ChildProcess gateway = platform.second(
                PlatformService.GATEWAY,
                gatewayPort,
                Map.of("negiz.services.broker-url", "http://127.0.0.1:" + brokerPort));
        try {
            Platform.await("the second broker answers", () -> isReady(brokerPort) && isReady(gatewayPort));
            ApiClient atSecond = platform.newSession(URI.create("http://127.0.0.1:" + gatewayPort), "head");
            Queue<Promise> ofFirst = new ConcurrentLinkedQueue<>();
            Queue<Promise> ofSecond = new ConcurrentLinkedQueue<>();
            AtomicBoolean enough = new AtomicBoolean();
            Thread askingFirst = Thread.ofVirtual().start(() -> askUntil(enough, head, ofFirst));
            Thread askingSecond = Thread.ofVirtual().start(() -> askUntil(enough, atSecond, ofSecond));
            Platform.await("both answer", () -> ofFirst.size() >= 3 && ofSecond.size() >= 3);

            broker.stop(Signal.KILL, Duration.ofSeconds(10));

            int before = ofFirst.size();
            Platform.await("the first goes on", () -> ofFirst.size() >= before + 5);
            enough.set(true);
            askingFirst.join();
            askingSecond.join();
            assertKept(Stream.concat(ofFirst.stream(), ofSecond.stream()).toList());
        } finally {
            broker.stop(Signal.KILL, Duration.ofSeconds(10));
            gateway.stop(Signal.TERM, Duration.ofSeconds(20));
        }
    }

    @Test
    @DisplayName("a Kafka that hangs keeps nobody from answers, and the log has all of it when Kafka goes on")
    void hangingKafka() throws InterruptedException {
        Duration away = Boolean.getBoolean("negiz.test.long") ? Duration.ofMinutes(10) : Duration.ofSeconds(10);
        List<Promise> promises = new ArrayList<>();
        platform.hang("kafka");
        try {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < away.toNanos() || promises.size() < 5) {
                promises.add(ask(head));
                Thread.sleep(BETWEEN_QUESTIONS);
            }
        } finally {
            platform.goOn("kafka");
        }

        assertKept(promises);
    }

    private static boolean isReady(int port) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
            return http.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isNews(String question) {
        try {
            return head.get("/api/questions/news").toString().contains(question);
        } catch (ApiRefused | ApiUnreachable meanwhile) {
            return false;
        }
    }

    private List<Promise> askDuringDeathOf(String part) throws InterruptedException {
        Queue<Promise> promises = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        Thread asking = Thread.ofVirtual().start(() -> askUntil(enough, head, promises));
        Platform.await("questions are answered", () -> promises.size() >= 3);
        int restarts = platform.restarts(part);
        platform.kill(part);
        platform.awaitRestart(part, restarts);
        int before = promises.size();
        Platform.await("questions are answered again", () -> promises.size() >= before + 3);
        enough.set(true);
        asking.join();
        return List.copyOf(promises);
    }

    private void askUntil(AtomicBoolean enough, ApiClient officer, Queue<Promise> promises) {
        while (!enough.get()) {
            try {
                promises.add(ask(officer));
            } catch (ApiRefused | ApiUnreachable meanwhile) {
                // A part is away; what was promised before must hold all the same.
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
            }
        }
    }

    private Promise ask(ApiClient officer) {
        return Promise.of(
                Question.underInspection(inspection, company, "VEHICLES").ask(officer));
    }

    /** The ids of the officer's latest questions, page by page. */
    private List<String> questionsOnRecord(int atLeast) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = head.get("/api/questions?limit=100" + (next.isEmpty() ? "" : "&before=" + next));
            page.get("questions").forEach(question -> ids.add(question.get("id").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty() && ids.size() < atLeast);
        return ids;
    }

    private boolean isInLog(String leafHash) {
        try {
            head.get("/api/audit/inclusion?leafHash="
                    + leafHash.replace('+', '-').replace('/', '_').replace("=", ""));
            return true;
        } catch (ApiRefused | ApiUnreachable notYet) {
            return false;
        }
    }
}
