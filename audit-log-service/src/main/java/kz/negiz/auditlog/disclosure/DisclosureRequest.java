package kz.negiz.auditlog.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.log.export.ExportScope;

/** A prosecutor's request on record: whose events of which period, on which ground, and whether it was released. */
record DisclosureRequest(
        UUID id,
        Instant filed,
        UUID account,
        ExportScope scope,
        Instant from,
        Instant to,
        Ground ground,
        String groundNumber,
        LocalDate groundDate,
        int documentBytes,
        String documentSha256,
        Optional<Release> release,
        int handovers) {

    /** The operator gave the information free. */
    record Release(Instant time, UUID account) {}
}
