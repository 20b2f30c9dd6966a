package kz.negiz.acceptance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Question;
import kz.negiz.acceptance.TraceCollector.Span;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.platform.local.PlatformService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnRunningPlatform
@DisplayName("The traces of requests")
class TraceTest {

    private static final String FOREIGN_TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final Set<String> SERVICES_OF_A_QUESTION =
            Set.of("gateway-service", "access-registry-service", "query-broker-service", "audit-log-service");

    private final Platform platform;

    TraceTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    @DisplayName("join everything that is done for a question, over all services, the sources and the log")
    void ofOneQuestion() {
        List<Span> trace = traceOfAQuestion("LEGAL_ENTITIES_REGISTER");

        Span first = named(trace, "gateway-service", "POST /api/questions");
        assertThat(first.parent()).isEmpty();
        Span call = named(trace, "gateway-service", "call query-broker-service");
        assertThat(call.parent()).isEqualTo(first.id());
        Span asked = named(trace, "query-broker-service", "POST /api/questions");
        assertThat(asked.parent()).isEqualTo(call.id());
        assertThat(named(trace, "query-broker-service", "registers/inspections").parent())
                .isEqualTo(asked.id());
        Span source = named(trace, "query-broker-service", "source LEGAL_ENTITIES_REGISTER");
        assertThat(source.parent()).isEqualTo(asked.id());
        assertThat(source.attributes().get("negiz.outcome")).contains("Answered");
        assertThat(trace)
                .filteredOn(span -> span.service().equals("access-registry-service"))
                .isNotEmpty();
        assertThat(trace.stream().map(span -> span.attributes().get("negiz.correlation")))
                .filteredOn(id -> id != null)
                .hasSizeGreaterThan(2)
                .containsOnly(first.attributes().get("negiz.correlation"));
    }

    @Test
    @DisplayName("bear the id that stands in the log, also where a thread of its own asked the source")
    void sameIdInTheLog() {
        platform.sources().fault("services/LEGAL_ENTITIES_REGISTER", "DOWN");

        Span first = named(traceOfAQuestion("LEGAL_ENTITIES_REGISTER"), "gateway-service", "POST /api/questions");

        String id = first.attributes().get("negiz.correlation");
        assertThat(platform.log(PlatformService.BROKER))
                .anyMatch(line -> line.contains("LEGAL_ENTITIES_REGISTER") && line.contains("[" + id + "]"));
    }

    @Test
    @DisplayName("begin at the gateway, whatever a stranger says")
    void noForeignTrace() throws Exception {
        HttpResponse<String> answer;
        try (HttpClient stranger = HttpClient.newHttpClient()) {
            answer = stranger.send(
                    HttpRequest.newBuilder(platform.gateway().resolve("/api/session"))
                            .header("traceparent", "00-" + FOREIGN_TRACE + "-b7ad6b7169203331-01")
                            .build(),
                    BodyHandlers.ofString());
        }

        String id = answer.headers().firstValue("X-Correlation-Id").orElseThrow();
        Platform.await(
                "the trace of the stranger's request",
                () -> platform.traces().spans().stream()
                        .anyMatch(span -> String.valueOf(span.attributes().get("negiz.correlation"))
                                .contains(id)));
        assertThat(platform.traces().spans()).extracting(Span::trace).doesNotContain(FOREIGN_TRACE);
    }

    @Test
    @DisplayName("tell nothing of persons: every name and attribute is a word of the program")
    void noPersonalData() {
        traceOfAQuestion("LEGAL_ENTITIES_REGISTER");

        List<Span> all = platform.traces().spans();
        assertThat(all.stream().map(Span::attributes).flatMap(attributes -> attributes.keySet().stream()))
                .isSubsetOf(
                        "http.request.method",
                        "http.response.status_code",
                        "http.route",
                        "negiz.correlation",
                        "negiz.outcome");
        Set<String> words = all.stream().map(Span::name).collect(Collectors.toSet());
        all.stream()
                .flatMap(span -> span.attributes().entrySet().stream())
                .filter(one -> !one.getKey().equals("negiz.correlation"))
                .forEach(one -> words.add(one.getValue()));
        assertThat(words)
                .allSatisfy(word -> assertThat(word)
                        .doesNotContainPattern("[0-9]{5}")
                        .doesNotContainPattern("[0-9a-f]{8}-")
                        .doesNotContainPattern("[?&=]"));
    }

    /** Asks, and waits until what was done for it has come, to the last event: each service sends its spans in its own time. */
    private List<Span> traceOfAQuestion(String service) {
        ApiClient head = platform.officer("head");
        JsonNode company = platform.scenario().company("t1");
        Set<String> before = platform.traces().spans().stream().map(Span::trace).collect(Collectors.toSet());
        Question.underInspection(platform.scenario().inspection("open"), company, service)
                .ask(head);
        Platform.await("the trace of a question", () -> !trace(before).isEmpty());
        return trace(before);
    }

    private List<Span> trace(Set<String> before) {
        List<Span> since = platform.traces().spans().stream()
                .filter(span -> !before.contains(span.trace()))
                .toList();
        return since.stream()
                .filter(span -> span.name().startsWith("source "))
                .map(Span::trace)
                .map(trace -> since.stream()
                        .filter(span -> span.trace().equals(trace))
                        .toList())
                .filter(TraceTest::isWhole)
                .findAny()
                .orElse(List.of());
    }

    private static boolean isWhole(List<Span> trace) {
        Set<String> ids = trace.stream().map(Span::id).collect(Collectors.toSet());
        return trace.stream().allMatch(span -> span.parent().isEmpty() || ids.contains(span.parent()))
                && trace.stream().anyMatch(span -> span.name().equals("take event"))
                && trace.stream().map(Span::service).collect(Collectors.toSet()).containsAll(SERVICES_OF_A_QUESTION);
    }

    private static Span named(List<Span> trace, String service, String name) {
        return trace.stream()
                .filter(span -> span.service().equals(service) && span.name().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("No " + name + " of " + service + " in " + trace));
    }
}
