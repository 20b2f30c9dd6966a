package kz.negiz.demo.sources.service;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a question says beside its subject.
 *
 * @param requestId of the question
 * @param action what is to be done, where the service does things
 */
record Wish(String requestId, Optional<Action> action) {

    /**
     * An encumbrance to impose or to lift.
     *
     * @param object the number of what it lies upon; none for a ban on a subject
     * @param notAfter nothing is carried out that comes later
     */
    record Action(
            Kind kind,
            @Nullable String object,
            String groundNumber,
            @Nullable Instant notAfter) {

        /** What it lies upon. */
        String lies(String subject) {
            return object == null || object.isEmpty() ? subject : object;
        }

        enum Kind {
            IMPOSE,
            RELEASE
        }
    }
}
