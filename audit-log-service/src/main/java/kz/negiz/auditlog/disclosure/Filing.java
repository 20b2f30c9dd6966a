package kz.negiz.auditlog.disclosure;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.kit.http.PlatformProperties;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.problem.ProblemTexts;
import org.springframework.stereotype.Component;

/**
 * How a request is filed: the service puts it in words, the prosecutor signs exactly these, and only what was signed and
 * carries its ground is taken (R41-34b, R150-52). A refusal goes on record.
 */
@Component
class Filing {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String REQUESTED = "AUDIT_REQUESTED";

    private final DisclosureRequests requests;
    private final RequestSignatures signatures;
    private final String audience;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Filing(DisclosureRequests requests, RequestSignatures signatures, PlatformProperties platform, Clock clock) {
        this.requests = requests;
        this.signatures = signatures;
        this.audience = platform.audience();
        this.clock = clock;
    }

    /** A document for signing; what is wrong in the form is a refusal, on record. */
    Issued issue(Caller.User prosecutor, RequestForm form) {
        RequestForm.Checked checked = recorded(prosecutor, Optional.empty(), () -> form.check(clock));
        RequestDocument document = new RequestDocument(
                audience,
                ids.generate(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                prosecutor.account(),
                checked.scope(),
                checked.from(),
                checked.to(),
                checked.ground(),
                checked.number(),
                checked.date(),
                checked.document().length,
                sha256(checked.document()),
                ProblemTexts.nearest(Locale.of(prosecutor.language())).getLanguage());
        return new Issued(RequestFormat.write(document), RequestWords.of(document), document);
    }

    /** What a document says, whoever made it; for showing it again. */
    Issued read(Caller.User prosecutor, byte[] bytes) {
        RequestDocument document = ours(prosecutor, bytes);
        return new Issued(bytes, RequestWords.of(document), document);
    }

    /** Takes a signed request. Every rule is asked again: who signs may have written the document. */
    DisclosureRequest take(Caller.User prosecutor, Sent sent) {
        Received received = recorded(prosecutor, Optional.empty(), () -> {
            byte[] bytes = decoded(sent.document());
            return new Received(ours(prosecutor, bytes), bytes, decoded(sent.signature()), decoded(sent.attachment()));
        });
        RequestDocument document = received.document();
        byte[] ground = received.ground();
        return recorded(prosecutor, Optional.of(document.id()), () -> {
            requireFresh(document.issued());
            RequestRules.check(
                    document.scope(),
                    document.from(),
                    document.to(),
                    document.number(),
                    document.date(),
                    ground,
                    clock);
            if (ground.length != document.groundBytes() || !sha256(ground).equals(document.groundSha256())) {
                throw new ProblemException(AuditProblem.GROUND_DIFFERS).rule("R41-34b");
            }
            byte[] evidence = signatures.require(prosecutor, received.bytes(), received.signature());
            return requests.file(
                    new DisclosureRequests.Signed(document, received.bytes(), received.signature(), evidence, ground),
                    prosecutor);
        });
    }

    private RequestDocument ours(Caller.User prosecutor, byte[] bytes) {
        RequestDocument document = RequestFormat.read(bytes);
        // The id is the server's: any other version would be out of the order of time.
        if (!document.audience().equals(audience)
                || !document.account().equals(prosecutor.account())
                || document.id().version() != 7) {
            throw new ProblemException(AuditProblem.REQUEST_MALFORMED);
        }
        return document;
    }

    private void requireFresh(Instant issued) {
        Duration age = Duration.between(issued, clock.instant());
        if (age.isNegative() || age.compareTo(LIFETIME) > 0) {
            throw new ProblemException(AuditProblem.REQUEST_EXPIRED);
        }
    }

    private <T> T recorded(Caller.User prosecutor, Optional<UUID> id, Supplier<T> step) {
        try {
            return step.get();
        } catch (ProblemException refusal) {
            String[] rules = refusal.rule().equals("R41-34b")
                    ? new String[] {"R41-34b", "R150-52"}
                    : refusal.rule().isEmpty() ? new String[0] : new String[] {refusal.rule()};
            requests.refused(REQUESTED, prosecutor, id, refusal.problem().code(), rules);
            throw refusal;
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return base64.contains("-") || base64.contains("_")
                    ? Base64.getUrlDecoder().decode(base64)
                    : Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(AuditProblem.REQUEST_MALFORMED);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A signed request as it comes, each part in base64 or base64url; what is missing is empty. */
    record Sent(String document, String signature, String attachment) {

        /** What was signed and attached stays out of log lines. */
        @Override
        public String toString() {
            return "Sent[]";
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Received(RequestDocument document, byte[] bytes, byte[] signature, byte[] ground) {}

    /**
     * A document for signing.
     *
     * @param words what is shown to the prosecutor, exactly what is signed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Issued(byte[] bytes, List<String> words, RequestDocument document) {}
}
