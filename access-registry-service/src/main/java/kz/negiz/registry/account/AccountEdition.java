package kz.negiz.registry.account;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.registry.fact.Fact;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What an account is used for from a decision on; the newest edition holds, the older ones tell the history. */
@Entity
@Immutable
@Table(name = "account_edition")
class AccountEdition extends Fact<UUID> {

    /** What an edition rests on. */
    enum Ground {
        APPLICATION,
        FIRST_ADMINISTRATOR
    }

    @Id
    private UUID id;

    private UUID account;

    private int edition;

    @Enumerated(EnumType.STRING)
    private Ground ground;

    private String body;

    private String department;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] roles;

    @Column(name = "role_code")
    private @Nullable String roleCode;

    @Column(name = "full_name")
    private String fullName;

    private String position;

    @Enumerated(EnumType.STRING)
    @Column(name = "unit_headed")
    private UnitHeaded unitHeaded;

    @Enumerated(EnumType.STRING)
    @Column(name = "key_storage")
    private KeyStorage keyStorage;

    @Embedded
    @AttributeOverride(name = "number", column = @Column(name = "application_number"))
    @AttributeOverride(name = "date", column = @Column(name = "application_date"))
    private @Nullable Paper application;

    @Embedded
    @AttributeOverride(name = "number", column = @Column(name = "appointment_number"))
    @AttributeOverride(name = "date", column = @Column(name = "appointment_date"))
    private @Nullable Paper appointment;

    @Column(name = "sealed_contacts")
    private byte[] sealedContacts;

    @Column(name = "decided_by")
    private @Nullable UUID decidedBy;

    @Column(name = "recorded_at", insertable = false, updatable = false)
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected AccountEdition() {}

    @SuppressWarnings("NullAway.Init") // the database gives the time
    AccountEdition(
            UUID id,
            UUID account,
            int edition,
            Ground ground,
            Registration registration,
            byte[] sealedContacts,
            @Nullable UUID decidedBy) {
        this.id = id;
        this.account = account;
        this.edition = edition;
        this.ground = ground;
        this.body = registration.body();
        this.department = registration.department();
        this.roles = registration.roles().stream().map(Enum::name).sorted().toArray(String[]::new);
        this.roleCode = registration.roleCode().isEmpty() ? null : registration.roleCode();
        this.fullName = registration.fullName();
        this.position = registration.position();
        this.unitHeaded = registration.unitHeaded();
        this.keyStorage = registration.keyStorage();
        this.application = registration.application().orElse(null);
        this.appointment = registration.appointment().orElse(null);
        this.sealedContacts = sealedContacts.clone();
        this.decidedBy = decidedBy;
    }

    @Override
    public UUID getId() {
        return id;
    }

    UUID account() {
        return account;
    }

    int edition() {
        return edition;
    }

    Ground ground() {
        return ground;
    }

    String body() {
        return body;
    }

    String department() {
        return department;
    }

    Set<AccessRole> roles() {
        Set<AccessRole> set = EnumSet.noneOf(AccessRole.class);
        Arrays.stream(roles).map(AccessRole::valueOf).forEach(set::add);
        return Collections.unmodifiableSet(set);
    }

    String roleCode() {
        return Objects.requireNonNullElse(roleCode, "");
    }

    String fullName() {
        return fullName;
    }

    String position() {
        return position;
    }

    UnitHeaded unitHeaded() {
        return unitHeaded;
    }

    KeyStorage keyStorage() {
        return keyStorage;
    }

    Optional<Paper> application() {
        return Optional.ofNullable(application);
    }

    Optional<Paper> appointment() {
        return Optional.ofNullable(appointment);
    }

    byte[] sealedContacts() {
        return sealedContacts.clone();
    }

    Optional<UUID> decidedBy() {
        return Optional.ofNullable(decidedBy);
    }

    Instant recordedAt() {
        return recordedAt;
    }
}
