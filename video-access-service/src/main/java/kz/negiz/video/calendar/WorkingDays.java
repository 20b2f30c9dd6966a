package kz.negiz.video.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calendar of working days: weekends, the holidays of the law, the days off that follow a holiday on a weekend, and the
 * exceptions that are decided year by year (moved days, the first day of Kurban Ait).
 */
public final class WorkingDays {

    /** Holidays; one that falls on a weekend gives the next working day off (Labour Code, article 85). */
    private static final List<MonthDay> HOLIDAYS = List.of(
            MonthDay.of(1, 1),
            MonthDay.of(1, 2),
            MonthDay.of(3, 8),
            MonthDay.of(3, 21),
            MonthDay.of(3, 22),
            MonthDay.of(3, 23),
            MonthDay.of(5, 1),
            MonthDay.of(5, 7),
            MonthDay.of(5, 9),
            MonthDay.of(7, 6),
            MonthDay.of(8, 30),
            MonthDay.of(10, 25),
            MonthDay.of(12, 16));

    /** A day off that is not moved: Orthodox Christmas. Kurban Ait stands among the exceptions, for it follows the moon. */
    private static final MonthDay CHRISTMAS = MonthDay.of(1, 7);

    private final Map<LocalDate, Decided> exceptions;
    private final Map<Integer, Set<LocalDate>> daysOff = new ConcurrentHashMap<>();

    /** What a day is by decision, against the weekly and yearly order. */
    public enum Decided {
        OFF,
        WORKING
    }

    public WorkingDays(Map<LocalDate, Decided> exceptions) {
        this.exceptions = Map.copyOf(exceptions);
    }

    public boolean isWorking(LocalDate day) {
        Decided exception = exceptions.get(day);
        if (exception != null) {
            return exception == Decided.WORKING;
        }
        return !isWeekend(day)
                && !daysOff.computeIfAbsent(day.getYear(), WorkingDays::daysOff).contains(day);
    }

    /** The day on which so many working days are over, counted from the day after the given one (R283-4c). */
    public LocalDate after(LocalDate day, int workingDays) {
        LocalDate current = day;
        for (int counted = 0; counted < workingDays; ) {
            current = current.plusDays(1);
            if (isWorking(current)) {
                counted++;
            }
        }
        return current;
    }

    private static Set<LocalDate> daysOff(int year) {
        Set<LocalDate> off = new HashSet<>();
        off.add(CHRISTMAS.atYear(year));
        HOLIDAYS.forEach(holiday -> off.add(holiday.atYear(year)));
        for (MonthDay holiday : HOLIDAYS) {
            LocalDate day = holiday.atYear(year);
            if (isWeekend(day)) {
                LocalDate instead = day;
                while (isWeekend(instead) || off.contains(instead)) {
                    instead = instead.plusDays(1);
                }
                off.add(instead);
            }
        }
        return off;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
