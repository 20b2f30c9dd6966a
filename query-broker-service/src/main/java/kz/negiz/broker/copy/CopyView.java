package kz.negiz.broker.copy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A copy as whoever took it and the officials of the body see it.
 *
 * @param account who took it
 * @param own whether that is the reader
 * @param material the question, with the material that the copy belongs to; nothing where it is not for this reader any more
 * @param sha256 of the very bytes that left, in hex
 * @param due the moment from which it is overdue; nothing once it is destroyed
 * @param overdue whether no act of its destruction is on record although it should be
 */
public record CopyView(
        UUID id,
        UUID question,
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

    /** What the copy belongs to: its storage and its end follow it. */
    public record Material(long userNumber, String asker, String basisKind, String basisNumber) {}

    /** The act by which it was destroyed, and when that was put on record. */
    public record Destroyed(String act, LocalDate on, Instant confirmedAt) {}
}
