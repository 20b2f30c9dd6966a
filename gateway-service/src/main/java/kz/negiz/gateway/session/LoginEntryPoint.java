package kz.negiz.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import kz.negiz.gateway.edge.LocalPath;
import kz.negiz.gateway.edge.ProblemWriter;
import kz.negiz.gateway.proof.Proofs;
import kz.negiz.gateway.stranger.ClientAddress;
import kz.negiz.gateway.stranger.StrangerRefusals;
import kz.negiz.kit.problem.CommonProblem;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Shows callers without a session the way in: people to the login page, programs by a problem document. */
final class LoginEntryPoint implements AuthenticationEntryPoint {

    private final ProblemWriter problems;
    private final StrangerRefusals strangers;

    LoginEntryPoint(ProblemWriter problems, StrangerRefusals strangers) {
        this.problems = problems;
        this.strangers = strangers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            strangers.countAtTheThreshold(ClientAddress.of(request), CommonProblem.UNAUTHENTICATED);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", login(shownPage(request)));
            return;
        }
        if (wantsPage(request)) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(HttpHeaders.LOCATION, login(target(request)));
            return;
        }
        strangers.countAtTheThreshold(ClientAddress.of(request), CommonProblem.UNAUTHENTICATED);
        Proofs.ask(response);
        problems.write(request, response, CommonProblem.UNAUTHENTICATED);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && !LocalPath.isUnder(request.getRequestURI(), "/api");
    }

    private static String login(String next) {
        return "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** The page of which a fragment was asked for; its address comes from the caller, and counts only if it is ours. */
    private static String shownPage(HttpServletRequest request) {
        try {
            URI shown = URI.create(Objects.requireNonNullElse(request.getHeader("HX-Current-URL"), "/"));
            String path = Objects.requireNonNullElse(shown.getRawPath(), "/");
            String page = shown.getRawQuery() == null ? path : path + '?' + shown.getRawQuery();
            return LocalPath.isLocal(page) ? page : "/";
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
    }
}
