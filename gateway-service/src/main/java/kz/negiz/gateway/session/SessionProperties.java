package kz.negiz.gateway.session;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a session lives.
 *
 * @param idle a session ends when it was not used for this long
 * @param absolute a session ends this long after the login, however busy it is
 * @param certificateCheck how often the certificates of open sessions are held against the trust list, beside each change of it
 * @param responderCheck how often the OCSP responder is asked about each of them
 */
@Validated
@ConfigurationProperties("negiz.gateway.session")
record SessionProperties(
        @NotNull @DefaultValue("15m") Duration idle,
        @NotNull @DefaultValue("8h") Duration absolute,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 5) @DefaultValue("30s")
        Duration certificateCheck,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 15) @DefaultValue("5m")
        Duration responderCheck) {

    @AssertTrue(message = "negiz.gateway.session: 1 minute <= idle <= absolute <= 24 hours")
    boolean isInOrder() {
        return idle.compareTo(Duration.ofMinutes(1)) >= 0
                && idle.compareTo(absolute) <= 0
                && absolute.compareTo(Duration.ofHours(24)) <= 0;
    }
}
