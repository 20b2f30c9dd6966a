package kz.negiz.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What browsers are told about every answer: scripts and styles only from our own files, no frames, connections only to us
 * and to NCALayer on the reader's own machine.
 */
public final class PageHeaders extends OncePerRequestFilter {

    private final String policy;

    public PageHeaders(int ncalayerPort) {
        this.policy = policy(ncalayerPort);
    }

    /** The content security policy of all pages. */
    public static String policy(int ncalayerPort) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                + "connect-src 'self' ws://127.0.0.1:%1$d wss://127.0.0.1:%1$d; ".formatted(ncalayerPort)
                + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        chain.doFilter(request, response);
    }
}
