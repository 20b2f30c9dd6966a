package kz.negiz.kit.http;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services of the platform answer.
 *
 * @param gatewayUrl gateway-service
 * @param registryUrl access-registry-service
 * @param brokerUrl query-broker-service
 * @param videoUrl video-access-service
 * @param auditUrl audit-log-service
 */
@Validated
@ConfigurationProperties("negiz.services")
public record ServicesProperties(
        @NotNull @DefaultValue("http://127.0.0.1:8080") URI gatewayUrl,
        @NotNull @DefaultValue("http://127.0.0.1:8081") URI registryUrl,
        @NotNull @DefaultValue("http://127.0.0.1:8082") URI brokerUrl,
        @NotNull @DefaultValue("http://127.0.0.1:8083") URI videoUrl,
        @NotNull @DefaultValue("http://127.0.0.1:8084") URI auditUrl) {

    /** The address of a service by its name. */
    public URI of(String service) {
        return switch (service) {
            case "gateway-service" -> gatewayUrl;
            case "access-registry-service" -> registryUrl;
            case "query-broker-service" -> brokerUrl;
            case "video-access-service" -> videoUrl;
            case "audit-log-service" -> auditUrl;
            default -> throw new IllegalArgumentException("No such service: " + service);
        };
    }
}
