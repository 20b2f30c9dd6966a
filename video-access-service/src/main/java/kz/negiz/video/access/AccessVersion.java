package kz.negiz.video.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.video.record.Fact;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One hand-over of the access to a warehouse; the newest version holds. */
@Entity
@Immutable
@Table(name = "access_version")
public class AccessVersion extends Fact {

    static final String DOCUMENT = "document";
    static final String SIGNATURE = "signature";
    static final String EVIDENCE = "evidence";

    @Id
    private UUID id;

    private UUID warehouse;

    private int version;

    private @Nullable UUID request;

    @Column(name = "changed_at")
    private @Nullable Instant changedAt;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] missing;

    @Column(name = "sealed_document")
    private byte[] sealedDocument;

    @Column(name = "sealed_signature")
    private byte[] sealedSignature;

    @Column(name = "sealed_evidence")
    private byte[] sealedEvidence;

    @Column(name = "submitted_by")
    private UUID submittedBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected AccessVersion() {}

    AccessVersion(
            AccessDocument document,
            int version,
            byte[] sealedDocument,
            byte[] sealedSignature,
            byte[] sealedEvidence,
            UUID submittedBy,
            Instant recordedAt) {
        this.id = document.id();
        this.warehouse = document.warehouse();
        this.version = version;
        this.request = document.request().orElse(null);
        this.changedAt = document.changedAt().orElse(null);
        this.missing =
                document.access().missing().stream().map(Access.Part::name).toArray(String[]::new);
        this.sealedDocument = sealedDocument.clone();
        this.sealedSignature = sealedSignature.clone();
        this.sealedEvidence = sealedEvidence.clone();
        this.submittedBy = submittedBy;
        this.recordedAt = recordedAt;
    }

    @Override
    public UUID getId() {
        return id;
    }

    public UUID warehouse() {
        return warehouse;
    }

    public int version() {
        return version;
    }

    /** The request that it answers; nothing for the notice of a change. */
    public Optional<UUID> request() {
        return Optional.ofNullable(request);
    }

    /** The moment of the change that it tells of; nothing for an answer. */
    public Optional<Instant> changedAt() {
        return Optional.ofNullable(changedAt);
    }

    /** What it lacks (R283-4a). */
    public Set<Access.Part> missing() {
        Set<Access.Part> parts = EnumSet.noneOf(Access.Part.class);
        Arrays.stream(missing).map(Access.Part::valueOf).forEach(parts::add);
        return Collections.unmodifiableSet(parts);
    }

    public boolean isComplete() {
        return missing.length == 0;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    byte[] sealedDocument() {
        return sealedDocument.clone();
    }
}
