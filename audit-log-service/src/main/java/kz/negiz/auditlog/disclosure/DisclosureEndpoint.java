package kz.negiz.auditlog.disclosure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServesUsers;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.log.export.ExportScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A prosecutor asks, the operator gives, the prosecutor takes (R41-34, R150-51, R150-52). */
@RestController
@RequestMapping("/api/audit/requests")
class DisclosureEndpoint {

    private static final int MAX_BODY = RequestRules.MAX_DOCUMENT / 3 * 4 + 65_536;
    private static final int MOST_ON_A_PAGE = 100;

    private final DisclosureRequests requests;
    private final Filing filing;
    private final Handover handover;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    DisclosureEndpoint(DisclosureRequests requests, Filing filing, Handover handover) {
        this.requests = requests;
        this.filing = filing;
        this.handover = handover;
    }

    /** A request as its readers see it. */
    record RequestView(
            UUID id,
            Instant filed,
            UUID requestedBy,
            @Nullable List<UUID> accounts,
            @Nullable String body,
            Instant from,
            Instant to,
            Ground ground,
            String number,
            LocalDate date,
            int documentBytes,
            String documentSha256,
            @Nullable Instant released,
            @Nullable UUID releasedBy,
            int handovers) {

        static RequestView of(DisclosureRequest request) {
            return new RequestView(
                    request.id(),
                    request.filed(),
                    request.account(),
                    request.scope() instanceof ExportScope.Accounts some ? List.copyOf(some.accounts()) : null,
                    request.scope() instanceof ExportScope.Body one ? one.body() : null,
                    request.from(),
                    request.to(),
                    request.ground(),
                    request.groundNumber(),
                    request.groundDate(),
                    request.documentBytes(),
                    request.documentSha256(),
                    request.release().map(DisclosureRequest.Release::time).orElse(null),
                    request.release().map(DisclosureRequest.Release::account).orElse(null),
                    request.handovers());
        }
    }

    /** The request in words, to be signed by the prosecutor's EDS. */
    @PostMapping("/document")
    @ServesUsers(AccessRole.PROSECUTOR)
    Issued issue(HttpServletRequest request, Caller.User prosecutor) throws IOException {
        Filing.Issued issued = filing.issue(prosecutor, read(request, RequestForm.class));
        return new Issued(base64(issued.bytes()), issued.words());
    }

    /** Takes the signed request with the copy of its ground (R41-34b, R150-52). */
    @PostMapping
    @ServesUsers(AccessRole.PROSECUTOR)
    ResponseEntity<RequestView> file(HttpServletRequest request, Caller.User prosecutor) throws IOException {
        SignedRequest signed = read(request, SignedRequest.class);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(RequestView.of(filing.take(
                        prosecutor,
                        new Filing.Sent(
                                given(signed.document()), given(signed.signature()), given(signed.attachment())))));
    }

    /** A document for signing, in base64, and what it says. */
    record Issued(String document, List<String> words) {}

    /** What comes back signed, all in base64; the attachment is the copy of the resolution. */
    record SignedRequest(
            @Nullable String document,
            @Nullable String signature,
            @Nullable String attachment) {}

    /** What proves who asked for what, in base64. */
    record EvidenceView(String document, String signature, String evidence) {}

    /** The signed request as evidence: the operator looks at it before giving anything. */
    @GetMapping("/{id}/signature")
    @ServesUsers({AccessRole.PROSECUTOR, AccessRole.OPERATOR})
    ResponseEntity<EvidenceView> evidence(@PathVariable UUID id, Caller.User caller) {
        visible(id, caller);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(requests.evidence(id)
                        .map(evidence -> new EvidenceView(
                                base64(evidence.document()), base64(evidence.signature()), base64(evidence.evidence())))
                        .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND)));
    }

    /** A prosecutor's own requests, or for the operator all, the latest first. */
    @GetMapping
    @ServesUsers({AccessRole.PROSECUTOR, AccessRole.OPERATOR})
    Page list(@RequestParam Optional<UUID> before, @RequestParam(defaultValue = "20") int limit, Caller.User caller) {
        Optional<UUID> own = caller.has(AccessRole.OPERATOR) ? Optional.empty() : Optional.of(caller.account());
        DisclosureRequests.Page page = requests.list(own, before, Math.clamp(limit, 1, MOST_ON_A_PAGE));
        return new Page(
                page.requests().stream().map(RequestView::of).toList(),
                page.next().orElse(null));
    }

    /** Requests, and where the next page begins. */
    record Page(List<RequestView> requests, @Nullable UUID next) {}

    @GetMapping("/{id}")
    @ServesUsers({AccessRole.PROSECUTOR, AccessRole.OPERATOR})
    RequestView one(@PathVariable UUID id, Caller.User caller) {
        return RequestView.of(visible(id, caller));
    }

    /** The attached document: the operator looks at it before giving anything. */
    @GetMapping("/{id}/document")
    @ServesUsers({AccessRole.PROSECUTOR, AccessRole.OPERATOR})
    ResponseEntity<byte[]> document(@PathVariable UUID id, Caller.User caller) {
        visible(id, caller);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"ground-" + id + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(requests.document(id));
    }

    @PostMapping("/{id}/release")
    @ServesUsers(AccessRole.OPERATOR)
    RequestView release(@PathVariable UUID id, Caller.User operator) {
        visible(id, operator);
        return RequestView.of(requests.release(id, operator));
    }

    /**
     * Hands the export over to who asked for it.
     *
     * @param since checkpoints that the prosecutor kept, {@code year:size}, from which the export is to prove its descent
     */
    @RequestMapping(
            path = "/{id}/export",
            method = {RequestMethod.GET, RequestMethod.POST})
    @ServesUsers(AccessRole.PROSECUTOR)
    void export(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<String> since,
            Caller.User prosecutor,
            HttpServletResponse response)
            throws IOException {
        List<ExportMaker.Kept> kept = Handover.kept(since)
                .orElseThrow(() -> new ProblemException(CommonProblem.INVALID_INPUT, "since").with("fields", "since"));
        handover.write(id, kept, prosecutor, response);
    }

    /** What is not the caller's own does not exist for them. */
    private DisclosureRequest visible(UUID id, Caller.User caller) {
        return requests.find(id)
                .filter(request ->
                        caller.has(AccessRole.OPERATOR) || request.account().equals(caller.account()))
                .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    private <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new ProblemException(CommonProblem.TOO_LARGE);
        }
        try {
            return json.readValue(body, type);
        } catch (JacksonException e) {
            throw new ProblemException(CommonProblem.INVALID_INPUT, "").causedBy(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
