package kz.negiz.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import kz.negiz.gateway.edge.ProblemWriter;
import kz.negiz.kit.http.PlainClient;
import kz.negiz.kit.http.ServicesProperties;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.CallerAuthentication;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.kit.trace.Traces;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Makes the declared routes. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration implements WebMvcConfigurer {

    @Bean
    RouterFunction<ServerResponse> routes(
            ServicesProperties services, ProxyExchange exchange, Tokens tokens, Traces traces, ProblemWriter problems) {
        return Route.ALL.stream()
                .map(route -> GatewayRouterFunctions.route(route.prefix())
                        .route(
                                request -> route.covers(request.servletRequest().getRequestURI()),
                                new CallForwarding(route, services, exchange, tokens, traces))
                        .onError(
                                ProblemException.class,
                                (problem, request) -> refused(problems, (ProblemException) problem))
                        .build())
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    private static ServerResponse refused(ProblemWriter problems, ProblemException problem) {
        return new ProblemResponse(problems, problem);
    }

    @Bean(destroyMethod = "close")
    CloseableHttpClient forwardingClient(RoutingProperties properties) {
        // The bound on each service is BackPressure's; several may answer at one place.
        return PlainClient.of(properties.maxConnections() * 5, properties.connectTimeout(), properties.answerTimeout());
    }

    @Bean
    ProxyExchange forwardingExchange(CloseableHttpClient client, GatewayMvcProperties properties) {
        HttpComponentsClientHttpRequestFactory requests = new HttpComponentsClientHttpRequestFactory(client);
        return new RestClientProxyExchange(
                RestClient.builder().requestFactory(requests).build(), properties);
    }

    /** Functions bear no declaration, so each of them serves users in standing and nobody else. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        if (handler instanceof HandlerFunction<?> && user().isEmpty()) {
                            throw new ProblemException(CommonProblem.UNAUTHENTICATED);
                        }
                        return true;
                    }
                })
                .order(Integer.MIN_VALUE);
    }

    /** Behind the security filters, since only they know the user. */
    @Bean
    FilterRegistrationBean<BackPressure> backPressure(RoutingProperties properties, ProblemWriter problems) {
        FilterRegistrationBean<BackPressure> registration =
                new FilterRegistrationBean<>(new BackPressure(properties, problems));
        registration.setOrder(0);
        return registration;
    }

    /** The user whose request is being served, if it is one's. */
    static Optional<Caller.User> user() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                        && known.getPrincipal() instanceof Caller.User user
                ? Optional.of(user)
                : Optional.empty();
    }
}
