package kz.negiz.video.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class WorkingDaysTest {

    private final WorkingDays calendar = CalendarConfiguration.read(new ClassPathResource("calendar/kz.csv"));

    @ParameterizedTest(name = "received {0}, due {1}: {2}")
    @DisplayName("R283-4c: 5 working days, counted from the day after the receipt")
    @CsvSource({
        "2026-11-16, 2026-11-23, received on a Monday",
        "2026-11-20, 2026-11-27, received on a Friday",
        "2026-11-21, 2026-11-27, received on a Saturday",
        "2026-11-22, 2026-11-27, received on a Sunday",
        "2026-12-14, 2026-12-22, Independence Day on the Wednesday between",
        "2025-12-29, 2026-01-08, New Year and Christmas between",
        "2026-03-06, 2026-03-16, 8 March on a Sunday gives Monday off",
        "2026-03-19, 2026-03-31, Nauryz with two days on a weekend gives two more",
        "2026-05-06, 2026-05-15, '7 May, and 9 May on a Saturday gives Monday off'",
        "2026-05-25, 2026-06-02, Kurban Ait on the Wednesday between",
    })
    void theDueDay(LocalDate received, LocalDate due, String why) {
        assertThat(calendar.after(received, 5)).as(why).isEqualTo(due);
    }

    @Test
    void aMovedDayIsOffAndTheOneWorkedInsteadCounts() {
        WorkingDays moved = new WorkingDays(Map.of(
                LocalDate.of(2026, 11, 20), WorkingDays.Decided.OFF,
                LocalDate.of(2026, 11, 21), WorkingDays.Decided.WORKING));

        assertThat(moved.after(LocalDate.of(2026, 11, 18), 2)).isEqualTo(LocalDate.of(2026, 11, 21));
    }

    @Test
    void aDayThatStandsTwiceStopsTheStart() {
        ByteArrayResource file = new ByteArrayResource(
                "day,kind\n2026-01-05,OFF\n2026-01-05,WORKING\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> CalendarConfiguration.read(file)).hasMessageContaining("2026-01-05 stands twice");
    }
}
