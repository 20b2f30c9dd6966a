package kz.negiz.video.reveal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.receipt.Receipt;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.access.Access;
import kz.negiz.video.access.AccessVersion;
import kz.negiz.video.access.HandOvers;
import kz.negiz.video.record.Recorded;
import kz.negiz.video.record.RecordingDesk;
import kz.negiz.video.record.Ruling;
import kz.negiz.video.record.Texts;
import kz.negiz.video.warehouse.Warehouse;
import kz.negiz.video.warehouse.Warehouses;
import org.springframework.stereotype.Component;

/**
 * Shows an access once, to an officer of the body that entered the owner in the register (R283-4b), for a stated purpose. The
 * showing is on record before anything is opened.
 */
@Component
public class Reveals {

    private static final String REVEAL = "VIDEO_ACCESS_REVEAL";

    private final RevealRepository reveals;
    private final Warehouses warehouses;
    private final HandOvers handOvers;
    private final RecordingDesk desk;
    private final DatabaseClock clock;

    Reveals(
            RevealRepository reveals,
            Warehouses warehouses,
            HandOvers handOvers,
            RecordingDesk desk,
            DatabaseClock clock) {
        this.reveals = reveals;
        this.warehouses = warehouses;
        this.handOvers = handOvers;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * Shows the access that holds.
     *
     * @param id of this one showing; a second showing under it is refused
     */
    public Revealed reveal(Caller.User caller, UUID id, UUID warehouseId, String purpose) {
        String stated = Texts.tidy(purpose);
        Recorded<Shown> recorded = desk.record(caller, REVEAL, actor -> {
            AuditEventDraft refused = AuditEventDraft.of(REVEAL, "REFUSED")
                    .reference(id)
                    .detail("warehouse", warehouseId.toString())
                    .detail("purpose", stated);
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
            warehouses.lock(id.toString());
            if (reveals.existsById(id)) {
                return Ruling.refused(new ProblemException(VideoProblem.REVEAL_USED), refused);
            }
            Optional<AccessVersion> version = handOvers.newest(warehouseId);
            if (version.isEmpty()) {
                return Ruling.refused(VideoProblem.NOTHING_HANDED_OVER, "R283-4a", refused);
            }
            Reveal reveal = new Reveal(
                    id, warehouseId, version.get().getId(), stated, actor.body(), caller.account(), clock.now());
            reveals.save(reveal);
            return Ruling.made(
                    new Shown(reveal, warehouse.get(), version.get()),
                    AuditEventDraft.of(REVEAL, "REVEALED")
                            .rule("R283-4b")
                            .reference(id)
                            .detail("warehouse", warehouseId.toString())
                            .detail("version", Integer.toString(version.get().version()))
                            .detail("purpose", stated));
        });
        Shown shown = recorded.result();
        return new Revealed(
                shown.reveal(),
                shown.warehouse(),
                shown.version(),
                handOvers.open(shown.version()),
                recorded.receipt());
    }

    /** The showings of a warehouse's access, the newest first. */
    public List<Reveal> of(UUID warehouse) {
        return reveals.findByWarehouseOrderByRecordedAtDesc(warehouse);
    }

    private record Shown(Reveal reveal, Warehouse warehouse, AccessVersion version) {}

    /** An access in clear, for the one answer at hand. */
    public record Revealed(Reveal reveal, Warehouse warehouse, AccessVersion version, Access access, Receipt receipt) {

        @Override
        public String toString() {
            return "Revealed[" + reveal.getId() + "]";
        }
    }
}
