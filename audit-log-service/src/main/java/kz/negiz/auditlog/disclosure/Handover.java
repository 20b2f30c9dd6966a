package kz.negiz.auditlog.disclosure;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Hands a released export over to who asked for it, on record. */
@Component
class Handover {

    private static final int MAX_KEPT = 20;
    private static final Pattern KEPT = Pattern.compile("([0-9]{4}):([0-9]{1,18})");

    private final DisclosureRequests requests;
    private final ExportMaker exports;

    Handover(DisclosureRequests requests, ExportMaker exports) {
        this.requests = requests;
        this.exports = exports;
    }

    /** Written straight to the answer: it may be large, and a package that breaks off has no end line and is refuted by every verifier. */
    void write(UUID id, List<ExportMaker.Kept> kept, Caller.User prosecutor, HttpServletResponse response)
            throws IOException {
        DisclosureRequest request = requests.find(id)
                .filter(one -> one.account().equals(prosecutor.account()))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
        if (request.release().isEmpty()) {
            requests.refused(
                    "AUDIT_EXPORTED",
                    prosecutor,
                    Optional.of(id),
                    AuditProblem.NOT_RELEASED.code(),
                    "R41-34b",
                    "R150-52");
            throw new ProblemException(AuditProblem.NOT_RELEASED).rule("R41-34b");
        }
        requests.handOver(id, prosecutor);
        response.setContentType("application/x-ndjson");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"negiz-export-" + id + ".ndjson\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        exports.write(request, kept, response.getOutputStream());
    }

    /** Checkpoints that somebody kept, each as {@code year:size}; nothing where one is none. */
    static Optional<List<ExportMaker.Kept>> kept(List<String> since) {
        List<ExportMaker.Kept> kept = new ArrayList<>();
        for (String text : since) {
            Matcher matcher = KEPT.matcher(text);
            if (!matcher.matches() || kept.size() == MAX_KEPT) {
                return Optional.empty();
            }
            kept.add(new ExportMaker.Kept(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))));
        }
        return Optional.of(kept);
    }
}
