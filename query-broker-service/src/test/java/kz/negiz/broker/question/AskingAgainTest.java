package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Asking silent sources again under the signature that is there (R41-22, R41-25)")
@TestPropertySource(properties = "negiz.sources.connectors.rest.timeout=2s")
class AskingAgainTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-2026-0001";
    private static final String ANSWER = "{\"vehicles\":[{\"plate\":\"001AAA02\"}]}";

    @BeforeEach
    void openInspection() {
        api.openInspection(INSPECTION);
        AROUND.data.put("VEHICLES", ANSWER);
    }

    @Test
    @DisplayName("brings the missing answer and asks nobody else")
    void brings() {
        UUID id = askedInVain();
        AROUND.asked.clear();

        BrokerApi.Answer again = again(id, api.head());

        assertThat(again.status()).as(again.body().toString()).isEqualTo(200);
        assertThat(again.service("VEHICLES").path("state").asString("")).isEqualTo("ANSWERED");
        assertThat(again.service("VEHICLES").path("content").toString()).isEqualTo(ANSWER);
        assertThat(AROUND.asked).containsExactly("VEHICLES " + BrokerApi.INSPECTED);
        assertThat(api.get("/api/questions/" + id, api.head()).body().path("services"))
                .isEqualTo(again.body().path("services"));
        assertThat(events(id))
                .containsSubsequence(
                        "QUESTION_DECIDED PERMITTED",
                        "ANSWER_STORED SOURCE_SILENT",
                        "QUESTION_ASKED_AGAIN PERMITTED",
                        "ANSWER_STORED FULL",
                        "ANSWER_SHOWN SHOWN");
        assertThat(again(id, api.head()).refusal()).startsWith("409 nothing-to-ask-again");
    }

    @Test
    @DisplayName("is refused when the basis does not hold any more, and that is on record (R41-22)")
    void basisLost() {
        UUID id = askedInVain();
        AROUND.asked.clear();
        api.inspection(INSPECTION, true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-02-01");

        assertThat(again(id, api.head()).refusal()).isEqualTo("403 inspection-closed R41-22");
        AROUND.faults.put("register", Fault.DOWN);
        assertThat(again(id, api.head()).refusal()).isEqualTo("503 inspection-register-silent R41-22");

        assertThat(AROUND.asked).isEmpty();
        assertThat(events(id)).contains("QUESTION_ASKED_AGAIN REFUSED", "QUESTION_ASKED_AGAIN UNVERIFIABLE");
        AROUND.faults.clear();
        api.openInspection(INSPECTION);
        assertThat(again(id, api.head()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("is for the author alone, and only while the author stands (R41-32a)")
    void authorAlone() {
        UUID id = askedInVain();
        AROUND.asked.clear();

        assertThat(again(id, api.operative()).status()).isEqualTo(404);
        Caller.User head = api.head();
        api.blocked("head", head);
        assertThat(again(id, head).refusal()).startsWith("403 standing-lost");
        assertThat(again(UUID.randomUUID(), head).status()).isEqualTo(404);
        assertThat(AROUND.asked).isEmpty();
    }

    @Test
    @DisplayName("is done nine times at most")
    void bounded() {
        // A service of its own: one that fails so often is left alone for a while.
        UUID id = askedInVain("LAND_PLOTS");
        AROUND.faults.put("LAND_PLOTS", Fault.MALFORMED);

        for (int i = 0; i < 9; i++) {
            assertThat(again(id, api.head()).status()).isEqualTo(200);
        }

        assertThat(again(id, api.head()).refusal()).startsWith("409 too-late-to-ask-again");
    }

    @Test
    @DisplayName("goes on once at a time: whoever comes in between is told")
    void onceAtATime() throws Exception {
        UUID id = askedInVain();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AROUND.whileAsking = () -> {
            asked.countDown();
            try {
                assertThat(goOn.await(1500, TimeUnit.MILLISECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (var threads = Executors.newSingleThreadExecutor()) {
            Callable<BrokerApi.Answer> again = () -> again(id, api.head());
            Future<BrokerApi.Answer> first = threads.submit(again);
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            JsonNode meanwhile = api.get("/api/questions/" + id, api.head()).body();
            BrokerApi.Answer second = again(id, api.head());
            goOn.countDown();

            assertThat(second.refusal()).startsWith("409 still-being-asked");
            assertThat(meanwhile.toString()).contains("\"ASKING\"");
            assertThat(first.get().service("VEHICLES").path("state").asString(""))
                    .isEqualTo("ANSWERED");
        }
    }

    @Test
    @DisplayName("keeps every attempt on record, and all of them are disclosed (R41-25)")
    void disclosed() {
        UUID id = askedInVain();
        assertThat(again(id, api.head()).status()).isEqualTo(200);
        ObjectNode order = JsonMapper.builder()
                .build()
                .createObjectNode()
                .put("disclosureOrderId", UUID.randomUUID().toString());
        order.putArray("questionIds").add(id.toString());

        JsonNode answers = api.postAs("audit-log-service", "/internal/disclosures", order)
                .body()
                .path("questions")
                .get(0)
                .path("answers");

        assertThat(answers)
                .extracting(answer -> answer.path("service").asString("") + " "
                        + answer.path("state").asString(""))
                .containsExactlyInAnyOrder(
                        "LEGAL_ENTITIES_REGISTER ANSWERED", "VEHICLES SOURCE_SILENT", "VEHICLES ANSWERED");
    }

    private UUID askedInVain() {
        return askedInVain("VEHICLES");
    }

    /** A question to two sources, one of which is down and comes up after it. */
    private UUID askedInVain(String down) {
        AROUND.faults.put(down, Fault.DOWN);
        BrokerApi.Answer answer =
                api.ask(api.head(), "head", BrokerApi.underInspection(INSPECTION, "LEGAL_ENTITIES_REGISTER", down));
        assertThat(answer.service(down).path("state").asString("")).isEqualTo("SOURCE_SILENT");
        AROUND.faults.clear();
        return answer.id();
    }

    private BrokerApi.Answer again(UUID id, Caller.User user) {
        return api.post(
                "/api/questions/" + id + "/again",
                user,
                JsonMapper.builder().build().createObjectNode());
    }

    private List<String> events(UUID reference) {
        return eventsOf(reference).stream()
                .map(event -> event.action() + " " + event.outcome())
                .toList();
    }
}
