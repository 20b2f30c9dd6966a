package kz.negiz.broker.copy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import kz.negiz.broker.encumbrance.EncumbranceMaterial;
import kz.negiz.broker.question.QuestionSummary;
import org.jspecify.annotations.Nullable;

/**
 * A copy as whoever took it and the officials of the body see it.
 *
 * @param question the question that it is of; nothing where it is of an encumbrance
 * @param encumbrance the encumbrance that it is of
 * @param account who took it
 * @param own whether that is the reader
 * @param material what the copy belongs to; nothing where the record is not for this reader any more
 * @param sha256 of the very bytes that left, in hex
 * @param due the moment from which it is overdue; nothing once it is destroyed
 * @param overdue whether no act of its destruction is on record although it should be
 */
public record CopyView(
        UUID id,
        @Nullable UUID question,
        @Nullable UUID encumbrance,
        UUID account,
        boolean own,
        @Nullable Material material,
        CopyForm form,
        String sha256,
        int bytes,
        Instant takenAt,
        @Nullable Instant due,
        boolean overdue,
        @Nullable Destroyed destroyed) {

    /**
     * What the copy belongs to: its storage and its end follow it.
     *
     * @param asker name of who signed, a person or an information system
     */
    public record Material(long userNumber, String asker, String basisKind, String basisNumber) {

        static Material of(QuestionSummary question) {
            return new Material(question.userNumber(), question.asker(), question.basisKind(), question.basisNumber());
        }

        static Material of(EncumbranceMaterial encumbrance) {
            return new Material(
                    encumbrance.userNumber(), encumbrance.system(), encumbrance.basisKind(), encumbrance.basisNumber());
        }
    }

    /** The record that it is of. */
    public UUID record() {
        return Objects.requireNonNull(question == null ? encumbrance : question);
    }

    /** Its page. */
    public String page() {
        return (question == null ? RecordKind.ENCUMBRANCE : RecordKind.QUESTION).page(record());
    }

    /** The act by which it was destroyed, and when that was put on record. */
    public record Destroyed(String act, LocalDate on, Instant confirmedAt) {}
}
