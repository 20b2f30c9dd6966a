package kz.negiz.broker.source;

import java.time.Instant;
import java.util.Optional;

/** What a look for a late answer brought. */
public sealed interface Look {

    /** Asking has ended. */
    record Came(Outcome outcome) implements Look {}

    /**
     * Nothing is there, or nobody can be asked.
     *
     * @param notBefore the moment before which the source does not want to be asked again, where it names one
     */
    record NotYet(Optional<Instant> notBefore) implements Look {}

    /** Nothing is there, and the source says no more. */
    static Look notYet() {
        return new NotYet(Optional.empty());
    }
}
