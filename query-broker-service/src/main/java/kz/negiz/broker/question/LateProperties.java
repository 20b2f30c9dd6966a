package kz.negiz.broker.question;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The times of late answers; how late one may be is said service by service.
 *
 * @param lookEvery how often those are looked for that are due
 */
@Validated
@ConfigurationProperties("negiz.questions.late")
record LateProperties(
        @DurationMin(millis = 100) @DurationMax(minutes = 5) @DefaultValue("5s")
        Duration lookEvery) {}
