package kz.negiz.broker.source;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of a database that was checked to be about what was asked; its text form does not show it.
 *
 * @param onRecord to be run once the answer is on record, and not before: the other side may then forget it
 */
public record SourceAnswer(Instant retrievedAt, ObjectNode data, Runnable onRecord) {

    /** An answer that its owner does not keep for us. */
    public SourceAnswer(Instant retrievedAt, ObjectNode data) {
        this(retrievedAt, data, () -> {});
    }

    @Override
    public String toString() {
        return "SourceAnswer[" + retrievedAt + "]";
    }
}
