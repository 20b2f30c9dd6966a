package kz.negiz.kit.http;

import io.opentelemetry.context.Context;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The id that joins everything done for one request, over all services; it stands in logs and in problem documents. It begins
 * at the gateway, which takes none from outside; the services go on with the one they are given.
 */
public final class Correlation extends OncePerRequestFilter {

    /** The header that carries it between services. */
    public static final String HEADER = "X-Correlation-Id";

    private static final String KEY = "correlation";
    private static final Pattern FORM = Pattern.compile("[0-9a-f-]{36}");

    private final boolean goesOn;

    private Correlation(boolean goesOn) {
        this.goesOn = goesOn;
    }

    /** For the gateway: every request gets an id of its own, whatever the caller sent. */
    public static Correlation beginning() {
        return new Correlation(false);
    }

    /** For a service: goes on with the id of the caller, if there is one. */
    public static Correlation goingOn() {
        return new Correlation(true);
    }

    /** The id of the request at hand. */
    public static String current() {
        return Objects.requireNonNullElse(MDC.get(KEY), "none");
    }

    /** A task for another thread, which does it for the request at hand: under its id, and in its trace. */
    public static Runnable carriedBy(Runnable task) {
        Map<String, String> ids = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        return Context.current().wrap(() -> {
            MDC.setContextMap(ids);
            try {
                task.run();
            } finally {
                MDC.clear();
            }
        });
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String id = goesOn && given != null && FORM.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        MDC.put(KEY, id);
        response.setHeader(HEADER, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(KEY);
        }
    }
}
