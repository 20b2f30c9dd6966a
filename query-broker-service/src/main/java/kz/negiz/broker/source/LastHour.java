package kz.negiz.broker.source;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What is counted, five minutes by five minutes; what is older than an hour is forgotten. Not for several threads at once. */
final class LastHour<T> {

    private static final int PERIODS = 12;
    private static final int SECONDS = 300;

    private final Clock clock;
    private final Supplier<T> empty;
    private final List<T> counted = new ArrayList<>();
    private final long[] periods = new long[PERIODS];

    LastHour(Clock clock, Supplier<T> empty) {
        this.clock = clock;
        this.empty = empty;
        Arrays.fill(periods, Long.MIN_VALUE);
        for (int i = 0; i < PERIODS; i++) {
            counted.add(empty.get());
        }
    }

    /** Five minutes. */
    record Period<T>(Instant from, T counted) {}

    /** Where what happens now is counted. */
    T now() {
        long period = period();
        int place = Math.floorMod(period, PERIODS);
        if (periods[place] != period) {
            periods[place] = period;
            counted.set(place, empty.get());
        }
        return counted.get(place);
    }

    /** The earliest first. */
    List<Period<T>> periods() {
        long now = period();
        List<Period<T>> each = new ArrayList<>();
        for (long period = now - PERIODS + 1; period <= now; period++) {
            int place = Math.floorMod(period, PERIODS);
            each.add(new Period<>(
                    Instant.ofEpochSecond(period * SECONDS),
                    periods[place] == period ? counted.get(place) : empty.get()));
        }
        return each;
    }

    private long period() {
        return clock.instant().getEpochSecond() / SECONDS;
    }
}
