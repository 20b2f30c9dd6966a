package kz.negiz.auditlog;

import kz.negiz.kit.problem.Problem;
import org.springframework.http.HttpStatus;

/** The errors that the audit log answers with. */
public enum AuditProblem implements Problem {
    /** The leaf is not in the log, or not yet below a checkpoint. */
    NOT_IN_LOG("not-in-log", HttpStatus.NOT_FOUND),
    /** No log of this year, or it was never of this size. */
    NO_SUCH_TREE("no-such-tree", HttpStatus.NOT_FOUND),
    /** A request for disclosure without the document that is its ground (R41-34b, R150-52). */
    NO_GROUND_ATTACHED("no-ground-attached", HttpStatus.UNPROCESSABLE_CONTENT),
    /** The attached document is not the one that the signed request names by its digest. */
    GROUND_DIFFERS("ground-differs", HttpStatus.UNPROCESSABLE_CONTENT),
    /** The signed request is not one that this installation issued to its carrier. */
    REQUEST_MALFORMED("request-malformed", HttpStatus.BAD_REQUEST),
    REQUEST_EXPIRED("request-expired", HttpStatus.CONFLICT),
    REQUEST_USED("request-used", HttpStatus.CONFLICT),
    /** The prosecutor's EDS under the request does not stand up to the check. */
    REQUEST_SIGNATURE_REFUSED("request-signature-refused", HttpStatus.FORBIDDEN),
    REQUEST_SIGNATURE_UNVERIFIABLE("request-signature-unverifiable", HttpStatus.SERVICE_UNAVAILABLE),
    REQUEST_SIGNER_DIFFERS("request-signer-differs", HttpStatus.FORBIDDEN),
    /** The registry does not answer, so nobody knows whether the signer stands (R41-2a). */
    STANDING_UNKNOWN("standing-unknown", HttpStatus.SERVICE_UNAVAILABLE),
    /** The operator has not given the information yet (R41-34b). */
    NOT_RELEASED("not-released", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    AuditProblem(String code, HttpStatus status) {
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
