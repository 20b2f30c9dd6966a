package kz.negiz.gateway.session;

import kz.negiz.gateway.GatewayProblem;
import kz.negiz.gateway.edge.ProblemWriter;
import kz.negiz.gateway.rate.Rates;
import kz.negiz.gateway.stranger.StrangerRefusals;
import kz.negiz.kit.identity.BearerTokenFilter;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.standing.StandingClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The two ways in: services with their tokens, to {@code /internal/**} alone; everybody else with a session. A session means
 * nothing to {@code /internal/**}, a token means nothing elsewhere.
 */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    /** What may be asked for by somebody not known yet, or no longer in standing. */
    private static final RequestMatcher OPEN = new OrRequestMatcher(
            path("/login"),
            path("/api/login/**"),
            path("/assets/**"),
            path("/actuator/health/**"),
            path("/error"),
            path("/favicon.ico"),
            PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/logout"),
            PathPatternRequestMatcher.pathPattern(HttpMethod.DELETE, "/api/session"));

    @Bean
    @Order(1)
    SecurityFilterChain services(HttpSecurity http, Tokens tokens, ProblemWriter problems) {
        return plain(http)
                .securityMatcher("/internal/**")
                .addFilterBefore(new BearerTokenFilter(tokens), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                        (request, response, e) -> problems.write(request, response, CommonProblem.UNAUTHENTICATED)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain users(
            HttpSecurity http,
            GatewayCookies cookies,
            BoundRequests bound,
            Sessions sessions,
            StandingClient standings,
            Rates rates,
            ProblemWriter problems,
            StrangerRefusals strangers) {
        return plain(http)
                .addFilterBefore(
                        new SessionFilter(OPEN, cookies, bound, sessions, standings, rates, strangers, problems),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(new LoginEntryPoint(problems, strangers))
                        .accessDeniedHandler(
                                (request, response, e) -> problems.write(request, response, CommonProblem.NOT_FOUND)))
                .build();
    }

    @Bean
    RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
        return (request, response, e) -> problems.write(request, response, GatewayProblem.PATH_NOT_ACCEPTED);
    }

    /** No sessions of the container, no passwords; origins and headers are the request gate's business. */
    private static HttpSecurity plain(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable);
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.pathPattern(pattern);
    }
}
