package kz.negiz.auditlog.disclosure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.AstanaTime;
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

    static final int MAX_DOCUMENT = 5 * 1024 * 1024;

    private static final int MAX_ACCOUNTS = 100;
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    /** A number of a document has a digit in it; a full stop is no number. */
    private static final Pattern NUMBER = Pattern.compile("(?=.*\\p{Nd})[\\p{L}\\p{Nd}][\\p{L}\\p{Nd} ./№-]{0,63}");

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
            throw invalid("from, to");
        }
        // The signed document knows milliseconds.
        Instant begin = from.truncatedTo(ChronoUnit.MILLIS);
        Instant end = to.truncatedTo(ChronoUnit.MILLIS);
        if (!begin.isBefore(end)) {
            throw invalid("from, to");
        }
        if (ground == null) {
            throw invalid("ground");
        }
        if (number == null || !NUMBER.matcher(number).matches()) {
            throw invalid("number");
        }
        if (date == null || date.isAfter(AstanaTime.date(clock.instant()))) {
            throw invalid("date");
        }
        return new Checked(scope(), begin, end, ground, number, date, attached());
    }

    private ExportScope scope() {
        List<UUID> named = accounts == null ? List.of() : accounts;
        if (named.isEmpty() == (body == null) || named.size() > MAX_ACCOUNTS) {
            throw invalid("accounts, body");
        }
        if (body == null) {
            return new ExportScope.Accounts(new TreeSet<>(named));
        }
        if (!BODY.matcher(body).matches()) {
            throw invalid("body");
        }
        return new ExportScope.Body(body);
    }

    private byte[] attached() {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(document == null ? "" : document);
        } catch (IllegalArgumentException e) {
            throw invalid("document");
        }
        if (new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
            throw groundMissing();
        }
        if (bytes.length > MAX_DOCUMENT) {
            throw new ProblemException(CommonProblem.TOO_LARGE);
        }
        return bytes;
    }

    static ProblemException groundMissing() {
        return new ProblemException(AuditProblem.NO_GROUND_ATTACHED)
                .rule("R41-34b")
                .with("rules", List.of("R41-34b", "R150-52"));
    }

    private static ProblemException invalid(String fields) {
        return new ProblemException(CommonProblem.INVALID_INPUT, fields).with("fields", fields);
    }
}
