package kz.negiz.video.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.video.AuditTrail;
import kz.negiz.video.VideoUnderTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRequestsTest extends VideoUnderTest {

    private static final String REASON = "Қойманы қашықтан бақылау үшін";
    private final AuditTrail trail = new AuditTrail(DATABASE, KEYS);
    private Caller.User officer;
    private String warehouse;

    @BeforeEach
    void aWarehouse() {
        officer = api.officer("revenue-aktau");
        warehouse = api.warehouse(api.owner(), "revenue-aktau");
    }

    @Test
    @DisplayName("R283-4c: the due day is five working days after the day of receipt")
    void theDueDayIsComputed() {
        var answer = api.post(
                        officer,
                        "/api/video/requests",
                        Map.of(
                                "warehouseId",
                                warehouse,
                                "reason",
                                REASON,
                                "receivedOn",
                                lastMonday().toString()))
                .expect(201);

        LocalDate due = LocalDate.parse(answer.text("dueOn"));
        assertThat(due).isAfterOrEqualTo(lastMonday().plusDays(7));
        assertThat(answer.json().path("receipt").path("jws").isMissingNode()
                        && answer.json().path("receipt").isMissingNode())
                .isFalse();
        assertThat(trail.of(officer.account()).getFirst().details())
                .containsEntry("dueOn", due.toString())
                .containsEntry("receivedOn", lastMonday().toString());
    }

    @Test
    @DisplayName("R283-4b: another body's request is refused, and on record")
    void onlyTheRegisteringBodyAsks() {
        Caller.User other = api.officer("revenue-oral");

        api.post(other, "/api/video/requests", Map.of("warehouseId", warehouse, "reason", REASON))
                .expectRefused(403, "video-not-registering-body", "R283-4b");
        assertThat(trail.of(other.account()))
                .extracting(AuditTrail.Event::told)
                .containsExactly("VIDEO_ACCESS_REQUEST REFUSED");
        assertThat(trail.of(other.account()).getFirst().clear()).contains("R283-4b");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "aaaaaaaaaaaa", "1234567890"})
    void aReasonSaysSomething(String reason) {
        api.post(officer, "/api/video/requests", Map.of("warehouseId", warehouse, "reason", reason))
                .expectRefused(400, "video-purpose-empty", "");
    }

    @Test
    void theDayOfReceiptIsNotAhead() {
        api.post(
                        officer,
                        "/api/video/requests",
                        Map.of(
                                "warehouseId",
                                warehouse,
                                "reason",
                                REASON,
                                "receivedOn",
                                today().plusDays(1).toString()))
                .expectRefused(400, "video-receipt-day", "R283-4c");
    }

    @Test
    void anUnknownWarehouseIsRefused() {
        api.post(officer, "/api/video/requests", Map.of("warehouseId", UUID.randomUUID(), "reason", REASON))
                .expectRefused(404, "video-warehouse-unknown", "");
    }

    private static LocalDate today() {
        return AstanaTime.date(Instant.now());
    }

    private static LocalDate lastMonday() {
        return today().minusDays(7L + today().getDayOfWeek().getValue() - 1);
    }
}
