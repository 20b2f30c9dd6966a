package kz.negiz.video.request;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.VideoProperties;
import kz.negiz.video.calendar.WorkingDays;
import kz.negiz.video.record.FactIds;
import kz.negiz.video.record.Recorded;
import kz.negiz.video.record.RecordingDesk;
import kz.negiz.video.record.Ruling;
import kz.negiz.video.record.Texts;
import kz.negiz.video.warehouse.Warehouse;
import kz.negiz.video.warehouse.Warehouses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registers requests for access and says when they are due. */
@Component
public class AccessRequests {

    private static final String REQUEST = "VIDEO_ACCESS_REQUEST";
    private static final int OLDEST_RECEIPT_DAYS = 366;

    private final AccessRequestRepository requests;
    private final Warehouses warehouses;
    private final WorkingDays workingDays;
    private final int daysToAnswer;
    private final RecordingDesk desk;
    private final DatabaseClock clock;

    AccessRequests(
            AccessRequestRepository requests,
            Warehouses warehouses,
            WorkingDays workingDays,
            VideoProperties properties,
            RecordingDesk desk,
            DatabaseClock clock) {
        this.requests = requests;
        this.warehouses = warehouses;
        this.workingDays = workingDays;
        this.daysToAnswer = properties.daysToAnswer();
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * Registers a request.
     *
     * @param reason why the access is asked for
     * @param receivedOn the day on which the owner received it; today, as the portal hands it over at once, when not given
     */
    public Recorded<AccessRequest> request(
            Caller.User caller, UUID warehouseId, String reason, @Nullable LocalDate receivedOn) {
        String stated = Texts.tidy(reason);
        return desk.record(caller, REQUEST, actor -> {
            AuditEventDraft refused = AuditEventDraft.of(REQUEST, "REFUSED").reference(warehouseId);
            Optional<Warehouse> warehouse = warehouses.find(warehouseId);
            if (warehouse.isEmpty()) {
                return Ruling.refused(new ProblemException(VideoProblem.WAREHOUSE_UNKNOWN), refused);
            }
            if (!actor.isOfficerOf(warehouse.get().registerBody())) {
                return Ruling.refused(VideoProblem.NOT_REGISTERING_BODY, "R283-4b", refused);
            }
            if (!Texts.hasContent(stated)) {
                return Ruling.refused(new ProblemException(VideoProblem.PURPOSE_EMPTY), refused);
            }
            LocalDate today = clock.today();
            LocalDate received = receivedOn == null ? today : receivedOn;
            if (received.isAfter(today) || received.isBefore(today.minusDays(OLDEST_RECEIPT_DAYS))) {
                return Ruling.refused(VideoProblem.RECEIPT_DAY, "R283-4c", refused);
            }
            AccessRequest request = new AccessRequest(
                    FactIds.next(),
                    warehouseId,
                    stated,
                    received,
                    workingDays.after(received, daysToAnswer),
                    actor.body(),
                    caller.account(),
                    clock.now());
            requests.save(request);
            return Ruling.made(
                    request,
                    AuditEventDraft.of(REQUEST, "RECORDED")
                            .rules("R283-4b", "R283-4c")
                            .reference(request.getId())
                            .detail("warehouse", warehouseId.toString())
                            .detail("receivedOn", received.toString())
                            .detail("dueOn", request.dueOn().toString())
                            .detail("reason", stated));
        });
    }

    public Optional<AccessRequest> find(UUID id) {
        return requests.findById(id);
    }

    /** The requests about these warehouses, those due first at the top. */
    public List<AccessRequest> about(Collection<UUID> warehouseIds) {
        return warehouseIds.isEmpty()
                ? List.of()
                : requests.findByWarehouseInOrderByDueOnAscRecordedAtAsc(warehouseIds);
    }
}
