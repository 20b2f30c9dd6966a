package kz.negiz.video;

import kz.negiz.kit.problem.Problem;
import org.springframework.http.HttpStatus;

/** What this service refuses, and why. */
public enum VideoProblem implements Problem {
    WAREHOUSE_UNKNOWN("video-warehouse-unknown", HttpStatus.NOT_FOUND),
    WAREHOUSE_EXISTS("video-warehouse-exists", HttpStatus.CONFLICT),
    NOT_REGISTERING_BODY("video-not-registering-body", HttpStatus.FORBIDDEN),
    NOT_OWNER("video-not-owner", HttpStatus.FORBIDDEN),
    REQUEST_UNKNOWN("video-request-unknown", HttpStatus.NOT_FOUND),
    RECEIPT_DAY("video-receipt-day", HttpStatus.BAD_REQUEST),
    NOTHING_HANDED_OVER("video-nothing-handed-over", HttpStatus.CONFLICT),
    DOCUMENT_MALFORMED("video-document-malformed", HttpStatus.BAD_REQUEST),
    DOCUMENT_EXPIRED("video-document-expired", HttpStatus.CONFLICT),
    DOCUMENT_USED("video-document-used", HttpStatus.CONFLICT),
    SIGNATURE_REFUSED("video-signature-refused", HttpStatus.FORBIDDEN),
    SIGNATURE_UNVERIFIABLE("video-signature-unverifiable", HttpStatus.SERVICE_UNAVAILABLE),
    SIGNER_DIFFERS("video-signer-differs", HttpStatus.FORBIDDEN),
    STANDING_UNKNOWN("video-standing-unknown", HttpStatus.SERVICE_UNAVAILABLE),
    ACCESS_EMPTY("video-access-empty", HttpStatus.BAD_REQUEST),
    ACCESS_MALFORMED("video-access-malformed", HttpStatus.BAD_REQUEST),
    CHANGE_MOMENT("video-change-moment", HttpStatus.BAD_REQUEST),
    PURPOSE_EMPTY("video-purpose-empty", HttpStatus.BAD_REQUEST),
    REVEAL_USED("video-reveal-used", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    VideoProblem(String code, HttpStatus status) {
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
