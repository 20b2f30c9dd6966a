package kz.negiz.video.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeNoticeTest {

    @ParameterizedTest
    @DisplayName("R283-5a: more than 60 minutes between change and notice are a breach, the 60th minute is not")
    @CsvSource({"0, false", "3599, false", "3600, false", "3601, true", "86400, true"})
    void aNoticeIsDueWithinTheHour(long seconds, boolean breach) {
        Instant changed = Instant.parse("2026-11-22T08:00:00Z");

        assertThat(ChangeNotice.isBreach(changed, changed.plusSeconds(seconds), Duration.ofMinutes(60)))
                .isEqualTo(breach);
    }
}
