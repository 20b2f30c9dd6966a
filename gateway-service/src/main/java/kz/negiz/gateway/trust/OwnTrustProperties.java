package kz.negiz.gateway.trust;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param firstAnchors SHA-256 fingerprints of the anchors of the very first start, compared with what their owner publishes; or
 *     {@code any}, in a demo, to take what the folder holds. Later changes are signed by two operators
 * @param reread how often the folders are looked at
 */
@Validated
@ConfigurationProperties("negiz.trust")
record OwnTrustProperties(
        @NotNull Path anchorsDir,
        @NotNull Path intermediatesDir,
        @NotNull Path crlsDir,
        @NotEmpty List<@Pattern(regexp = "any|([0-9a-fA-F]{2}:?){32}") String> firstAnchors,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("10s")
        Duration reread) {
    boolean takesAnyFirstAnchors() {
        return firstAnchors.contains("any");
    }

    /** As lower-case hex, however they were written. */
    Set<String> firstAnchorFingerprints() {
        return firstAnchors.stream()
                .map(each -> each.replace(":", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
