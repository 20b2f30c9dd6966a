package kz.negiz.gateway;

import kz.negiz.kit.problem.Problem;
import org.springframework.http.HttpStatus;

/** What the gateway refuses by itself. */
public enum GatewayProblem implements Problem {
    NETWORK_NOT_PERMITTED("network-not-permitted", HttpStatus.FORBIDDEN),
    CLIENT_ADDRESS_NOT_KNOWN("client-address-not-known", HttpStatus.FORBIDDEN),
    PATH_NOT_ACCEPTED("path-not-accepted", HttpStatus.BAD_REQUEST),
    REQUEST_TOO_SLOW("request-too-slow", HttpStatus.REQUEST_TIMEOUT),
    CROSS_SITE("cross-site", HttpStatus.FORBIDDEN),
    TOO_MANY_REQUESTS("too-many-requests", HttpStatus.TOO_MANY_REQUESTS),
    CHALLENGE_NOT_KNOWN("challenge-not-known", HttpStatus.FORBIDDEN),
    CHALLENGE_USED("challenge-used", HttpStatus.FORBIDDEN),
    CHALLENGE_EXPIRED("challenge-expired", HttpStatus.FORBIDDEN),
    SIGNATURE_REFUSED("signature-refused", HttpStatus.FORBIDDEN),
    SIGNATURE_NOT_VERIFIABLE("signature-not-verifiable", HttpStatus.SERVICE_UNAVAILABLE),
    OTHER_WAY_OF_LOGIN("other-way-of-login", HttpStatus.FORBIDDEN),
    BOUND_REQUEST_NOT_ACCEPTED("bound-request-not-accepted", HttpStatus.BAD_REQUEST),
    PROOF_REFUSED("proof-refused", HttpStatus.UNAUTHORIZED),
    TOKEN_REFUSED("token-refused", HttpStatus.UNAUTHORIZED),
    ANCHORS_NOT_PROPOSED("anchors-not-proposed", HttpStatus.CONFLICT),
    ANCHORS_OTHER_DOCUMENT("anchors-other-document", HttpStatus.CONFLICT),
    ANCHORS_DOCUMENT_STALE("anchors-document-stale", HttpStatus.CONFLICT),
    ANCHORS_SIGNER_IS_ANOTHER("anchors-signer-is-another", HttpStatus.FORBIDDEN),
    ANCHORS_CONFIRMED_BEFORE("anchors-confirmed-before", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    GatewayProblem(String code, HttpStatus status) {
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
