package kz.negiz.registry.agreement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import kz.negiz.registry.fact.Fact;
import kz.negiz.registry.standing.AgreementForm;
import org.hibernate.annotations.Immutable;

/** A signed agreement: the document, the signature with what its validity rests on, and when it was recorded. */
@Entity
@Immutable
@Table(name = "agreement_signature")
class AgreementSignature extends Fact<UUID> {

    @Id
    private UUID id;

    @Column(name = "account")
    private UUID account;

    @Enumerated(EnumType.STRING)
    @Column(name = "form")
    private AgreementForm form;

    @Column(name = "version")
    private String version;

    @Column(name = "language")
    private String language;

    @Column(name = "document")
    private byte[] document;

    @Column(name = "sealed_signature")
    private byte[] sealedSignature;

    @Column(name = "sealed_evidence")
    private byte[] sealedEvidence;

    @Column(name = "bundle_number")
    private long bundleNumber;

    @Column(name = "recorded_at", insertable = false, updatable = false)
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected AgreementSignature() {}

    @SuppressWarnings("NullAway.Init") // the database gives the time
    AgreementSignature(
            AgreementDocument signed,
            byte[] document,
            byte[] sealedSignature,
            byte[] sealedEvidence,
            long bundleNumber) {
        this.id = signed.id();
        this.account = signed.account();
        this.form = signed.form();
        this.version = signed.version();
        this.language = signed.language();
        this.document = document.clone();
        this.sealedSignature = sealedSignature.clone();
        this.sealedEvidence = sealedEvidence.clone();
        this.bundleNumber = bundleNumber;
    }

    @Override
    public UUID getId() {
        return id;
    }

    UUID account() {
        return account;
    }

    AgreementForm form() {
        return form;
    }

    String version() {
        return version;
    }

    String language() {
        return language;
    }

    byte[] document() {
        return document.clone();
    }

    byte[] sealedSignature() {
        return sealedSignature.clone();
    }

    byte[] sealedEvidence() {
        return sealedEvidence.clone();
    }

    long bundleNumber() {
        return bundleNumber;
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
