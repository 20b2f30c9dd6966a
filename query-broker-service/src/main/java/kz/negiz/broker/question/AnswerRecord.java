package kz.negiz.broker.question;

import java.util.Optional;
import kz.negiz.rules.Subject;

/**
 * What is to be stored of one answer.
 *
 * @param outcome as the audit log calls it
 * @param rule the requirement that reduced the answer; empty where none did
 * @param content the redacted answer as JSON; empty where there is none
 * @param signature the owner's, where there is one
 * @param onRecord to be run once it is stored, and not before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AnswerRecord(
        int ordinal,
        int subjectOrdinal,
        String service,
        Subject subject,
        AnswerState state,
        String outcome,
        String rule,
        byte[] content,
        Optional<KeptSignature> signature,
        Runnable onRecord) {

    /** The same, with what is to be run once it is stored. */
    AnswerRecord then(Runnable next) {
        return new AnswerRecord(
                ordinal, subjectOrdinal, service, subject, state, outcome, rule, content, signature, next);
    }

    /** The same, signed by the owner of the database. */
    AnswerRecord signed(Optional<KeptSignature> by) {
        return new AnswerRecord(ordinal, subjectOrdinal, service, subject, state, outcome, rule, content, by, onRecord);
    }

    @Override
    public String toString() {
        return "AnswerRecord[" + service + ", " + state + "]";
    }
}
