package kz.negiz.video.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.video.record.Fact;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The notice of a change of login and password (R283-5a). */
@Entity
@Immutable
@Table(name = "change_notice")
public class ChangeNotice extends Fact {

    /** How a notice came; there is no third way (R283-5b). */
    public enum Channel {
        WRITTEN,
        ELECTRONIC
    }

    @Id
    private UUID id;

    private UUID warehouse;

    @Column(name = "version")
    private @Nullable UUID version;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "notified_at")
    private Instant notifiedAt;

    private @Nullable String letter;

    @Column(name = "noted_by")
    private UUID notedBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ChangeNotice() {}

    private ChangeNotice(
            UUID id,
            UUID warehouse,
            @Nullable UUID version,
            Channel channel,
            Instant changedAt,
            Instant notifiedAt,
            @Nullable String letter,
            UUID notedBy,
            Instant recordedAt) {
        this.id = id;
        this.warehouse = warehouse;
        this.version = version;
        this.channel = channel;
        this.changedAt = changedAt;
        this.notifiedAt = notifiedAt;
        this.letter = letter;
        this.notedBy = notedBy;
        this.recordedAt = recordedAt;
    }

    /** The owner's own notice, with the new access in it; it comes when it is recorded. */
    static ChangeNotice electronic(
            UUID id, UUID warehouse, UUID version, Instant changedAt, UUID owner, Instant recordedAt) {
        return new ChangeNotice(
                id, warehouse, version, Channel.ELECTRONIC, changedAt, recordedAt, null, owner, recordedAt);
    }

    /** A notice on paper, entered by an officer. */
    static ChangeNotice written(
            UUID id,
            UUID warehouse,
            Instant changedAt,
            Instant notifiedAt,
            String letter,
            UUID officer,
            Instant recordedAt) {
        return new ChangeNotice(
                id, warehouse, null, Channel.WRITTEN, changedAt, notifiedAt, letter, officer, recordedAt);
    }

    @Override
    public UUID getId() {
        return id;
    }

    public UUID warehouse() {
        return warehouse;
    }

    public Channel channel() {
        return channel;
    }

    public Instant changedAt() {
        return changedAt;
    }

    public Instant notifiedAt() {
        return notifiedAt;
    }

    public Optional<String> letter() {
        return Optional.ofNullable(letter);
    }

    /** Whether more time than allowed lies between change and notice (R283-5a: 60 minutes; the 60th is in time). */
    public boolean isBreach(Duration allowed) {
        return isBreach(changedAt, notifiedAt, allowed);
    }

    static boolean isBreach(Instant changedAt, Instant notifiedAt, Duration allowed) {
        return Duration.between(changedAt, notifiedAt).compareTo(allowed) > 0;
    }
}
