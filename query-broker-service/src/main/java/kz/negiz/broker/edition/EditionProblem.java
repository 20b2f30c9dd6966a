package kz.negiz.broker.edition;

import kz.negiz.kit.problem.Problem;
import org.springframework.http.HttpStatus;

/** Everything that a change of the rules can be refused for. */
public enum EditionProblem implements Problem {
    ARCHIVE_REFUSED("edition-archive-refused", HttpStatus.BAD_REQUEST),
    CONTRADICTS_ITSELF("edition-contradicts-itself", HttpStatus.UNPROCESSABLE_CONTENT),
    NOT_THE_NEXT("edition-not-the-next", HttpStatus.CONFLICT),
    NOTHING_CHANGED("edition-nothing-changed", HttpStatus.UNPROCESSABLE_CONTENT),
    TOO_SOON("edition-too-soon", HttpStatus.CONFLICT),
    BEFORE_THE_LAST("edition-before-the-last", HttpStatus.CONFLICT),
    TOO_MANY_PROPOSALS("edition-too-many-proposals", HttpStatus.CONFLICT),
    OTHER_DOCUMENT("edition-other-document", HttpStatus.CONFLICT),
    DOCUMENT_STALE("edition-document-stale", HttpStatus.CONFLICT),
    OTHER_BASE("edition-other-base", HttpStatus.CONFLICT),
    DECIDED("edition-decided", HttpStatus.CONFLICT),
    FIRST_BY_ANOTHER("edition-first-by-another", HttpStatus.FORBIDDEN),
    SIGNED_BEFORE("edition-signed-before", HttpStatus.CONFLICT),
    SIGNER_IS_ANOTHER("edition-signer-is-another", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    EditionProblem(String code, HttpStatus status) {
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
