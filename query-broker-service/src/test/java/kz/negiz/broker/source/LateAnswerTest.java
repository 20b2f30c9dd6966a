package kz.negiz.broker.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.notice.Notices;
import kz.negiz.demo.shep.ShepFault;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** One instance of the service asks and never looks again, as if it had died; two others, which asked nothing, find what comes. */
@DisplayName("An answer that comes after the time of its question")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "negiz.questions.late.look-every=5m")
class LateAnswerTest extends BrokerUnderTest {

    private static final RunningGateway GATEWAY = new RunningGateway(PKI);
    private static final String INSPECTION = "T-2026-0009";
    private static final String QUICK = "LAND_PLOTS";

    /** Its owner may take a minute. */
    private static final String SLOW = "VEHICLES";

    /** Shown in part only, and its owner may take a minute. */
    private static final String SLOW_AND_REDUCED = "PENSION_CONTRIBUTIONS";

    /** Its owner may take no more than a few seconds. */
    private static final String SOON_OVER = "LEGAL_ENTITIES_REGISTER";

    /** Asked over REST, its owner may take a minute; another one's no more than a few seconds. */
    private static final String OVER_REST = "REAL_ESTATE_REGISTER";

    private static final String OVER_REST_SOON_OVER = "RAILWAY_TRANSPORT";

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Notices notices;

