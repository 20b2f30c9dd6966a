package kz.negiz.gateway.edge;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway takes from strangers at all.
 *
 * @param headTime how long the head of a request may take in all; a client that takes longer is cut off
 * @param bodyTime how long the body of a request may take in all; a client that takes longer is answered 408
 * @param drain how long requests are still taken when the gateway was told to end and its readiness is down
 * @param maxBody largest request body; anything larger is answered 413
 */
@Validated
@ConfigurationProperties("negiz.gateway.edge")
record EdgeProperties(
        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 5) @DefaultValue("20s")
        Duration headTime,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 30) @DefaultValue("2m")
        Duration bodyTime,

        @NotNull @DurationMax(seconds = 15) @DefaultValue("5s")
        Duration drain,

        @NotNull @DefaultValue("8MB") DataSize maxBody) {}
