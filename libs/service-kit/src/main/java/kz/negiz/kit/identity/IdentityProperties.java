package kz.negiz.kit.identity;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * This service's own key and the public keys of the services it believes.
 *
 * @param keyFile JWK with this service's private P-256 key
 * @param trustedKeysFile JWK set with the public keys of all services; each key id begins with the service's name and a colon
 * @param reread how often both files are looked at; keys are exchanged without a restart
 */
@Validated
@ConfigurationProperties("negiz.identity")
public record IdentityProperties(
        @NotNull Path keyFile,
        @NotNull Path trustedKeysFile,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 60) @DefaultValue("10s")
        Duration reread) {}
