package kz.negiz.registry;

import kz.negiz.kit.problem.Problem;
import org.springframework.http.HttpStatus;

/** What the registry refuses, and why. */
public enum RegistryProblem implements Problem {
    OWN_ACCOUNT("registry-own-account", HttpStatus.FORBIDDEN),
    DECIDER_WITHOUT_STANDING("registry-decider-without-standing", HttpStatus.FORBIDDEN),
    BODY_EXISTS("registry-body-exists", HttpStatus.CONFLICT),
    BODY_UNKNOWN("registry-body-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    DEPARTMENT_EXISTS("registry-department-exists", HttpStatus.CONFLICT),
    DEPARTMENT_UNKNOWN("registry-department-unknown", HttpStatus.UNPROCESSABLE_CONTENT),
    ACCOUNT_EXISTS("registry-account-exists", HttpStatus.CONFLICT),
    ACCOUNT_UNKNOWN("registry-account-unknown", HttpStatus.NOT_FOUND),
    ROLES_DO_NOT_GO_TOGETHER("registry-roles-do-not-go-together", HttpStatus.UNPROCESSABLE_CONTENT),
    ROLE_DOES_NOT_FIT_BODY("registry-role-does-not-fit-body", HttpStatus.UNPROCESSABLE_CONTENT),
    ROLE_CODE_DOES_NOT_FIT("registry-role-code-does-not-fit", HttpStatus.UNPROCESSABLE_CONTENT),
    HOLDER_DOES_NOT_FIT("registry-holder-does-not-fit", HttpStatus.UNPROCESSABLE_CONTENT),
    KEY_STORAGE_NOT_PROTECTED("registry-key-storage-not-protected", HttpStatus.UNPROCESSABLE_CONTENT),
    UNIT_HEAD_NEEDED("registry-unit-head-needed", HttpStatus.UNPROCESSABLE_CONTENT),
    APPOINTMENT_NEEDED("registry-appointment-needed", HttpStatus.UNPROCESSABLE_CONTENT),
    DATE_IN_FUTURE("registry-date-in-future", HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_SUBORDINATE("registry-not-subordinate", HttpStatus.FORBIDDEN),
    OFFICIAL_MAY_NOT_BLOCK_SO("registry-official-may-not-block-so", HttpStatus.FORBIDDEN),
    BLOCK_END_PAST("registry-block-end-past", HttpStatus.UNPROCESSABLE_CONTENT),
    BLOCK_UNKNOWN("registry-block-unknown", HttpStatus.NOT_FOUND),
    BLOCK_NOT_IN_FORCE("registry-block-not-in-force", HttpStatus.CONFLICT),
    DECISION_NOT_NEW("registry-decision-not-new", HttpStatus.UNPROCESSABLE_CONTENT),
    AGREEMENT_NOT_NEEDED("registry-agreement-not-needed", HttpStatus.CONFLICT),
    AGREEMENT_SIGNED_BEFORE("registry-agreement-signed-before", HttpStatus.CONFLICT),
    AGREEMENT_NOT_ACCEPTED("registry-agreement-not-accepted", HttpStatus.UNPROCESSABLE_CONTENT),
    AGREEMENT_TEXT_CHANGED("registry-agreement-text-changed", HttpStatus.CONFLICT),
    AGREEMENT_DOCUMENT_NOT_ISSUED("registry-agreement-document-not-issued", HttpStatus.UNPROCESSABLE_CONTENT),
    AGREEMENT_DOCUMENT_STALE("registry-agreement-document-stale", HttpStatus.UNPROCESSABLE_CONTENT),
    AGREEMENT_SIGNATURE_REFUSED("registry-agreement-signature-refused", HttpStatus.UNPROCESSABLE_CONTENT),
    AGREEMENT_SIGNER_IS_ANOTHER("registry-agreement-signer-is-another", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    RegistryProblem(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
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
