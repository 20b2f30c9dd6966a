package kz.negiz.broker.desk;

import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things are kept at hand.
 *
 * @param keepUnfinished how long after the last touch an unfinished question ends
 * @param keepBases how long after the last question under it a basis is forgotten, with its subjects
 */
@Validated
@ConfigurationProperties("negiz.desk")
public record DeskProperties(
        @DurationMin(minutes = 1) @DurationMax(days = 366) @DefaultValue("30d")
        Duration keepUnfinished,

        @DurationMin(minutes = 1) @DurationMax(days = 366) @DefaultValue("90d")
        Duration keepBases) {

    /** How long after the last touch a kind ends; templates are thrown away by whoever made them. */
    Optional<Duration> keeps(DeskItems.Kind kind) {
        return switch (kind) {
            case UNFINISHED -> Optional.of(keepUnfinished);
            case BASIS -> Optional.of(keepBases);
            case TEMPLATE -> Optional.empty();
        };
    }
}
