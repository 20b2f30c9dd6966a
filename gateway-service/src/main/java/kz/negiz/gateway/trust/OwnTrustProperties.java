package kz.negiz.gateway.trust;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the gateway has its trust list from.
 *
 * @param anchorsDir folder with the roots that are trusted ({@code .cer}, {@code .crt}, {@code .pem})
 * @param intermediatesDir folder with the certificates of the issuing authorities
 * @param crlsDir folder with the revocation lists ({@code .crl}) of roots and issuing authorities
 * @param reread how often the folders are looked at
 */
@Validated
@ConfigurationProperties("negiz.trust")
record OwnTrustProperties(
        @NotNull Path anchorsDir,
        @NotNull Path intermediatesDir,
        @NotNull Path crlsDir,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("10s")
        Duration reread) {}
