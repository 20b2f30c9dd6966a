package kz.negiz.registry.blocking;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.registry.account.Paper;
import kz.negiz.registry.fact.Fact;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The decision that an account has no standing, for good or until a moment. */
@Entity
@Immutable
@Table(name = "block")
class Block extends Fact<UUID> {

    private enum Ground {
        VIOLATION,
        APPLICATION
    }

    @Id
    private UUID id;

    private UUID account;

    @Enumerated(EnumType.STRING)
    private Ground ground;

    @Column(name = "broken_rule")
    private @Nullable String brokenRule;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] evidence;

    @Embedded
    @AttributeOverride(name = "number", column = @Column(name = "application_number"))
    @AttributeOverride(name = "date", column = @Column(name = "application_date"))
    private @Nullable Paper application;

    @Enumerated(EnumType.STRING)
    @Column(name = "application_reason")
    private BlockGround.@Nullable ApplicationReason applicationReason;

    @Column(name = "ends_at")
    private @Nullable Instant endsAt;

    @Column(name = "decided_by")
    private UUID decidedBy;

    @Column(name = "recorded_at", insertable = false, updatable = false)
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Block() {}

    @SuppressWarnings("NullAway.Init") // the database gives the time
    Block(UUID id, UUID account, BlockGround why, Optional<Instant> endsAt, UUID decidedBy) {
        this.id = id;
        this.account = account;
        switch (why) {
            case BlockGround.Violation violation -> {
                this.ground = Ground.VIOLATION;
                this.brokenRule = violation.rule();
                this.evidence = violation.evidence().toArray(String[]::new);
            }
            case BlockGround.OnApplication on -> {
                this.ground = Ground.APPLICATION;
                this.evidence = new String[0];
                this.application = on.application();
                this.applicationReason = on.reason();
            }
        }
        this.endsAt = endsAt.orElse(null);
        this.decidedBy = decidedBy;
    }

    @Override
    public UUID getId() {
        return id;
    }

    UUID account() {
        return account;
    }

    BlockGround ground() {
        return switch (ground) {
            case VIOLATION -> new BlockGround.Violation(Objects.requireNonNull(brokenRule), List.of(evidence));
            case APPLICATION ->
                new BlockGround.OnApplication(
                        Objects.requireNonNull(application), Objects.requireNonNull(applicationReason));
        };
    }

    Optional<Instant> endsAt() {
        return Optional.ofNullable(endsAt);
    }

    UUID decidedBy() {
        return decidedBy;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
