package kz.negiz.broker.source;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer of a database that was checked to be about what was asked; its text form does not show it.
 *
 * @param signature the owner's own, where it was looked for and there was one
 * @param onRecord to be run once the answer is on record, and not before: the other side may then forget it
 */
public record SourceAnswer(
        Instant retrievedAt, ObjectNode data, Optional<OwnerSignature> signature, Runnable onRecord) {

    /** An answer that its owner neither signed nor keeps for us. */
    public SourceAnswer(Instant retrievedAt, ObjectNode data) {
        this(retrievedAt, data, Optional.empty(), () -> {});
    }

    /** The same, signed by its owner. */
    SourceAnswer signed(OwnerSignature by) {
        return new SourceAnswer(retrievedAt, data, Optional.of(by), onRecord);
    }

    /** The same, with what is to be run once it is on record. */
    SourceAnswer then(Runnable next) {
        return new SourceAnswer(retrievedAt, data, signature, next);
    }

    @Override
    public String toString() {
        return "SourceAnswer[" + retrievedAt + "]";
    }
}
