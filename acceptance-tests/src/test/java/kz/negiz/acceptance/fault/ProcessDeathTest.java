package kz.negiz.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Question;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import kz.negiz.cli.api.ApiUnreachable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@OnRunningPlatform
@DisplayName("R41-25: while questions go on, kill -9 of")
class ProcessDeathTest {

    private static final long BETWEEN_ATTEMPTS_NANOS = 50_000_000;

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

    @ParameterizedTest(name = "{0} loses nothing and doubles nothing")
    @ValueSource(
            strings = {"audit-log-service", "kafka", "query-broker-service", "access-registry-service", "postgres"})
    void nothingLost(String part) throws InterruptedException {
        int rounds = Boolean.getBoolean("negiz.test.long") ? 8 : 1;
        List<Promise> promises = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            promises.addAll(askDuringDeathOf(part));
        }

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
            "the query-broker-service that asked, an answer that comes late is fetched, stored and told all the same")
    void lateAnswer() {
        platform.sources().faultAtTheGateway("SEA_VESSELS", "LATE");
        try {
            JsonNode asked =
                    Question.underInspection(inspection, company, "SEA_VESSELS").ask(head);
            String id = asked.get("id").asString();
            assertThat(asked.at("/services/0/state").asString()).isEqualTo("AWAITED");

            int restarts = platform.restarts("query-broker-service");
            platform.kill("query-broker-service");
            platform.awaitRestart("query-broker-service", restarts);

            Platform.await("the late answer is told", () -> isNews(id));
            assertThat(head.get("/api/questions/" + id).at("/services/0/state").asString())
                    .isEqualTo("ANSWERED");
            assertThat(isNews(id)).isFalse();
        } finally {
            platform.sources().heal();
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
        ConcurrentLinkedQueue<Promise> promises = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        Thread asking = Thread.ofVirtual().start(() -> {
            while (!enough.get()) {
                try {
                    promises.add(ask());
                } catch (ApiRefused | ApiUnreachable meanwhile) {
                    // A part is away; what was promised before must hold all the same.
                    LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
                }
            }
        });
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

    private Promise ask() {
        return Promise.of(
                Question.underInspection(inspection, company, "VEHICLES").ask(head));
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
