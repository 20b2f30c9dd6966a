package kz.negiz.video.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import kz.negiz.video.record.Fact;
import org.hibernate.annotations.Immutable;

/** A request of the body that entered the owner in the register for the access to the video of a warehouse (R283-4b). */
@Entity
@Immutable
@Table(name = "access_request")
public class AccessRequest extends Fact {

    @Id
    private UUID id;

    private UUID warehouse;

    private String reason;

    @Column(name = "received_on")
    private LocalDate receivedOn;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "body")
    private String body;

    @Column(name = "requested_by")
    private UUID requestedBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected AccessRequest() {}

    AccessRequest(
            UUID id,
            UUID warehouse,
            String reason,
            LocalDate receivedOn,
            LocalDate dueOn,
            String body,
            UUID requestedBy,
            Instant recordedAt) {
        this.id = id;
        this.warehouse = warehouse;
        this.reason = reason;
        this.receivedOn = receivedOn;
        this.dueOn = dueOn;
        this.body = body;
        this.requestedBy = requestedBy;
        this.recordedAt = recordedAt;
    }

    @Override
    public UUID getId() {
        return id;
    }

    public UUID warehouse() {
        return warehouse;
    }

    public String reason() {
        return reason;
    }

    /** The day on which the owner received the request. */
    public LocalDate receivedOn() {
        return receivedOn;
    }

    /** The last day on which the answer is in time (R283-4c). */
    public LocalDate dueOn() {
        return dueOn;
    }

    public Instant recordedAt() {
        return recordedAt;
    }
}
