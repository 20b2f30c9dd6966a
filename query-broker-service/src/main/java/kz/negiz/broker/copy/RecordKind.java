package kz.negiz.broker.copy;

import java.util.UUID;

/** Of what copies can be taken. */
public enum RecordKind {
    /** A question with its answers. */
    QUESTION("/questions"),
    /** An encumbrance with what became of it. */
    ENCUMBRANCE("/encumbrances");

    private final String path;

    RecordKind(String path) {
        this.path = path;
    }

    /** The page of a record. */
    String page(UUID id) {
        return path + "/" + id;
    }
}
