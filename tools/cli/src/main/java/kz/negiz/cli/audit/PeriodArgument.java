package kz.negiz.cli.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;

/** A moment on the command line: an instant, or a day, which begins at midnight in Astana. */
final class PeriodArgument {

    private static final ZoneId ASTANA = ZoneId.of("Asia/Almaty");

    private PeriodArgument() {}

    static Instant moment(String option, String text) {
        try {
            return text.contains("T") ? Instant.parse(text) : day(text);
        } catch (DateTimeException e) {
            throw new CommandFailed(
                    Negiz.USAGE, option + " is a day such as 2026-11-22 or a time such as 2026-11-22T09:00:00Z");
        }
    }

    private static Instant day(String text) {
        return LocalDate.parse(text).atStartOfDay(ASTANA).toInstant();
    }
}
