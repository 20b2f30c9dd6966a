package kz.negiz.video.warehouse;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.eds.NationalNumber;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.DatabaseClock;
import kz.negiz.video.VideoProblem;
import kz.negiz.video.record.FactIds;
import kz.negiz.video.record.Recorded;
import kz.negiz.video.record.RecordingDesk;
import kz.negiz.video.record.Ruling;
import kz.negiz.video.record.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Warehouses: registered by the operator, or by an officer for the own body. */
@Component
public class Warehouses {

    private static final String REGISTRATION = "WAREHOUSE_REGISTRATION";

    private final WarehouseRepository warehouses;
    private final RecordingDesk desk;
    private final DatabaseClock clock;
    private final JdbcClient jdbc;

    Warehouses(WarehouseRepository warehouses, RecordingDesk desk, DatabaseClock clock, JdbcClient jdbc) {
        this.warehouses = warehouses;
        this.desk = desk;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** Registers a warehouse; an officer only for the own body, which thereby says that it entered the owner. */
    public Recorded<Warehouse> register(Caller.User caller, NewWarehouse wanted) {
        if (!NationalNumber.isWellFormed(wanted.ownerBin())) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "ownerBin");
        }
        String name = Texts.tidy(wanted.name());
        String address = Texts.tidy(wanted.address());
        if (name.isEmpty() || address.isEmpty()) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, name.isEmpty() ? "name" : "address");
        }
        return desk.record(caller, REGISTRATION, actor -> {
            AuditEventDraft event = AuditEventDraft.of(REGISTRATION, "REFUSED")
                    .rule("R283-4b")
                    .detail("ownerBody", wanted.ownerBody())
                    .detail("registeredByBody", wanted.registeredByBody())
                    .detail("name", name);
            if (!actor.has(AccessRole.OPERATOR) && !actor.isOfficerOf(wanted.registeredByBody())) {
                return Ruling.refused(VideoProblem.NOT_REGISTERING_BODY, "R283-4b", event);
            }
            lock(wanted.ownerBody());
            if (warehouses.existsByOwnerBodyAndName(wanted.ownerBody(), name)) {
                return Ruling.refused(new ProblemException(VideoProblem.WAREHOUSE_EXISTS), event);
            }
            Warehouse warehouse = new Warehouse(
                    FactIds.next(),
                    wanted.ownerBody(),
                    wanted.ownerBin(),
                    name,
                    address,
                    wanted.registeredByBody(),
                    caller.account(),
                    clock.now());
            warehouses.save(warehouse);
            return Ruling.made(
                    warehouse,
                    AuditEventDraft.of(REGISTRATION, "REGISTERED")
                            .rule("R283-4b")
                            .reference(warehouse.getId())
                            .detail("ownerBody", wanted.ownerBody())
                            .detail("ownerBin", wanted.ownerBin())
                            .detail("registeredByBody", wanted.registeredByBody())
                            .detail("name", name)
                            .detail("address", address));
        });
    }

    /** The warehouses that somebody may see: an owner the own ones, an officer those of the own body, the operator all. */
    @Transactional(readOnly = true)
    public List<Warehouse> visibleTo(Caller.User caller) {
        if (caller.has(AccessRole.OPERATOR)) {
            return warehouses.findAllByOrderByName();
        }
        return caller.has(AccessRole.WAREHOUSE_OWNER)
                ? warehouses.findByOwnerBodyOrderByName(caller.body())
                : warehouses.findByRegisterBodyOrderByName(caller.body());
    }

    /** A warehouse that somebody may see; others look as if they were not there. */
    @Transactional(readOnly = true)
    public Warehouse require(Caller.User caller, UUID id) {
        return find(id).filter(warehouse -> caller.has(AccessRole.OPERATOR)
                        || (caller.has(AccessRole.WAREHOUSE_OWNER)
                                && warehouse.ownerBody().equals(caller.body()))
                        || (caller.has(AccessRole.WAREHOUSE_OFFICER)
                                && warehouse.registerBody().equals(caller.body())))
                .orElseThrow(() -> new ProblemException(VideoProblem.WAREHOUSE_UNKNOWN));
    }

    /** A warehouse, whoever asks; who may do what with it is the deed's to decide, so that a refusal goes on record. */
    public Optional<Warehouse> find(UUID id) {
        return warehouses.findById(id);
    }

    /** Lets what is done to one warehouse come one after the other, to the end of the transaction. */
    public void lock(String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 283))")
                .param("name", name)
                .query((row, index) -> true)
                .single();
    }

    /**
     * What is registered.
     *
     * @param ownerBody code of the owner's organisation in the registry of bodies
     * @param registeredByBody code of the body that entered the owner in the register
     */
    public record NewWarehouse(
            String ownerBody, String ownerBin, String name, String address, String registeredByBody) {}
}
