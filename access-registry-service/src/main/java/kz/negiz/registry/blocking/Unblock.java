package kz.negiz.registry.blocking;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import kz.negiz.registry.account.Paper;
import kz.negiz.registry.fact.Fact;
import org.hibernate.annotations.Immutable;

/** A new decision, with number and date, that lifts blocks of an account. */
@Entity
@Immutable
@Table(name = "unblock")
class Unblock extends Fact<UUID> {

    @Id
    private UUID id;

    private UUID account;

    @Embedded
    @AttributeOverride(name = "number", column = @Column(name = "decision_number"))
    @AttributeOverride(name = "date", column = @Column(name = "decision_date"))
    private Paper decision;

    @Column(name = "decided_by")
    private UUID decidedBy;

    @Column(name = "recorded_at", insertable = false, updatable = false)
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Unblock() {}

    @SuppressWarnings("NullAway.Init") // the database gives the time
    Unblock(UUID id, UUID account, Paper decision, UUID decidedBy) {
        this.id = id;
        this.account = account;
        this.decision = decision;
        this.decidedBy = decidedBy;
    }

    @Override
    public UUID getId() {
        return id;
    }

    UUID account() {
        return account;
    }

    Paper decision() {
        return decision;
    }

    UUID decidedBy() {
        return decidedBy;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
