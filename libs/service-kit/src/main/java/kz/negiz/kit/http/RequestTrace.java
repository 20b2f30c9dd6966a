package kz.negiz.kit.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import kz.negiz.kit.trace.Traces;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A span for each request of a user: which endpoint, how long, how it ended. Traces begin at the gateway, which takes none from
 * outside; a service goes on with what it is given and begins none, so that what services do on their own is no trace.
 */
public final class RequestTrace extends OncePerRequestFilter {

    /** Right after {@link Correlation}, whose id it notes. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> NOT_OF_USERS = Set.of("/internal/", "/actuator/");

    private final Traces traces;
    private final boolean goesOn;

    private RequestTrace(Traces traces, boolean goesOn) {
        this.traces = traces;
        this.goesOn = goesOn;
    }

    /** For the gateway. */
    public static RequestTrace beginning(Traces traces) {
        return new RequestTrace(traces, false);
    }

    /** For a service. */
    public static RequestTrace goingOn(Traces traces) {
        return new RequestTrace(traces, true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !traces.areMade();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Context parent = goesOn ? Traces.from(request::getHeader) : Context.root();
        if (goesOn ? !Span.fromContext(parent).getSpanContext().isValid() : isNotOfAUser(request)) {
            chain.doFilter(request, response);
            return;
        }
        Span span = traces.begin(method(request), SpanKind.SERVER, parent);
        boolean answered = false;
        try (Scope _ = parent.with(span).makeCurrent()) {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            if (!answered) {
                span.setStatus(StatusCode.ERROR);
                end(span, request, response);
            } else if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Ending(() -> end(span, request, response)));
            } else {
                end(span, request, response);
            }
        }
    }

    private static boolean isNotOfAUser(HttpServletRequest request) {
        return NOT_OF_USERS.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    private static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
    }

    private static void end(Span span, HttpServletRequest request, HttpServletResponse response) {
        String method = method(request);
        span.setAttribute("http.request.method", method);
        span.setAttribute("http.response.status_code", response.getStatus());
        // The id stands in logs and problem documents: who has it there finds the trace, and the other way round.
        span.setAttribute("negiz.correlation", response.getHeader(Correlation.HEADER));
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route) {
            span.setAttribute("http.route", route);
            span.updateName(method + " " + route);
        }
        if (response.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** An answer that goes on after its thread, as a stream of events does, ends when it is closed, however that comes. */
    private record Ending(Runnable end) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            end.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
