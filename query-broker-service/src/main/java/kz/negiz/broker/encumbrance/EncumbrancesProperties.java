package kz.negiz.broker.encumbrance;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The times of encumbrances.
 *
 * @param confirmWithin how long one waits for its officer
 * @param sendWithin how long a confirmed one may wait for a register that is left alone or busy
 * @param messageLifetime how long after its sending the owner may still carry it out
 * @param clockMargin how far the owner's clock may differ
 * @param lookEvery how often those that are not at their end are looked after
 * @param inquireEvery how often an owner is asked what became of one
 */
@Validated
@ConfigurationProperties("negiz.encumbrances")
record EncumbrancesProperties(
        @DurationMin(minutes = 1) @DurationMax(days = 7) @DefaultValue("24h")
        Duration confirmWithin,

        @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("10m")
        Duration sendWithin,

        @DurationMin(seconds = 1) @DurationMax(minutes = 10) @DefaultValue("1m")
        Duration messageLifetime,

        @DurationMin(seconds = 0) @DurationMax(minutes = 10) @DefaultValue("1m")
        Duration clockMargin,

        @DurationMin(millis = 100) @DurationMax(minutes = 5) @DefaultValue("5s")
        Duration lookEvery,

        @DurationMin(millis = 100) @DurationMax(hours = 1) @DefaultValue("1m")
        Duration inquireEvery) {}
