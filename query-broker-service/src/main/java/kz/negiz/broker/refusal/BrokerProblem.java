package kz.negiz.broker.refusal;

import kz.negiz.kit.problem.Problem;
import kz.negiz.rules.Reason;
import org.springframework.http.HttpStatus;

/** Everything that a question can be refused for. The texts say what was refused, by which rule, and what would make it pass. */
public enum BrokerProblem implements Problem {
    DOCUMENT_MALFORMED("document-malformed", HttpStatus.BAD_REQUEST),
    DOCUMENT_ALTERED("document-altered", HttpStatus.BAD_REQUEST),
    SIGNATURE_REFUSED("signature-refused", HttpStatus.FORBIDDEN),
    SIGNATURE_UNVERIFIABLE("signature-unverifiable", HttpStatus.SERVICE_UNAVAILABLE),
    AUDIENCE_DIFFERS("audience-differs", HttpStatus.BAD_REQUEST),
    EDITION_DIFFERS("edition-differs", HttpStatus.CONFLICT),
    QUESTION_EXPIRED("question-expired", HttpStatus.BAD_REQUEST),
    QUESTION_AHEAD("question-ahead", HttpStatus.BAD_REQUEST),
    SIGNER_NOT_A_PERSON("signer-not-a-person", HttpStatus.FORBIDDEN),
    OFFICER_NOT_NAMED("officer-not-named", HttpStatus.BAD_REQUEST),
    ONLY_SYSTEMS_ASK_FOR_OTHERS("only-systems-ask-for-others", HttpStatus.FORBIDDEN),
    OFFICER_WITHOUT_STANDING("officer-without-standing", HttpStatus.FORBIDDEN),
    OFFICER_OF_ANOTHER_BODY("officer-of-another-body", HttpStatus.FORBIDDEN),
    SIGNER_WITHOUT_STANDING("signer-without-standing", HttpStatus.FORBIDDEN),
    SIGNER_WITHOUT_AGREEMENT("signer-without-agreement", HttpStatus.FORBIDDEN),
    SIGNER_MAY_NOT_ASK("signer-may-not-ask", HttpStatus.FORBIDDEN),
    SIGNER_IS_ANOTHER("signer-is-another", HttpStatus.FORBIDDEN),
    STANDING_UNKNOWN("standing-unknown", HttpStatus.SERVICE_UNAVAILABLE),
    QUESTION_USED_BEFORE("question-used-before", HttpStatus.CONFLICT),
    SUBJECT_KIND_NOT_TAKEN("subject-kind-not-taken", HttpStatus.UNPROCESSABLE_CONTENT),
    PROFILE_UNKNOWN("profile-unknown", HttpStatus.FORBIDDEN),
    ROLE_WITHOUT_GROUND("role-without-ground", HttpStatus.FORBIDDEN),
    BODY_WITHOUT_PROFILE("body-without-profile", HttpStatus.FORBIDDEN),
    NO_PROFILE_FOR_OTHER_TASKS("no-profile-for-other-tasks", HttpStatus.FORBIDDEN),
    PROFILE_OF_A_SYSTEM("profile-of-a-system", HttpStatus.FORBIDDEN),
    BASIS_OF_ANOTHER_KIND("basis-of-another-kind", HttpStatus.FORBIDDEN),
    CHOSEN_BASIS_UNKNOWN("chosen-basis-unknown", HttpStatus.FORBIDDEN),
    ASSIGNMENT_NOT_ACCEPTED("assignment-not-accepted", HttpStatus.FORBIDDEN),
    SERVICE_UNKNOWN("service-unknown", HttpStatus.FORBIDDEN),
    SERVICE_OUTSIDE_PROFILE("service-outside-profile", HttpStatus.FORBIDDEN),
    ENCUMBRANCE_IS_AN_ACTION("encumbrance-is-an-action", HttpStatus.FORBIDDEN),
    SERVICE_GIVES_INFORMATION("service-gives-information", HttpStatus.FORBIDDEN),
    CASE_NOT_NAMED("case-not-named", HttpStatus.FORBIDDEN),
    ARTICLE_NOT_LISTED("article-not-listed", HttpStatus.FORBIDDEN),
    INSPECTION_UNKNOWN("inspection-unknown", HttpStatus.FORBIDDEN),
    INSPECTION_NOT_IN_THE_FIELD("inspection-not-in-the-field", HttpStatus.FORBIDDEN),
    INSPECTION_CLOSED("inspection-closed", HttpStatus.FORBIDDEN),
    INSPECTION_OF_ANOTHER_BODY("inspection-of-another-body", HttpStatus.FORBIDDEN),
    INSPECTION_OF_ANOTHER_SUBJECT("inspection-of-another-subject", HttpStatus.FORBIDDEN),
    INSPECTION_SUBJECT_NOT_PROVABLE("inspection-subject-not-provable", HttpStatus.FORBIDDEN),
    CASE_UNKNOWN("case-unknown", HttpStatus.FORBIDDEN),
    CASE_CLOSED("case-closed", HttpStatus.FORBIDDEN),
    CASE_OF_ANOTHER_OFFICER("case-of-another-officer", HttpStatus.FORBIDDEN),
    ASSIGNMENT_OF_ANOTHER_BODY("assignment-of-another-body", HttpStatus.FORBIDDEN),
    ASSIGNMENT_DATED_AHEAD("assignment-dated-ahead", HttpStatus.FORBIDDEN),
    INSPECTION_REGISTER_SILENT("inspection-register-silent", HttpStatus.SERVICE_UNAVAILABLE),
    CASE_REGISTER_SILENT("case-register-silent", HttpStatus.SERVICE_UNAVAILABLE),
    STANDING_LOST("standing-lost", HttpStatus.FORBIDDEN),
    NOTHING_TO_ASK_AGAIN("nothing-to-ask-again", HttpStatus.CONFLICT),
    STILL_BEING_ASKED("still-being-asked", HttpStatus.CONFLICT),
    TOO_LATE_TO_ASK_AGAIN("too-late-to-ask-again", HttpStatus.CONFLICT),
    NOTICE_NOT_READ("notice-not-read", HttpStatus.BAD_REQUEST),
    SEAL_NOT_AVAILABLE("seal-not-available", HttpStatus.SERVICE_UNAVAILABLE),
    COPY_TOO_LARGE("copy-too-large", HttpStatus.CONFLICT),
    TOO_MANY_COPIES("too-many-copies", HttpStatus.SERVICE_UNAVAILABLE),
    ACT_NOT_ACCEPTED("act-not-accepted", HttpStatus.BAD_REQUEST),
    COPY_DESTROYED_BEFORE("copy-destroyed-before", HttpStatus.CONFLICT),
    ENCUMBRANCE_OF_ANOTHER_SERVICE("encumbrance-of-another-service", HttpStatus.UNPROCESSABLE_CONTENT),
    ENCUMBRANCE_NOT_CONNECTED("encumbrance-not-connected", HttpStatus.SERVICE_UNAVAILABLE),
    ENCUMBRANCE_SIGNED_BY_ANOTHER("encumbrance-signed-by-another", HttpStatus.FORBIDDEN),
    ENCUMBRANCE_IN_PROGRESS("encumbrance-in-progress", HttpStatus.CONFLICT),
    ENCUMBRANCE_DECIDED("encumbrance-decided", HttpStatus.CONFLICT),
    ENCUMBRANCE_TOO_LATE("encumbrance-too-late", HttpStatus.CONFLICT),
    ENCUMBRANCE_NOT_UNKNOWN("encumbrance-not-unknown", HttpStatus.CONFLICT),
    TEMPLATE_NAME_TAKEN("template-name-taken", HttpStatus.CONFLICT),
    TOO_MANY_TEMPLATES("too-many-templates", HttpStatus.CONFLICT),
    TOO_MANY_QUESTIONS("too-many-questions", HttpStatus.SERVICE_UNAVAILABLE);

    private final String code;
    private final HttpStatus status;

    BrokerProblem(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    /** The problem that tells of a reason of the rules; each reason has one of its own name. */
    public static BrokerProblem of(Reason reason) {
        return valueOf(reason.name());
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
