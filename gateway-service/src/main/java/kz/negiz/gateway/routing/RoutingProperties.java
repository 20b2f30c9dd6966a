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
 * @param maxConnections most connections to one service at a time
 */
@Validated
@ConfigurationProperties("negiz.gateway.routing")
record RoutingProperties(
        @NotNull @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DefaultValue("60s") Duration answerTimeout,
        @Min(1) @Max(10_000) @DefaultValue("200") int maxConnections) {}
