package kz.negiz.broker.edition;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How editions of the rules come into force.
 *
 * @param notice how far ahead the moment of an edition must be when the second operator signs it
 */
@Validated
@ConfigurationProperties("negiz.rules")
record RulesProperties(
        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 365) @DefaultValue("10m")
        Duration notice) {}
