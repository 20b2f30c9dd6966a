package kz.negiz.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kz.negiz.eds.Fingerprint;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.edge.LocalPath;
import kz.negiz.gateway.edge.ShownCertificate;
import kz.negiz.gateway.proof.Proof;
import kz.negiz.gateway.proof.Proofs;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * The requests of information systems: a token that counts only with a proof by the key it is bound to (RFC 9449), or, on the port
 * of their own, with the certificate that it began by (RFC 8705). Such a request goes to the API and has nothing of a browser
 * about it; where it has, it is refused rather than guessed at.
 */
@Component
public final class BoundRequests {

    private static final String BEARER = "Bearer ";

    private final Proofs proofs;
    private final Sessions sessions;
    private final GatewayCookies cookies;

    BoundRequests(Proofs proofs, Sessions sessions, GatewayCookies cookies) {
        this.proofs = proofs;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** Whether a request comes by such a way; then nothing else says who makes it. */
    static boolean isOne(HttpServletRequest request) {
        return Proofs.isBroughtBy(request) || ShownCertificate.of(request).isPresent();
    }

    /**
     * The session of such a request, if it brings a token at all; a proof is used up.
     *
     * @throws ProblemException if the request does not have the form, its proof is none, or its token
     */
    Optional<OpenSession> session(HttpServletRequest request, HttpServletResponse response) {
        Optional<X509Certificate> certificate = ShownCertificate.of(request);
        return certificate.isPresent()
                ? byCertificate(certificate.get(), request, response)
                : Optional.of(byKey(request, response));
    }

    private Optional<OpenSession> byCertificate(
            X509Certificate certificate, HttpServletRequest request, HttpServletResponse response) {
        requireForm(request, response);
        List<String> given = Collections.list(request.getHeaders("Authorization"));
        if (given.size() > 1 || Proofs.isBroughtBy(request)) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "AUTHORIZATION");
        }
        if (given.isEmpty() || !given.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return Optional.of(
                SecretToken.parse(given.getFirst().substring(BEARER.length()).strip())
                        .flatMap(token -> sessions.boundToCertificate(Fingerprint.of(certificate), token))
                        .orElseThrow(() -> Proofs.refusal(response, GatewayProblem.TOKEN_REFUSED, "NOT_OPEN")));
    }

    /**
     * The certificate by which somebody asks for a token on the systems' port.
     *
     * @throws ProblemException if the request did not come there, or does not have the form
     */
    public X509Certificate certificate(HttpServletRequest request, HttpServletResponse response) {
        requireForm(request, response);
        if (request.getHeader("Authorization") != null || Proofs.isBroughtBy(request)) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "AUTHORIZATION");
        }
        return ShownCertificate.of(request).orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND));
    }

    private OpenSession byKey(HttpServletRequest request, HttpServletResponse response) {
        requireForm(request, response);
        List<String> given = Collections.list(request.getHeaders("Authorization"));
        if (given.size() != 1 || !Proofs.isTokenBroughtBy(request)) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "AUTHORIZATION");
        }
        String token = given.getFirst().substring(Proofs.DPOP.length() + 1).strip();
        Proof proof = proofs.of(request, response, Optional.of(token));
        OpenSession session = SecretToken.parse(token)
                .flatMap(secret -> sessions.boundTo(proof.thumbprint(), secret))
                .orElseThrow(() -> Proofs.refusal(response, GatewayProblem.TOKEN_REFUSED, "NOT_OPEN"));
        proofs.use(proof, response);
        return session;
    }

    /** The proof with which somebody asks for a token; it is used up. */
    public Proof proof(HttpServletRequest request, HttpServletResponse response) {
        requireForm(request, response);
        if (request.getHeader("Authorization") != null) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "AUTHORIZATION");
        }
        Proof proof = proofs.of(request, response, Optional.empty());
        proofs.use(proof, response);
        return proof;
    }

    /** Tells a system that has asked for a challenge what its first proof is to contain. */
    public void offerNonce(HttpServletResponse response) {
        proofs.offerNonce(response);
    }

    /** On the systems' port the certificate speaks, and nothing else does. */
    public static void requireUsersPort(HttpServletRequest request, HttpServletResponse response) {
        if (ShownCertificate.of(request).isPresent()) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "PORT");
        }
    }

    private void requireForm(HttpServletRequest request, HttpServletResponse response) {
        if (cookies.isAnyIn(request)) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "COOKIE");
        }
        if (!LocalPath.isUnder(request.getRequestURI(), "/api")) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "PAGE");
        }
    }
}
