package kz.negiz.registry.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.registry.fact.Fact;
import org.hibernate.annotations.Immutable;

/** An account: that it exists, and whose it is. What it is used for stands in its editions. */
@Entity
@Immutable
@Table(name = "account")
class Account extends Fact<UUID> {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private AccountKind kind;

    @Column(name = "sealed_holder")
    private byte[] sealedHolder;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    Account(UUID id, AccountKind kind, byte[] sealedHolder) {
        this.id = id;
        this.kind = kind;
        this.sealedHolder = sealedHolder.clone();
    }

    @Override
    public UUID getId() {
        return id;
    }

    AccountKind kind() {
        return kind;
    }

    byte[] sealedHolder() {
        return sealedHolder.clone();
    }
}
