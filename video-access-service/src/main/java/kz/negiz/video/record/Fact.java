package kz.negiz.video.record;

import jakarta.persistence.MappedSuperclass;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/**
 * A stored fact. It is inserted once and never changed: an entity has no setters, the application's role has no right to
 * UPDATE, and a trigger refuses it to everybody else.
 */
@MappedSuperclass
public abstract class Fact implements Persistable<UUID> {

    /** A fact is stored once; with an id given by us Spring Data would look for an older version of it first. */
    @Override
    public final boolean isNew() {
        return true;
    }
}
