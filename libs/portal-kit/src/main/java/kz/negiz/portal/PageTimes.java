package kz.negiz.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import kz.negiz.kit.time.AstanaTime;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/** Moments as pages show them, in Astana time (R41-30, R150-22); templates see it as {@code astana}. */
public final class PageTimes {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private final Clock clock;
    private final MessageSource texts;

    PageTimes(Clock clock, MessageSource texts) {
        this.clock = clock;
        this.texts = texts;
    }

    /** {@code 22.11.2026 14:05}. */
    public String moment(Instant instant) {
        return AstanaTime.moment(instant);
    }

    /** With seconds and offset. */
    public String exact(Instant instant) {
        return AstanaTime.exact(instant);
    }

    /** {@code 22.11.2026}. */
    public String day(Instant instant) {
        return AstanaTime.day(instant);
    }

    public String day(LocalDate date) {
        return DAY.format(date);
    }

    public LocalDate today() {
        return AstanaTime.date(clock.instant());
    }

    /** How far a moment lies ahead or back, in the page's language: "in 3 h 5 min", "40 min ago". */
    public String distance(Instant instant) {
        Duration distance = Duration.between(clock.instant(), instant);
        String key = distance.isNegative() ? "portal.time.ago" : "portal.time.ahead";
        return text(key, length(distance.abs()));
    }

    /** How far a day lies ahead or back, in the page's language: "today", "in 3 days", "2 days ago". */
    public String distance(LocalDate day) {
        long days = ChronoUnit.DAYS.between(today(), day);
        if (days == 0) {
            return text("portal.time.today");
        }
        return days > 0 ? text("portal.time.day.ahead", days) : text("portal.time.day.ago", -days);
    }

    private String length(Duration length) {
        if (length.toDays() > 0) {
            return text("portal.time.days", length.toDays(), length.toHoursPart());
        }
        return length.toHours() > 0
                ? text("portal.time.hours", length.toHours(), length.toMinutesPart())
                : text("portal.time.minutes", length.toMinutes());
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
