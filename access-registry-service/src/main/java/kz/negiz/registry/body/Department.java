package kz.negiz.registry.body;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import kz.negiz.registry.fact.Fact;
import org.hibernate.annotations.Immutable;

/** A department, known by its path inside the body: {@code /almaty/inspections} lies in {@code /almaty}. */
@Entity
@Immutable
@Table(name = "department")
class Department extends Fact<Department.Id> {

    @EmbeddedId
    private Id id;

    @Embedded
    private Names names;

    @Column(name = "decided_by")
    private UUID decidedBy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Department() {}

    Department(String body, String path, Names names, UUID decidedBy) {
        this.id = new Id(body, path);
        this.names = names;
        this.decidedBy = decidedBy;
    }

    @Override
    public Id getId() {
        return id;
    }

    Names names() {
        return names;
    }

    /** Body and path together. */
    @Embeddable
    record Id(String body, String path) {}
}
