package kz.negiz.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.edge.LocalPath;
import kz.negiz.gateway.proof.Proof;
import kz.negiz.gateway.proof.Proofs;
import org.springframework.stereotype.Component;

/**
 * The requests of information systems: a token that counts only with a proof by the key it is bound to (RFC 9449). Such a
 * request goes to the API and has nothing of a browser about it; where it has, it is refused rather than guessed at.
 */
@Component
public final class BoundRequests {

    private final Proofs proofs;
    private final Sessions sessions;
    private final GatewayCookies cookies;

    BoundRequests(Proofs proofs, Sessions sessions, GatewayCookies cookies) {
        this.proofs = proofs;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /**
     * The session of such a request; its proof is used up.
     *
     * @throws kz.negiz.kit.problem.ProblemException if the request does not have the form, its proof is none, or its token
     */
    OpenSession session(HttpServletRequest request, HttpServletResponse response) {
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

    private void requireForm(HttpServletRequest request, HttpServletResponse response) {
        if (cookies.isAnyIn(request)) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "COOKIE");
        }
        if (!LocalPath.isUnder(request.getRequestURI(), "/api")) {
            throw Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "PAGE");
        }
    }
}
