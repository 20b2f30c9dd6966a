package kz.negiz.registry.fact;

import jakarta.persistence.MappedSuperclass;
import org.springframework.data.domain.Persistable;

/**
 * A stored fact. It is inserted once and never changed: an entity has no setters, Hibernate treats it as immutable, the
 * application's role has no right to UPDATE, and a trigger refuses it to everybody else.
 *
 * @param <I> type of the id
 */
@MappedSuperclass
public abstract class Fact<I> implements Persistable<I> {

    /** A fact is stored once; with an id given by us Spring Data would look for an older version of it first. */
    @Override
    public final boolean isNew() {
        return true;
    }
}
