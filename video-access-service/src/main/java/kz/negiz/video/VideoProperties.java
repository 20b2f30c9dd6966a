package kz.negiz.video;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Video access.
 *
 * @param workingDays CSV of days that differ from the law's own calendar: moved days off and days worked instead, and the
 *     first day of Kurban Ait
 * @param daysToAnswer working days in which an owner answers a request (R283-4c)
 * @param changeNotice how long after a change of login or password the notice may come (R283-5a)
 * @param documentLifetime how long a document issued for signing may be signed and sent in
 */
@Validated
@ConfigurationProperties("negiz.video")
public record VideoProperties(
        @NotNull @DefaultValue("classpath:calendar/kz.csv") Resource workingDays,
        @Min(1) @Max(60) @DefaultValue("5") int daysToAnswer,
        @NotNull @DefaultValue("60m") Duration changeNotice,
        @NotNull @DefaultValue("15m") Duration documentLifetime) {}
