package kz.negiz.auditlog.disclosure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.export.ExportScope;

/**
 * What a request has to fulfil. Asked twice: before it is put in words, and again when it comes back signed, since a document
 * of the right form can be written and signed by anybody's own program.
 */
final class RequestRules {

    static final int MAX_DOCUMENT = 5 * 1024 * 1024;

    private static final String WITH_GROUND = "R41-34b";
    private static final int MAX_ACCOUNTS = 100;
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    /** A number of a document has a digit in it; a full stop is no number. */
    private static final Pattern NUMBER = Pattern.compile("(?=.*\\p{Nd})[\\p{L}\\p{Nd}][\\p{L}\\p{Nd} ./№-]{0,63}");
    /** Times that everybody, the database too, can write down. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    private RequestRules() {}

    /**
     * @throws ProblemException naming the field; without a document, the requirements that ask for it
     */
    static void check(
            ExportScope scope, Instant from, Instant to, String number, LocalDate date, byte[] document, Clock clock) {
        if (!from.isBefore(to) || from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw invalid("from, to");
        }
        switch (scope) {
            case ExportScope.Accounts some -> {
                if (some.accounts().isEmpty() || some.accounts().size() > MAX_ACCOUNTS) {
                    throw invalid("accounts, body");
                }
            }
            case ExportScope.Body one -> {
                if (!BODY.matcher(one.body()).matches()) {
                    throw invalid("body");
                }
            }
        }
        if (!NUMBER.matcher(number).matches()) {
            throw invalid("number").rule(WITH_GROUND);
        }
        if (date.isBefore(AstanaTime.date(EARLIEST)) || date.isAfter(AstanaTime.date(clock.instant()))) {
            throw invalid("date").rule(WITH_GROUND);
        }
        if (new String(document, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new ProblemException(AuditProblem.NO_GROUND_ATTACHED)
                    .rule(WITH_GROUND)
                    .with("rules", List.of(WITH_GROUND, "R150-52"));
        }
        if (document.length > MAX_DOCUMENT) {
            throw new ProblemException(CommonProblem.TOO_LARGE).rule(WITH_GROUND);
        }
    }

    static ProblemException invalid(String fields) {
        return new ProblemException(CommonProblem.INVALID_INPUT, fields).with("fields", fields);
    }
}
