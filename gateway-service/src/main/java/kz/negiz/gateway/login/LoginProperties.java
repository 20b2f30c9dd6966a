package kz.negiz.gateway.login;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a login goes.
 *
 * @param challengeLifetime how long a challenge may be answered
 * @param perAddressAndMinute most challenges, and most logins, from one address in a minute; many officers may stand behind one
 * @param perHolderAndMinute most logins of one certificate holder in a minute
 */
@Validated
@ConfigurationProperties("negiz.gateway.login")
record LoginProperties(
        @NotNull @DurationMin(seconds = 10) @DurationMax(minutes = 5) @DefaultValue("2m")
        Duration challengeLifetime,

        @Min(1) @Max(100_000) @DefaultValue("300") int perAddressAndMinute,
        @Min(1) @Max(100_000) @DefaultValue("60") int perHolderAndMinute) {}
