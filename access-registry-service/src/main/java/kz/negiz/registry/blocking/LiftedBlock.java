package kz.negiz.registry.blocking;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import kz.negiz.registry.fact.Fact;
import org.hibernate.annotations.Immutable;

/** That a decision lifted a block; a block is lifted once. */
@Entity
@Immutable
@Table(name = "lifted_block")
class LiftedBlock extends Fact<UUID> {

    @Id
    @Column(name = "block")
    private UUID block;

    private UUID unblock;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected LiftedBlock() {}

    LiftedBlock(UUID block, UUID unblock) {
        this.block = block;
        this.unblock = unblock;
    }

    @Override
    public UUID getId() {
        return block;
    }

    UUID unblock() {
        return unblock;
    }
}
