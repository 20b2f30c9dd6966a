package kz.negiz.kit.problem;

import org.springframework.http.HttpStatus;

/** Errors that any service may answer with. */
public enum CommonProblem implements Problem {
    UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED),
    FORBIDDEN("forbidden", HttpStatus.FORBIDDEN),
    AGREEMENT_NOT_SIGNED("agreement-not-signed", HttpStatus.FORBIDDEN),
    NO_STANDING("no-standing", HttpStatus.FORBIDDEN),
    INVALID_INPUT("invalid-input", HttpStatus.BAD_REQUEST),
    TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE),
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED),
    MEDIA_TYPE_NOT_SUPPORTED("media-type-not-supported", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE),
    CONFLICT("conflict", HttpStatus.CONFLICT),
    UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE),
    UNEXPECTED("unexpected", HttpStatus.INTERNAL_SERVER_ERROR);

    private final String code;
    private final HttpStatus status;

    CommonProblem(String code, HttpStatus status) {
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
