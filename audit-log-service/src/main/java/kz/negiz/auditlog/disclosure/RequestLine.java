package kz.negiz.auditlog.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kz.negiz.log.export.ExportScope;
import org.jspecify.annotations.Nullable;

/**
 * A request as pages show it.
 *
 * @param accounts whose events; empty where a body was named
 * @param released when the operator gave the information; nothing while it waits
 */
record RequestLine(
        UUID id,
        Instant filed,
        List<UUID> accounts,
        String body,
        Instant from,
        Instant to,
        String ground,
        String number,
        LocalDate date,
        int documentBytes,
        String documentSha256,
        @Nullable Instant released,
        int handovers) {

    static RequestLine of(DisclosureRequest request) {
        return new RequestLine(
                request.id(),
                request.filed(),
                request.scope() instanceof ExportScope.Accounts some ? List.copyOf(some.accounts()) : List.of(),
                request.scope() instanceof ExportScope.Body one ? one.body() : "",
                request.from(),
                request.to(),
                request.ground().name(),
                request.groundNumber(),
                request.groundDate(),
                request.documentBytes(),
                request.documentSha256(),
                request.release().map(DisclosureRequest.Release::time).orElse(null),
                request.handovers());
    }
}
