package kz.negiz.gateway.trust;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The authorities' OCSP responder.
 *
 * @param url where it answers; without one nobody is asked, and the revocation lists decide alone
 * @param timeout how long an answer may take before it counts as none
 * @param keep how long an answer that was believed stands for the next question about the same certificate
 * @param pause how long a responder that did not answer is left alone
 */
@Validated
@ConfigurationProperties("negiz.trust.ocsp")
record OcspProperties(
        @Nullable URI url,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 2) @DefaultValue("2s")
        Duration timeout,

        @NotNull @DurationMin @DurationMax(seconds = 60) @DefaultValue("30s")
        Duration keep,

        @NotNull @DurationMin @DurationMax(seconds = 60) @DefaultValue("10s")
        Duration pause) {

    @AssertTrue(message = "negiz.trust.ocsp.url: an http or https address")
    boolean isAddress() {
        return url == null || (url.getHost() != null && Set.of("http", "https").contains(url.getScheme()));
    }
}
