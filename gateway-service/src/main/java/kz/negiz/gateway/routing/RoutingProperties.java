package kz.negiz.gateway.routing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the gateway talks to the services behind it.
 *
 * @param connectTimeout how long a connection to a service may take
 * @param answerTimeout how long a service may be silent before and during its answer
 * @param maxConnections most requests in progress towards one service; more are answered 503 with Retry-After at once
 * @param maxPerUser most requests in progress of one account; more are answered 429
 */
@Validated
@ConfigurationProperties("negiz.gateway.routing")
record RoutingProperties(
        @NotNull @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DefaultValue("60s") Duration answerTimeout,
        @Min(1) @Max(10_000) @DefaultValue("200") int maxConnections,
        @Min(1) @Max(10_000) @DefaultValue("32") int maxPerUser) {}
