package kz.negiz.gateway.edge;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * From where the gateway takes requests at all.
 *
 * @param permitted networks of the users (R41-2c), as 10.0.0.0/8 or 2001:db8::/32; anybody else is refused
 * @param proxies networks of the reverse proxies whose X-Forwarded-For says who the client is; everybody else's is ignored
 * @param services networks of the platform's own services and of health checks: the only ones that reach {@code /internal/**}
 */
@Validated
@ConfigurationProperties("negiz.gateway.networks")
record NetworksProperties(
        @NotEmpty(message = "must name the networks that users come from, as 10.0.0.0/8")
        List<Network> permitted,

        @NotNull @DefaultValue List<Network> proxies,
        @NotEmpty @DefaultValue({"127.0.0.0/8", "::1/128"}) List<Network> services) {

    NetworksProperties {
        permitted = permitted == null ? List.of() : List.copyOf(permitted);
        proxies = List.copyOf(proxies);
        services = List.copyOf(services);
    }
}
