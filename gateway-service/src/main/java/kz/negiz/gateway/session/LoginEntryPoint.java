package kz.negiz.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import kz.negiz.gateway.edge.LocalPath;
import kz.negiz.gateway.edge.ProblemWriter;
import kz.negiz.kit.problem.CommonProblem;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Shows callers without a session the way in: people to the login page, programs by a problem document. */
final class LoginEntryPoint implements AuthenticationEntryPoint {

    private final ProblemWriter problems;

    LoginEntryPoint(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", "/login");
            return;
        }
        if (wantsPage(request)) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(
                    HttpHeaders.LOCATION, "/login?next=" + URLEncoder.encode(target(request), StandardCharsets.UTF_8));
            return;
        }
        problems.write(request, response, CommonProblem.UNAUTHENTICATED);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && !LocalPath.isUnder(request.getRequestURI(), "/api");
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
    }
}
