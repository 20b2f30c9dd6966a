package kz.negiz.broker.copy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.rules.Order;

/**
 * A copy that left the system.
 *
 * @param record id of what it is of
 * @param account who took it
 * @param sha256 of the very bytes, in hex
 */
record CopyRow(
        UUID id,
        RecordKind kind,
        UUID record,
        UUID account,
        String body,
        String department,
        Order order,
        CopyForm form,
        String sha256,
        int bytes,
        Instant takenAt,
        Optional<Destruction> destruction) {

    /** That it was destroyed, and by which act. */
    record Destruction(UUID account, String act, LocalDate on, Instant confirmedAt) {}
}
