package kz.negiz.broker.source;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One encumbrance that a register's owner is to impose or to lift.
 *
 * @param question which service, about whom, and the request's id, by which its owner tells one sending from another
 * @param kind {@code IMPOSE} or {@code RELEASE}
 * @param object cadastral number of what it lies upon; empty where it lies upon the subject itself
 * @param notAfter the owner carries nothing out that it receives later: what it does not know of then was not done
 */
public record SourceAction(
        SourceQuestion question,
        String kind,
        Optional<String> object,
        String groundNumber,
        LocalDate groundDate,
        String groundIssuedBy,
        Instant notAfter) {

    /** What it lies upon. */
    String lies() {
        return object.orElseGet(() -> question.subject().value());
    }

    /** Whom it is about is left out. */
    @Override
    public String toString() {
        return "SourceAction[" + question.requestId() + "]";
    }
}
