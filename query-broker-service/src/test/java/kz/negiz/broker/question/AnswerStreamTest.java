package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
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

@TestPropertySource(properties = "negiz.sources.connectors.rest.timeout=60s")
@DisplayName("The stream of a question's answers")
class AnswerStreamTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-2026-0001";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CountDownLatch slow = new CountDownLatch(1);

    @BeforeEach
    void oneSourceIsSlow() {
        api.openInspection(INSPECTION);
        AROUND.data.put("LEGAL_ENTITIES_REGISTER", "{\"name\":\"Quick\"}");
        AROUND.data.put("VEHICLES", "{\"vehicles\":[{\"plate\":\"001AAA02\"}]}");
        AROUND.whileAskingOf.put("VEHICLES", this::hold);
    }

    @Test
    @DisplayName(
            "brings each answer when it is there, never waits for the slowest, and every release is on record (R41-25)")
    void eachWhenItIsThere() {
        UUID id = begun("LEGAL_ENTITIES_REGISTER", "VEHICLES");

        HttpResponse<Stream<String>> response = stream(id, api.head());
        Iterator<Event> events = events(response);
        Event notice = events.next();
        Event first = events.next();
        slow.countDown();

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(notice.name()).isEqualTo("notice");
        assertThat(first.name()).isEqualTo("answer");
        assertThat(first.data().path("service").asString("")).isEqualTo("LEGAL_ENTITIES_REGISTER");
        assertThat(first.data().path("content").path("name").asString("")).isEqualTo("Quick");
        Event second = events.next();
        assertThat(second.data().path("service").asString("")).isEqualTo("VEHICLES");
        assertThat(second.data().path("content").toString()).contains("001AAA02");
        Event end = events.next();
        assertThat(end.name()).isEqualTo("end");
        assertThat(end.data().path("answers").asInt()).isEqualTo(2);
        assertThat(events.hasNext()).isFalse();
        assertThat(onRecord(id)).filteredOn("ANSWER_SHOWN SHOWN"::equals).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    @DisplayName("brings all of an answered question at once, silent sources and refused services too")
    void answeredBefore() {
        slow.countDown();
        AROUND.faults.put("VEHICLES", Fault.DOWN);
        UUID id = api.ask(
                        api.head(),
                        "head",
                        BrokerApi.underInspection(
                                INSPECTION, "LEGAL_ENTITIES_REGISTER", "VEHICLES", "CRIMINAL_WEAPONS"))
                .id();

        List<String> all = new ArrayList<>();
        events(stream(id, api.head()))
                .forEachRemaining(event ->
                        all.add(event.name() + " " + event.data().path("state").asString("")));

        assertThat(all)
                .containsExactlyInAnyOrder(
                        "notice ", "answer ANSWERED", "answer SOURCE_SILENT", "answer REFUSED", "end ");
        assertThat(all.getLast()).isEqualTo("end ");
    }

    @Test
    @DisplayName("ends with the standing of the reader: what comes later is not shown (R41-32a)")
    void standingLost() {
        Caller.User head = api.head();
        UUID id = begun("LEGAL_ENTITIES_REGISTER", "VEHICLES");
        Iterator<Event> events = events(stream(id, head));
        assertThat(events.next().name()).isEqualTo("notice");
        assertThat(events.next().data().path("service").asString("")).isEqualTo("LEGAL_ENTITIES_REGISTER");

        api.blocked("head", head);
        slow.countDown();

        Event last = events.next();
        assertThat(last.name()).isEqualTo("problem");
        assertThat(last.data().path("code").asString("")).isEqualTo("standing-lost");
        assertThat(last.data().path("detail").asString("")).isNotBlank();
        assertThat(events.hasNext()).isFalse();
        assertThat(onRecord(id)).contains("ANSWER_WITHHELD NO_STANDING");
    }

    @Test
    @DisplayName("is for those alone who may read the question; others learn nothing of it")
    void strangers() {
        slow.countDown();
        UUID id = begun("LEGAL_ENTITIES_REGISTER");

        assertThat(stream(id, api.operative()).statusCode()).isEqualTo(404);
        assertThat(stream(UUID.randomUUID(), api.head()).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("has nothing to bring of a question that is refused: that is said at once (R41-22)")
    void refusedAtOnce() {
        slow.countDown();
        api.inspection(INSPECTION, true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-02-01");

        BrokerApi.Answer answer =
                api.begin(api.head(), "head", BrokerApi.underInspection(INSPECTION, "LEGAL_ENTITIES_REGISTER"));

        assertThat(answer.refusal()).isEqualTo("403 inspection-closed R41-22");
        assertThat(onRecord(answer.id())).contains("QUESTION_DECIDED REFUSED");
    }

    private UUID begun(String... services) {
        BrokerApi.Answer answer = api.begin(api.head(), "head", BrokerApi.underInspection(INSPECTION, services));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.id();
    }

    private HttpResponse<Stream<String>> stream(UUID id, Caller.User reader) {
        return api.stream("/api/questions/" + id + "/answers", reader);
    }

    private List<String> onRecord(UUID id) {
        return eventsOf(id).stream()
                .map(event -> event.action() + " " + event.outcome())
                .toList();
    }

    private void hold() {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An event of a stream. */
    private record Event(String name, JsonNode data) {}

    private static Iterator<Event> events(HttpResponse<Stream<String>> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        Iterator<String> lines = response.body()
                .filter(line -> !line.isEmpty() && !line.startsWith(":"))
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public Event next() {
                String name = lines.next();
                String data = lines.next();
                assertThat(name).startsWith("event: ");
                assertThat(data).startsWith("data: ");
                return new Event(name.substring(7), JSON.readTree(data.substring(6)));
            }
        };
    }
}
