package kz.negiz.broker.source;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** An answer of a database that was checked to be about what was asked; its text form does not show it. */
public record SourceAnswer(Instant retrievedAt, ObjectNode data) {

    @Override
    public String toString() {
        return "SourceAnswer[" + retrievedAt + "]";
    }
}
