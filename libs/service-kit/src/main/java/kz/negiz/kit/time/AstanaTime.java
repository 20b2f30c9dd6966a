package kz.negiz.kit.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Astana time, in which all parameters are shown (R41-30, R150-22). The zone is +05 since 1 March 2024; everything is
 * formatted on the server, because old computers still think it is +06.
 */
public final class AstanaTime {

    /** The zone's name in the time zone database. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm").withZone(ZONE);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss xxx").withZone(ZONE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd.MM.uuuu").withZone(ZONE);

    private AstanaTime() {}

    /** As people read it: {@code 22.11.2026 14:05}. */
    public static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** With seconds and offset, for exports and hover texts. */
    public static String exact(Instant instant) {
        return EXACT.format(instant);
    }

    public static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** When a calendar day begins in Astana. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** The calendar day in Astana at a moment. */
    public static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }
}