    private final List<ConfigurableApplicationContext> others = new ArrayList<>();
    private Caller.User head;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        GATEWAY.register(registry, "async", "SHEP_ASYNC");
        registry.add("negiz.sources.connectors.async.timeout", () -> "1s");
        int i = 0;
        for (Map.Entry<String, String> late :
                Map.of(SLOW, "60s", SLOW_AND_REDUCED, "60s", SOON_OVER, "7s").entrySet()) {
            String service = "negiz.sources.services[" + i++ + "].";
            registry.add(service + "code", late::getKey);
            registry.add(service + "connector", () -> "async");
            registry.add(service + "late-within", late::getValue);
        }
        for (Map.Entry<String, String> late :
                Map.of(OVER_REST, "60s", OVER_REST_SOON_OVER, "8s").entrySet()) {
            String service = "negiz.sources.services[" + i++ + "].";
            registry.add(service + "code", late::getKey);
            registry.add(service + "timeout", () -> "1s");
            registry.add(service + "late-within", late::getValue);
        }
    }

    @BeforeEach
    void lateOwners() {
        GATEWAY.forget();
        GATEWAY.late = Duration.ofSeconds(3);
        List.of(SLOW, SLOW_AND_REDUCED, SOON_OVER).forEach(service -> GATEWAY.faults.put(service, ShepFault.LATE));
        GATEWAY.data.put(SLOW, "<vehicles><plate>001AAA02</plate></vehicles>");
        GATEWAY.data.put(
                SLOW_AND_REDUCED,
                "<contributions><month>2026-05</month><employerName>LLP</employerName><amount>125000</amount></contributions>");
        AROUND.data.put(QUICK, "{\"plots\":[]}");
        List.of(OVER_REST, OVER_REST_SOON_OVER).forEach(service -> AROUND.faults.put(service, Surroundings.Fault.LATE));
        AROUND.late = Duration.ofSeconds(3);
        AROUND.data.put(OVER_REST, "{\"objects\":[{\"cadastralNumber\":\"99:999:999:001\"}]}");
        api.openInspection(INSPECTION);
        head = api.head();
        while (others.size() < 2) {
            others.add(anotherInstance(environment, Map.of("negiz.questions.late.look-every", "200ms")));
        }
    }

    @AfterAll
    void close() {
        others.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    @DisplayName(
            "is awaited, fetched by another instance without asking again, on record before it is seen, and told to who asked (R41-25)")
    void comesLate() {
        UUID id = asked(SLOW, QUICK);

        JsonNode awaited = api.get(address(id), head).service(SLOW);
        assertThat(awaited.path("state").asString()).isEqualTo("AWAITED");
        assertThat(Instant.parse(awaited.path("awaitedUntil").asString())).isAfter(Instant.now());
        assertThat(api.get(address(id), head).service(QUICK).path("state").asString())
                .isEqualTo("ANSWERED");
        assertThat(listed(id).path("awaited").asInt()).isEqualTo(1);
        assertThat(listed(id).path("fresh").asBoolean()).isFalse();
        assertThat(onRecord(id)).doesNotContain("ANSWER_STORED SOURCE_SILENT");

        untilNothingIsAwaited(id);

        assertThat(listed(id).path("fresh").asBoolean()).isTrue();
        assertThat(news()).contains(id.toString());
        assertThat(onRecord(id).getLast()).isEqualTo("ANSWER_STORED FULL");
        assertThat(GATEWAY.received.stream().filter(each -> each.contains(":sendMessage ")))
                .hasSize(1);
        until(() -> GATEWAY.notifications().containsValue("MESSAGE_ACCEPTED"));
        JsonNode answered = api.get(address(id), head).service(SLOW);
        assertThat(answered.path("content").toString()).isEqualTo("{\"vehicles\":[{\"plate\":\"001AAA02\"}]}");
        assertThat(answered.has("awaitedUntil")).isFalse();
        assertThat(listed(id).path("fresh").asBoolean()).isFalse();
        assertThat(news()).doesNotContain(id.toString());
    }

    @Test
    @DisplayName("what it takes to fetch it is kept before it is waited for, so that a death in between loses nothing")
    void keptFirst() {
        GATEWAY.late = Duration.ofMillis(400);
        BrokerApi.Answer begun = api.begin(head, "head", BrokerApi.underInspection(INSPECTION, SLOW));

        until(() -> awaitedRows(begun.id()) == 1);
        until(() -> listed(begun.id()).path("awaited").asInt() == 0);
        assertThat(api.get(address(begun.id()), head)
                        .service(SLOW)
                        .path("state")
                        .asString())
                .isEqualTo("ANSWERED");
        // Within the time of the question it is no late answer.
        assertThat(news()).doesNotContain(begun.id().toString());
    }

    @Test
    @DisplayName("passes the same rules: what the level leaves out is left out (R41-A2b)")
    void redacted() {
        UUID id = asked(SLOW_AND_REDUCED);

        untilNothingIsAwaited(id);

        assertThat(api.get(address(id), head)
                        .service(SLOW_AND_REDUCED)
                        .path("content")
                        .toString())
                .contains("LLP")
                .doesNotContain("125000", "amount");
        assertThat(onRecord(id)).contains("ANSWER_STORED REDUCED");
    }

    @Test
    @DisplayName("about somebody else is not shown, is no news, and the gateway is told that it was not accepted")
    void foreign() {
        GATEWAY.foreign = Optional.of("991340000027");
        UUID id = asked(SLOW);

        untilNothingIsAwaited(id);

        assertThat(api.get(address(id), head).service(SLOW).path("state").asString())
                .isEqualTo("ANSWER_INVALID");
        assertThat(news()).doesNotContain(id.toString());
        assertThat(GATEWAY.notifications()).containsValue("MESSAGE_NOT_ACCTEPTED");
    }

    @Test
    @DisplayName("that never comes is silence by itself when its time is over, and may then be asked for again")
    void timeOver() {
        GATEWAY.late = Duration.ofMinutes(5);
        UUID id = asked(SOON_OVER);
        assertThat(state(id, SOON_OVER)).isEqualTo("AWAITED");
        assertThat(api.post(address(id) + "/again", head, BrokerApi.signed(new byte[0], new byte[0]))
                        .refusal())
                .startsWith("409 nothing-to-ask-again");

        untilNothingIsAwaited(id);

        assertThat(state(id, SOON_OVER)).isEqualTo("SOURCE_SILENT");
        assertThat(onRecord(id)).containsOnlyOnce("ANSWER_STORED SOURCE_SILENT");
        assertThat(news()).doesNotContain(id.toString());
        GATEWAY.faults.clear();
        GATEWAY.data.put(SOON_OVER, "<entity><name>LLP</name></entity>");
        assertThat(api.post(address(id) + "/again", head, BrokerApi.signed(new byte[0], new byte[0]))
                        .service(SOON_OVER)
                        .path("state")
                        .asString())
                .isEqualTo("ANSWERED");
    }

    @Test
    @DisplayName("is not shown to an author who stands no longer, and is on record all the same (R41-32a, R41-25)")
    void standingLost() {
        UUID id = asked(SLOW);
        api.blocked("head", head);

        until(() -> awaitedRows(id) == 0);

        assertThat(api.get(address(id), head).refusal()).startsWith("403 standing-lost");
        assertThat(onRecord(id)).contains("ANSWER_STORED FULL").endsWith("ANSWER_WITHHELD NO_STANDING");
    }

    @Test
    @DisplayName(
            "stands as awaited on the page, in the stream and on the first page, where it is marked when it has come")
    void everywhere() {
        UUID id = asked(SLOW, QUICK);
        notices.read(Notice.EDITION, "en", Notices.Way.CONFIRMED, id, head);

        assertThat(page("/questions/" + id))
                .contains("data-state=\"AWAITED\"", "answers later", "every 15s", "settled=true", "1 of 2 ready");
        assertThat(api.stream(address(id) + "/answers", head).body().toList())
                .anyMatch(line -> line.contains("\"AWAITED\""))
                .contains("event: end");
        assertThat(page("/questions")).contains("answers awaited: 1");

        untilNothingIsAwaited(id);

        assertThat(page("/questions/cards")).contains("Answers that have come", "/questions/" + id);
        assertThat(page("/questions")).contains("new answer");
        assertThat(page("/questions/" + id)).contains("001AAA02").doesNotContain("every 15s");
        assertThat(page("/questions/cards")).doesNotContain("Answers that have come");
    }

    @Test
    @DisplayName("is stored once, though two instances look for it at one moment, and shown as each answer is (R41-25)")
    void storedOnce() {
        List<UUID> asked = List.of(asked(SLOW), asked(SLOW), asked(SLOW));

        asked.forEach(this::untilNothingIsAwaited);

        assertThat(asked).allSatisfy(id -> assertThat(onRecord(id)).containsOnlyOnce("ANSWER_STORED FULL"));
    }

    @Test
    @DisplayName("is news to its author alone")
    void authorsAlone() {
        UUID id = asked(SLOW);
        untilNothingIsAwaited(id);
        Caller.User official =
                api.registered("other-head", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);

        api.get(address(id), official);

        assertThat(api.get("/api/questions/news", official).status()).isEqualTo(403);
        assertThat(api.get("/api/questions/news", api.operative()).body().path("questions"))
                .isEmpty();
        assertThat(news()).contains(id.toString());
    }

    @Test
    @DisplayName(
            "comes over REST too, from where the database said, fetched by another instance without asking again (R41-25)")
    void overRest() {
        UUID id = asked(OVER_REST);
        assertThat(state(id, OVER_REST)).isEqualTo("AWAITED");

        untilNothingIsAwaited(id);

        assertThat(news()).contains(id.toString());
        assertThat(onRecord(id)).containsOnlyOnce("ANSWER_STORED FULL").endsWith("ANSWER_STORED FULL");
        assertThat(api.get(address(id), head).service(OVER_REST).path("content").toString())
                .contains("99:999:999:001");
        assertThat(AROUND.asked).containsOnlyOnce(OVER_REST + " " + BrokerApi.INSPECTED);
    }

    @Test
    @DisplayName("over REST that is there within the time of the question is no late one")
    void overRestInTime() {
        AROUND.late = Duration.ofMillis(300);

        UUID id = asked(OVER_REST);

        assertThat(state(id, OVER_REST)).isEqualTo("ANSWERED");
        assertThat(awaitedRows(id)).isZero();
        assertThat(news()).doesNotContain(id.toString());
    }

    @Test
    @DisplayName("over REST is not looked for before the database wants to be asked again, by whichever instance")
    void leftAlone() {
        AROUND.retryAfter = "4";
        AROUND.late = Duration.ofSeconds(9);

        UUID id = asked(OVER_REST);
        untilNothingIsAwaited(id);

        assertThat(state(id, OVER_REST)).isEqualTo("ANSWERED");
        assertThat(AROUND.looks).hasSizeGreaterThan(1);
        Map<Long, List<Instant>> together = AROUND.looks.stream()
                .collect(Collectors.groupingBy(
                        each -> Duration.between(AROUND.looks.getFirst(), each).toSeconds() / 3));
        // Two instances may look at one moment, and none in between.
        assertThat(together.values()).allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/services/X",
                "//127.0.0.1:%d/services/X",
                "/services/../internal/standing",
                "/services/" + BrokerApi.INSPECTED,
                ""
            })
    @DisplayName("over REST is fetched from nowhere but the database that was asked, whatever it says (SSRF)")
    void elsewhere(String place) throws IOException {
        List<String> strangers = new CopyOnWriteArrayList<>();
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            strangers.add(exchange.getRequestURI().getPath());
            exchange.close();
        });
        stranger.start();
        AROUND.location = own -> place.formatted(stranger.getAddress().getPort());
        try {
            UUID id = asked(OVER_REST);

            assertThat(state(id, OVER_REST)).isEqualTo("ANSWER_INVALID");
            assertThat(awaitedRows(id)).isZero();
            assertThat(AROUND.looks).isEmpty();
            assertThat(strangers).isEmpty();
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    @DisplayName("over REST about somebody else is not shown; one that will not come any more is silence at once")
    void badOverRest() {
        AROUND.echo = subject -> subject.put("value", "991340000027");
        UUID foreign = asked(OVER_REST);
        untilNothingIsAwaited(foreign);
        assertThat(state(foreign, OVER_REST)).isEqualTo("ANSWER_INVALID");

        AROUND.lateStatus = 410;
        UUID gone = asked(OVER_REST);
        untilNothingIsAwaited(gone);
        assertThat(state(gone, OVER_REST)).isEqualTo("SOURCE_SILENT");
        assertThat(news()).doesNotContain(foreign.toString(), gone.toString());
    }

    @Test
    @DisplayName(
            "over REST that never comes is silence when its time is over, however long the database wants to be left alone")
    void timeOverOverRest() {
        AROUND.late = Duration.ofMinutes(5);
        AROUND.retryAfter = "86400";
        UUID id = asked(OVER_REST_SOON_OVER);
        assertThat(state(id, OVER_REST_SOON_OVER)).isEqualTo("AWAITED");

        untilNothingIsAwaited(id);

        assertThat(state(id, OVER_REST_SOON_OVER)).isEqualTo("SOURCE_SILENT");
        assertThat(AROUND.looks).as("once more when its time is over").isNotEmpty();
    }

    private UUID asked(String... services) {
        BrokerApi.Answer answer = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, services));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.id();
    }

    private static String address(UUID id) {
        return "/api/questions/" + id;
    }

    private String state(UUID id, String service) {
        return api.get(address(id), head).service(service).path("state").asString();
    }

    private JsonNode listed(UUID id) {
        for (JsonNode each : api.get("/api/questions", head).body().path("questions")) {
            if (each.path("id").asString().equals(id.toString())) {
                return each;
            }
        }
        throw new AssertionError("not in the list");
    }

    private String news() {
        return api.get("/api/questions/news", head).body().toString();
    }

    private String page(String path) {
        return new String(api.download(path, head), StandardCharsets.UTF_8);
    }

    private List<String> onRecord(UUID id) {
        return eventsOf(id).stream()
                .map(event -> event.action() + " " + event.outcome())
                .toList();
    }

    private int awaitedRows(UUID id) {
        return jdbc.sql("select count(*) from awaited_answer where question = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private void untilNothingIsAwaited(UUID id) {
        until(() -> awaitedRows(id) == 0);
    }

    private static void until(BooleanSupplier holds) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
