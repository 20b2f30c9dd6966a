package kz.negiz.auditlog.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports for officials of bodies and for the operator, and for nobody else (R150-43). */
@RestController
@RequestMapping("/api/audit/reports")
@ServesUsers({AccessRole.OFFICIAL, AccessRole.OPERATOR})
class ReportEndpoint {

    private static final int MAX_ROWS = 500;
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final Reports reports;

    ReportEndpoint(Reports reports) {
        this.reports = reports;
    }

    /** All questions of subordinates in a period, refused ones too, the newest first. */
    @GetMapping("/questions")
    Reports.QuestionReport questions(
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam Optional<UUID> account,
            @RequestParam Optional<UUID> before,
            @RequestParam(defaultValue = "100") int limit,
            Caller.User reader) {
        requirePeriod(from, to);
        if (limit < 1 || limit > MAX_ROWS) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "limit");
        }
        return reports.questions(reader, new Reports.Wanted(from, to, account, before, limit));
    }

    /** How many questions were carried out, how many not accepted, and how many breaches were found (R150-42). */
    @GetMapping("/counts")
    Reports.Counts counts(@RequestParam Instant from, @RequestParam Instant to, Caller.User reader) {
        requirePeriod(from, to);
        return reports.counts(reader, from, to);
    }

    private static void requirePeriod(Instant from, Instant to) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "from, to").with("fields", "from, to");
        }
    }
}
