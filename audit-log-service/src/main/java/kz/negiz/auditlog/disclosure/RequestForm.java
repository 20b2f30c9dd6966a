package kz.negiz.auditlog.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.log.export.ExportScope;
import org.jspecify.annotations.Nullable;

/**
 * A request as it comes in.
 *
 * @param accounts whose events are asked for; or else {@code body}
 * @param from beginning of the period
 * @param to end of the period, not in it
 * @param document base64 of the attached document
 */
record RequestForm(
        @Nullable List<UUID> accounts,
        @Nullable String body,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Ground ground,
        @Nullable String number,
        @Nullable LocalDate date,
        @Nullable String document) {

    /** What is left when everything was checked. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Checked(
            ExportScope scope,
            Instant from,
            Instant to,
            Ground ground,
            String number,
            LocalDate date,
            byte[] document) {

        /** The document stays out of log lines. */
        @Override
        public String toString() {
            return "Checked[" + ground + "]";
        }
    }

    /**
     * @throws ProblemException naming the field; without a document, the requirements that ask for it
     */
    Checked check(Clock clock) {
        if (from == null || to == null) {
            throw RequestRules.invalid("from, to");
        }
        if (ground == null) {
            throw RequestRules.invalid("ground");
        }
        if (number == null) {
            throw RequestRules.invalid("number");
        }
        if (date == null) {
            throw RequestRules.invalid("date");
        }
        // The signed document knows milliseconds.
        Checked checked = new Checked(
                scope(),
                from.truncatedTo(ChronoUnit.MILLIS),
                to.truncatedTo(ChronoUnit.MILLIS),
                ground,
                number,
                date,
                attached());
        RequestRules.check(
                checked.scope(),
                checked.from(),
                checked.to(),
                checked.number(),
                checked.date(),
                checked.document(),
                clock);
        return checked;
    }

    private ExportScope scope() {
        List<UUID> named = accounts == null ? List.of() : accounts;
        if (body == null) {
            return new ExportScope.Accounts(new TreeSet<>(named));
        }
        if (!named.isEmpty()) {
            throw RequestRules.invalid("accounts, body");
        }
        return new ExportScope.Body(body);
    }

    private byte[] attached() {
        try {
            return Base64.getMimeDecoder().decode(document == null ? "" : document);
        } catch (IllegalArgumentException e) {
            throw RequestRules.invalid("document");
        }
    }
}
