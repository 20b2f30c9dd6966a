package kz.negiz.auditlog.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kz.negiz.auditlog.RunningLog;
import kz.negiz.auditlog.TestEvents;
import kz.negiz.auditlog.TestRoad;
import kz.negiz.auditlog.Waiting;
import kz.negiz.auditlog.log.LogReader;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@DisplayName("Reports")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final UUID OFFICER = UUID.randomUUID();
    private static final Caller.User OPERATOR = RunningLog.user(UUID.randomUUID(), "kpsisu", "/", AccessRole.OPERATOR);
    private static final Caller.User OFFICIAL =
            RunningLog.user(UUID.randomUUID(), "kgd-almaty", "/almaty", AccessRole.OFFICIAL);

    private final String topic = "audit-" + UUID.randomUUID();
    private final TestEvents events = new TestEvents();
    private final RunningLog log = RunningLog.start(RunningLog.newDatabase(), topic);

    @BeforeAll
    void feed() {
        try (TestRoad road = new TestRoad(topic)) {
            for (int hour = 0; hour < 6; hour++) {
                road.send(events.next(
                        TestEvents.BROKER,
                        OFFICER,
                        hour(hour),
                        "QUESTION_DECIDED",
                        hour < 4 ? "PERMITTED" : "REFUSED",
                        UUID.randomUUID(),
                        Map.of("services", "31", "purpose", "field inspection", "subject", "990101399992")));
            }
            road.send(events.next(
                    TestEvents.BROKER,
                    OFFICER,
                    hour(6),
                    "QUESTION_NOT_ACCEPTED",
                    "REFUSED",
                    UUID.randomUUID(),
                    Map.of()));
            road.send(events.next(
                    TestEvents.GATEWAY,
                    OFFICER,
                    hour(6),
                    "VIOLATION_RECORDED",
                    "RECORDED",
                    UUID.randomUUID(),
                    Map.of("account", OFFICER.toString())));
        }
        LogReader reader = log.bean(LogReader.class);
        Waiting.until(() -> reader.lastNumber(TestEvents.BROKER) == 7 && reader.lastNumber(TestEvents.GATEWAY) == 1);
    }

    @AfterAll
    void stop() {
        log.close();
    }

    @Test
    @DisplayName(
            "R41-17, R150-32: an official sees every question of the subordinates, refused ones too, and up to where it is complete")
    void questions() {
        JsonNode report = questions(OFFICIAL, 0, 24, "");

        assertThat(report.get("questions")).hasSize(7);
        assertThat(report.get("questions").get(0).get("action").stringValue()).isEqualTo("QUESTION_NOT_ACCEPTED");
        assertThat(report.get("questions").get(1).get("outcome").stringValue()).isEqualTo("REFUSED");
        assertThat(report.get("questions").get(1).get("rules").get(0).stringValue())
                .isEqualTo("R41-22");
        assertThat(report.get("questions").get(1).get("details").get("services").stringValue())
                .isEqualTo("31");
        assertThat(report.toString()).doesNotContain("990101399992");
        assertThat(report.get("completeUpTo").get("number").longValue()).isEqualTo(7);
    }

    @Test
    @DisplayName("a long report comes page by page, each question once")
    void pages() {
        List<String> seen = new ArrayList<>();
        String before = "";
        while (true) {
            JsonNode page = questions(OFFICIAL, 0, 24, "&limit=2" + before).get("questions");
            if (page.isEmpty()) {
                break;
            }
            page.forEach(row -> seen.add(row.get("event").stringValue()));
            before = "&before=" + seen.getLast();
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R150-42: the counts name what was carried out, what was not accepted, and breaches")
    void counts() {
        for (Caller.User reader : List.of(OFFICIAL, OPERATOR)) {
            JsonNode counts = RunningLog.json(log.get(reader, "/api/audit/reports/counts?" + period(0, 24)));
            assertThat(counts.get("carriedOut").longValue()).isEqualTo(4);
            assertThat(counts.get("notAccepted").longValue()).isEqualTo(3);
            assertThat(counts.get("breaches").longValue()).isEqualTo(1);
        }
        JsonNode part = RunningLog.json(log.get(OPERATOR, "/api/audit/reports/counts?" + period(3, 5)));
        assertThat(part.get("carriedOut").longValue()).isEqualTo(1);
        assertThat(part.get("notAccepted").longValue()).isEqualTo(1);
        assertThat(part.get("breaches").longValue()).isZero();
    }

    @Test
    @DisplayName("R150-43: an official of another body or of a department aside sees nothing of it")
    void othersSeeNothing() {
        for (Caller.User other : List.of(
                RunningLog.user(UUID.randomUUID(), "kgd-astana", "/", AccessRole.OFFICIAL),
                RunningLog.user(UUID.randomUUID(), "kgd-almaty", "/alma", AccessRole.OFFICIAL),
                RunningLog.user(UUID.randomUUID(), "kgd-almaty", "/almaty/inspections/third", AccessRole.OFFICIAL),
                RunningLog.user(UUID.randomUUID(), "", "", AccessRole.OFFICIAL))) {
            assertThat(questions(other, 0, 24, "").get("questions")).isEmpty();
            assertThat(RunningLog.json(log.get(other, "/api/audit/reports/counts?" + period(0, 24)))
                            .get("breaches")
                            .longValue())
                    .isZero();
        }
        for (String department : List.of("/almaty/inspections", "/", "")) {
            assertThat(questions(
                                    RunningLog.user(UUID.randomUUID(), "kgd-almaty", department, AccessRole.OFFICIAL),
                                    0,
                                    24,
                                    "")
                            .get("questions"))
                    .hasSize(7);
        }
        assertThat(questions(OFFICIAL, 0, 24, "&account=" + UUID.randomUUID()).get("questions"))
                .isEmpty();
    }

    @Test
    @DisplayName("wrong periods and limits are refused")
    void invalid() {
        for (String wrong : List.of(
                period(2, 2),
                period(3, 2),
                "from=2000-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=x&to=y",
                "",
                period(0, 1) + "&limit=501",
                period(0, 1) + "&before=x")) {
            assertThat(log.get(OFFICIAL, "/api/audit/reports/questions?" + wrong)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private JsonNode questions(Caller.User reader, int from, int to, String more) {
        HttpResponse<byte[]> response = log.get(reader, "/api/audit/reports/questions?" + period(from, to) + more);
        assertThat(response.statusCode()).isEqualTo(200);
        return RunningLog.json(response);
    }

    private static String period(int from, int to) {
        return "from=" + hour(from) + "&to=" + hour(to);
    }

    private static Instant hour(int hour) {
        return START.plusSeconds(hour * 3600L);
    }
}
