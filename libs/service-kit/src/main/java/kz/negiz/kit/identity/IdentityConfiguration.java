package kz.negiz.kit.identity;

import java.time.Clock;
import java.util.List;
import kz.negiz.kit.curve.NativeCurve;
import kz.negiz.kit.problem.CommonProblem;
import kz.negiz.kit.problem.ProblemDocuments;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.ObjectMapper;

/** Lets nobody in without a token, and to no endpoint that does not declare to serve the caller. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
public class IdentityConfiguration implements WebMvcConfigurer {

    @Bean
    ServiceIdentity serviceIdentity(@Value("${spring.application.name}") String name, IdentityProperties properties) {
        NativeCurve.preferForKeyAgreement();
        return ServiceIdentity.read(name, properties.keyFile(), properties.trustedKeysFile());
    }

    @Bean
    KeyFiles keyFiles(ServiceIdentity identity, IdentityProperties properties) {
        return new KeyFiles(identity, properties.reread());
    }

    @Bean
    Tokens tokens(ServiceIdentity identity, Clock clock) {
        return new Tokens(identity, clock);
    }

    /** The gateway, which faces users, brings a chain of its own. */
    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain tokenOnly(HttpSecurity http, Tokens tokens, ProblemDocuments problems, ObjectMapper json) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .addFilterBefore(new BearerTokenFilter(tokens), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, e) -> {
                    response.setStatus(CommonProblem.UNAUTHENTICATED.status().value());
                    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                    response.setCharacterEncoding("UTF-8");
                    json.writeValue(
                            response.getOutputStream(),
                            problems.of(CommonProblem.UNAUTHENTICATED, request.getLocale()));
                }))
                .build();
    }

    /** A request is observed as a whole; each filter of the chain apart would cost more than most of them do. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** There are no users with passwords; this keeps Spring Boot from making one up. */
    @Bean
    UserDetailsService noPasswordUsers() {
        return name -> {
            throw new UsernameNotFoundException("there are no password users");
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new EndpointDeclarations()).order(Integer.MIN_VALUE);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
    }
}
