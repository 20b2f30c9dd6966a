package kz.negiz.gateway.routing;

import io.opentelemetry.api.trace.SpanKind;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import kz.negiz.gateway.edge.BodyRefused;
import kz.negiz.kit.http.ServicesProperties;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.trace.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Carries a user's request to the service of a route, with a call token that stands for this audience, method and path once.
 * The path and query go on byte for byte as they were checked; nothing is retried.
 */
final class CallForwarding implements HandlerFunction<ServerResponse> {

    private static final Logger log = LoggerFactory.getLogger(CallForwarding.class);

    private final Route route;
    private final URI service;
    private final ProxyExchange exchange;
    private final Tokens tokens;
    private final Traces traces;

    CallForwarding(Route route, ServicesProperties services, ProxyExchange exchange, Tokens tokens, Traces traces) {
        this.route = route;
        this.service = services.of(route.service());
        this.exchange = exchange;
        this.tokens = tokens;
        this.traces = traces;
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        // For whoever counts or times requests: the path itself is the caller's words.
        request.servletRequest().setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route.prefix());
        return traces.step("call " + route.service(), SpanKind.CLIENT, _ -> forward(request));
    }

    private ServerResponse forward(ServerRequest request) {
        HttpServletRequest servlet = request.servletRequest();
        String path = servlet.getRequestURI();
        // The declaration of the route, held here too: who reaches this line without a session is nobody.
        Caller.User user =
                RoutingConfiguration.user().orElseThrow(() -> new ProblemException(CommonProblem.UNAUTHENTICATED));
        String token = tokens.callToken(user, route.service(), request.method().name(), path);
        HttpHeaders headers = ForwardedHeaders.toService(servlet, user, token);
        ProxyExchange.Request call = exchange.request(request)
                .uri(target(path, servlet.getQueryString()))
                .headers(headers)
                .responseConsumer((answer, response) -> {
                    if (answer.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
                        log.error("{} does not take the call tokens of this gateway", route.service());
                        close(request);
                        throw new ProblemException(CommonProblem.UNAVAILABLE);
                    }
                    response.headers().putAll(ForwardedHeaders.toCaller(answer.getHeaders(), service));
                })
                .build();
        try {
            return exchange.exchange(call);
        } catch (RestClientException e) {
            throw new ProblemException(problemOf(e)).causedBy(e);
        }
    }

    /** Gives the connection back; an answer that is handed on does so when it has been written. */
    private static void close(ServerRequest request) {
        if (request.attributes().get(MvcUtils.CLIENT_RESPONSE_ATTR) instanceof ClientHttpResponse answer) {
            answer.close();
        }
    }

    private Problem problemOf(RestClientException e) {
        return BodyRefused.in(e).orElseGet(() -> {
            log.warn("{} does not answer: {}", route.service(), e.getClass().getSimpleName());
            return CommonProblem.UNAVAILABLE;
        });
    }

    private URI target(String rawPath, @Nullable String rawQuery) {
        String origin = service.getScheme() + "://" + service.getRawAuthority();
        return URI.create(rawQuery == null ? origin + rawPath : origin + rawPath + '?' + rawQuery);
    }
}
