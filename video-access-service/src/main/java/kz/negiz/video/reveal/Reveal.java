package kz.negiz.video.reveal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import kz.negiz.video.record.Fact;
import org.hibernate.annotations.Immutable;

/** One showing of an access, with the purpose that the officer stated. */
@Entity
@Immutable
@Table(name = "reveal")
public class Reveal extends Fact {

    @Id
    private UUID id;

    @Column(name = "warehouse")
    private UUID warehouse;

    @Column(name = "version")
    private UUID version;

    private String purpose;

    @Column(name = "body")
    private String body;

    @Column(name = "revealed_to")
    private UUID revealedTo;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Reveal() {}

    Reveal(UUID id, UUID warehouse, UUID version, String purpose, String body, UUID revealedTo, Instant recordedAt) {
        this.id = id;
        this.warehouse = warehouse;
        this.version = version;
        this.purpose = purpose;
        this.body = body;
        this.revealedTo = revealedTo;
        this.recordedAt = recordedAt;
    }

    @Override
    public UUID getId() {
        return id;
    }

    public UUID warehouse() {
        return warehouse;
    }

    public String purpose() {
        return purpose;
    }

    public Instant recordedAt() {
        return recordedAt;
    }
}
