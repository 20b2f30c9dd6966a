package kz.negiz.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;

class PageTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T20:05:00Z");
    private final PageTimes times =
            new PageTimes(Clock.fixed(NOW, ZoneOffset.UTC), new PortalAutoConfiguration().messageSource());

    @AfterEach
    void forgetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource({
        "en, 11100, 3 h 5 min left",
        "en, -2400, 40 min ago",
        "en, 90000, 1 d 1 h left",
        "ru, 11100, осталось 3 ч 5 мин",
        "kk, 11100, 3 сағ 5 мин қалды",
        "kk, -11100, 3 сағ 5 мин бұрын"
    })
    void theDistanceOfADeadlineIsSaidInWords(String language, long seconds, String words) {
        LocaleContextHolder.setLocale(Locale.of(language));

        assertThat(times.distance(NOW.plusSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 2026-11-23, today",
        "en, 2026-11-27, 4 d left",
        "en, 2026-11-22, 1 d ago",
        "ru, 2026-11-27, осталось дней: 4",
        "kk, 2026-11-20, 3 күн бұрын"
    })
    void howFarADayIsIsCountedInDaysOfAstana(String language, LocalDate day, String words) {
        LocaleContextHolder.setLocale(Locale.of(language));

        assertThat(times.distance(day)).isEqualTo(words);
    }

    @Test
    void theDayInAstanaBeginsFiveHoursBeforeTheDayInUtc() {
        assertThat(times.today()).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(times.day(NOW)).isEqualTo("23.11.2026");
        assertThat(times.day(LocalDate.of(2026, 11, 23))).isEqualTo("23.11.2026");
    }
}
