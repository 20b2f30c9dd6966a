package kz.negiz.kit.trace;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where traces go.
 *
 * @param endpoint the collector's whole address for OTLP over HTTP, as {@code http://collector:4318/v1/traces}; without one
 *     nothing is traced
 * @param share how many of the requests are traced, from 0 to 1; the gateway chooses, the services follow it
 */
@Validated
@ConfigurationProperties("negiz.traces")
public record TraceProperties(
        @Nullable URI endpoint,

        @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1")
        double share) {

    @AssertTrue(message = "negiz.traces.endpoint: an http or https address, without a user's name in it")
    boolean isEndpointAnAddress() {
        return endpoint == null
                || (("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
                        && endpoint.getHost() != null
                        && endpoint.getUserInfo() == null);
    }
}
