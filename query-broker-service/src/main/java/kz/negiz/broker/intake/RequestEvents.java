package kz.negiz.broker.intake;

import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.document.SignedRequest;
import kz.negiz.kit.identity.Caller;
import kz.negiz.rules.Basis;
import kz.negiz.rules.Subject;

/** What the events of requests say of those who act and of what is asked. */
public final class RequestEvents {

    private RequestEvents() {}

    /** An event about what its signer does. */
    public static AuditEventDraft about(AuditEventDraft draft, Accepted<?> accepted) {
        return about(
                draft,
                accepted.signer().accountId(),
                accepted.signer().bodyId(),
                accepted.department(),
                accepted.session());
    }

    /** An event about what a user does. */
    public static AuditEventDraft about(AuditEventDraft draft, Caller.User user) {
        return about(draft, user.account(), user.body(), user.department(), user.session());
    }

    /** An event about an account; what of the others is not known is empty. */
    public static AuditEventDraft about(
            AuditEventDraft draft, UUID account, String body, String department, String session) {
        AuditEventDraft about = draft.account(account);
        if (!body.isEmpty()) {
            about = about.body(body);
        }
        if (!department.isEmpty()) {
            about = about.department(department);
        }
        return session.isEmpty() ? about : about.session(session);
    }

    /** An event with what a request says. */
    public static AuditEventDraft withFields(AuditEventDraft draft, SignedRequest request) {
        QuestionFields fields = request.fields();
        AuditEventDraft said = draft.detail("services", String.join(",", fields.services()))
                .detail("basisKind", fields.basis().kind().name())
                .detail("basisNumber", basisNumber(fields.basis()))
                .detail(
                        "subject",
                        // Addresses hold commas, and no subject a line break.
                        fields.subjects().stream()
                                .map(Subject::value)
                                .collect(Collectors.joining(
                                        fields.subjects().stream()
                                                        .allMatch(subject ->
                                                                subject.kind().isNational())
                                                ? ","
                                                : "\n")))
                .detail("purpose", fields.purpose());
        return switch (request) {
            case QuestionDocument _ -> said;
            case EncumbranceDocument wanted ->
                said.detail("action", wanted.encumbrance().action().name())
                        .detail("object", wanted.encumbrance().object().orElse(""))
                        .detail("ground", wanted.encumbrance().ground().number());
        };
    }

    /** What ties a record to its event: who verifies an export compares it with the bytes that are handed over. */
    public static String sha256(byte[] bytes) {
        return Sha256.of(bytes).base64Url();
    }

    /** Number of the inspection, case or material; empty where none is named. */
    public static String basisNumber(Basis basis) {
        return switch (basis) {
            case Basis.Inspection inspection -> inspection.number();
            case Basis.CriminalCase named -> named.number();
            case Basis.OptionalText text -> text.namedCase().orElse("");
            case Basis.Chosen chosen -> chosen.namedCase().orElse(chosen.material());
        };
    }
}
