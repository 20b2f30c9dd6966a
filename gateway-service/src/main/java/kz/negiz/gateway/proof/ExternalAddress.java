package kz.negiz.gateway.proof;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where users and programs reach the platform. A proof names the address it is made for; what a request's own {@code Host} says
 * comes from the caller and is no measure for it.
 *
 * @param externalUrl scheme, host and port, nothing else
 */
@Validated
@ConfigurationProperties("negiz.gateway")
record ExternalAddress(@NotNull URI externalUrl) {

    @AssertTrue(
            message = "negiz.gateway.external-url: scheme and host, a port where it is not the scheme's, nothing else,"
                    + " as https://negiz.example")
    boolean isOrigin() {
        String scheme = externalUrl.getScheme();
        String authority = externalUrl.getRawAuthority();
        return scheme != null
                && authority != null
                && externalUrl.getHost() != null
                && externalUrl.getRawUserInfo() == null
                && scheme.matches("https?")
                && externalUrl.toString().equals(scheme + "://" + authority);
    }

    /** The address of a path as a proof must name it. */
    String of(String rawPath) {
        return externalUrl + rawPath;
    }
}
