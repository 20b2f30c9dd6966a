package kz.negiz.gateway.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.proof.Proofs;
import kz.negiz.gateway.stranger.ClientAddress;
import kz.negiz.gateway.stranger.StrangerRefusals;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every request passes before anything else looks at it: the network it comes from, the form of its path, its method, its
 * size, and, when it is to change something, that it comes from a page of this site or from no page at all.
 *
 * <p>The check of the origin is the defence against cross-site request forgery, beside {@code SameSite=Strict} cookies: each
 * browser in use sends {@code Sec-Fetch-Site} or, with a request that changes something, {@code Origin}, and no page can forge
 * them. A program that is no browser sends neither, and has no cookies of somebody else.
 */
final class RequestGate extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final SecurityHeaders headers;
    private final Networks networks;
    private final ProblemWriter problems;
    private final StrangerRefusals strangers;
    private final long maxBody;
    private final Duration bodyTime;

    RequestGate(
            SecurityHeaders headers,
            Networks networks,
            ProblemWriter problems,
            StrangerRefusals strangers,
            long maxBody,
            Duration bodyTime) {
        this.headers = headers;
        this.networks = networks;
        this.problems = problems;
        this.strangers = strangers;
        this.maxBody = maxBody;
        this.bodyTime = bodyTime;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BoundedRequest bounded = new BoundedRequest(request, maxBody, bodyTime);
        try {
            pass(bounded, response, chain);
        } finally {
            if (!bounded.finish()) {
                UnreadBodies.leave(request);
            }
        }
    }

    private void pass(BoundedRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        headers.writeTo(response, path.startsWith("/assets/"));
        try {
            networks.admit(request);
        } catch (ProblemException refusal) {
            refuse(request, response, refusal);
            return;
        }
        String query = request.getQueryString();
        if (!LocalPath.isLocal(query == null ? path : path + '?' + query)) {
            refuse(request, response, GatewayProblem.PATH_NOT_ACCEPTED);
            return;
        }
        if (ShownCertificate.of(request).isPresent() && !LocalPath.isUnder(path, "/api")) {
            refuse(request, response, Proofs.refusal(response, GatewayProblem.BOUND_REQUEST_NOT_ACCEPTED, "PAGE"));
            return;
        }
        String method = request.getMethod();
        if (!SAFE.contains(method) && !UNSAFE.contains(method)) {
            refuse(request, response, CommonProblem.METHOD_NOT_ALLOWED);
            return;
        }
        if (UNSAFE.contains(method) && isCrossSite(request) && !isBoundToKey(request)) {
            refuse(request, response, GatewayProblem.CROSS_SITE);
            return;
        }
        if (request.getContentLengthLong() > maxBody) {
            refuseBody(request, response, CommonProblem.TOO_LARGE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            Optional<Problem> limit = BodyRefused.in(e);
            if (limit.isEmpty() || response.isCommitted()) {
                throw e;
            }
            response.resetBuffer();
            refuseBody(request, response, limit.get());
        }
    }

    private void refuseBody(HttpServletRequest request, HttpServletResponse response, Problem limit)
            throws IOException {
        // What is left of the body is not read any more, so the connection can't serve another request.
        response.setHeader("Connection", "close");
        refuse(request, response, limit);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        refuse(request, response, new ProblemException(problem));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ProblemException refusal)
            throws IOException {
        strangers.countAtTheThreshold(ClientAddress.of(request), refusal.problem());
        problems.write(request, response, refusal);
    }

    /** A request that no page can have sent, and that carries nothing a browser adds by itself. */
    private static boolean isBoundToKey(HttpServletRequest request) {
        return Proofs.isTokenBroughtBy(request) && request.getHeader("Cookie") == null;
    }

    private static boolean isCrossSite(HttpServletRequest request) {
        for (String site : Collections.list(request.getHeaders("Sec-Fetch-Site"))) {
            if (!site.equals("same-origin")) {
                return true;
            }
        }
        for (String origin : Collections.list(request.getHeaders("Origin"))) {
            if (!isOwn(origin, request.getHeader("Host"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null
                    && host != null
                    && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
