package kz.negiz.registry.body;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import kz.negiz.registry.fact.Fact;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A body of the state or an organisation; its code is its id for good. */
@Entity
@Immutable
@Table(name = "body")
public class Body extends Fact<String> {

    @Id
    private String code;

    @Enumerated(EnumType.STRING)
    private BodyKind kind;

    @Embedded
    private Names names;

    @Column(name = "decided_by")
    private @Nullable UUID decidedBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Body() {}

    Body(String code, BodyKind kind, Names names, @Nullable UUID decidedBy) {
        this.code = code;
        this.kind = kind;
        this.names = names;
        this.decidedBy = decidedBy;
    }

    @Override
    public String getId() {
        return code;
    }

    public BodyKind kind() {
        return kind;
    }

    public Names names() {
        return names;
    }
}
