package kz.negiz.demo.sources.service;

import java.util.Optional;

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
     * @param object the number of what it lies upon; may be empty for a ban on a subject
     */
    record Action(Kind kind, String object, String groundNumber) {

        enum Kind {
            IMPOSE,
            RELEASE
        }
    }
}
