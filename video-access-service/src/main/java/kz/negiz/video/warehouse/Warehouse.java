package kz.negiz.video.warehouse;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import kz.negiz.video.record.Fact;
import org.hibernate.annotations.Immutable;

/** A temporary storage warehouse: its owner, and the state revenue body that entered the owner in the register. */
@Entity
@Immutable
@Table(name = "warehouse")
public class Warehouse extends Fact {

    @Id
    private UUID id;

    @Column(name = "owner_body")
    private String ownerBody;

    @Column(name = "owner_bin")
    private String ownerBin;

    private String name;

    private String address;

    @Column(name = "register_body")
    private String registerBody;

    @Column(name = "registered_by")
    private UUID registeredBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Warehouse() {}

    Warehouse(
            UUID id,
            String ownerBody,
            String ownerBin,
            String name,
            String address,
            String registerBody,
            UUID registeredBy,
            Instant recordedAt) {
        this.id = id;
        this.ownerBody = ownerBody;
        this.ownerBin = ownerBin;
        this.name = name;
        this.address = address;
        this.registerBody = registerBody;
        this.registeredBy = registeredBy;
        this.recordedAt = recordedAt;
    }

    @Override
    public UUID getId() {
        return id;
    }

    /** Code of the owner's organisation in the registry of bodies. */
    public String ownerBody() {
        return ownerBody;
    }

    public String ownerBin() {
        return ownerBin;
    }

    public String name() {
        return name;
    }

    public String address() {
        return address;
    }

    /** Code of the body that entered the owner in the register (R283-4b). */
    public String registerBody() {
        return registerBody;
    }

    public Instant recordedAt() {
        return recordedAt;
    }
}
