package kz.negiz.broker.source;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How the sources answered in the last hour, as this instance of the service saw it: in memory, five minutes by five minutes,
 * numbers only. Nothing of questions or answers is kept.
 */
@Component
public class SourceHealth {

    private static final int PERIODS = 12;
    private static final int SECONDS = 300;

    private final Clock clock;
    private final Map<String, OfService> services = new ConcurrentHashMap<>();

    SourceHealth(Clock clock) {
        this.clock = clock;
    }

    /**
     * What became of questions within some time.
     *
     * @param answered with data
     * @param nothing answered that there is no record
     * @param awaited no answer in time, and the source may still bring it; its late answer counts once more
     * @param silent no answer in time
     * @param failed the source's own system failed
     * @param refused the source refused the question
     * @param invalid the answer couldn't be relied on
     * @param p50 half of the questions took at most so many milliseconds, to a quarter exactly
     * @param p99 the same of 99 in a hundred
     */
    public record Counts(
            long answered,
            long nothing,
            long awaited,
            long silent,
            long failed,
            long refused,
            long invalid,
            long p50,
            long p99) {

        /** All questions. */
        public long asked() {
            return answered + nothing + awaited + silent + failed + refused + invalid;
        }

        /** Those that got no answer through a fault of the source or of the way there. */
        public long failures() {
            return silent + failed + invalid;
        }

        /** Failures in a hundred questions; 0 where nothing was asked. */
        public long failuresPercent() {
            return asked() == 0 ? 0 : Math.round(100.0 * failures() / asked());
        }
    }

    /** Five minutes, and what happened in them. */
    public record Period(Instant from, Counts counts) {}

    /**
     * One service.
     *
     * @param connector by which it was asked last
     * @param periods of the last hour, the earliest first
     */
    public record Seen(String service, String connector, Counts hour, List<Period> periods) {}

    void asked(String service, String connector, Outcome outcome, long nanos) {
        services.computeIfAbsent(service, code -> new OfService()).add(connector, period(clock), outcome, nanos);
    }

    /** Every service that was asked since the start, by its code. */
    public List<Seen> seen() {
        long now = period(clock);
        List<Seen> seen = new ArrayList<>();
        new TreeMap<>(services).forEach((code, service) -> seen.add(service.seen(code, now)));
        return seen;
    }

    private static long period(Clock clock) {
        return clock.instant().getEpochSecond() / SECONDS;
    }

    private static final class OfService {

        private final Tally[] periods = new Tally[PERIODS];
        private String connector = "";

        OfService() {
            Arrays.setAll(periods, place -> new Tally(Long.MIN_VALUE));
        }

        synchronized void add(String by, long period, Outcome outcome, long nanos) {
            connector = by;
            int place = Math.floorMod(period, PERIODS);
            if (periods[place].period != period) {
                periods[place] = new Tally(period);
            }
            periods[place].add(outcome, nanos);
        }

        synchronized Seen seen(String code, long now) {
            Tally hour = new Tally(now);
            List<Period> each = new ArrayList<>();
            for (long period = now - PERIODS + 1; period <= now; period++) {
                Tally kept = periods[Math.floorMod(period, PERIODS)];
                Tally of = kept.period == period ? kept : new Tally(period);
                hour.add(of);
                each.add(new Period(Instant.ofEpochSecond(period * SECONDS), of.counts()));
            }
            return new Seen(code, connector, hour.counts(), each);
        }
    }

    /** Counts, and how long answers took in classes of a quarter's width each. */
    private static final class Tally {

        private static final double WIDTH = Math.log(1.25);
        /** From one millisecond to beyond two minutes. */
        private static final int CLASSES = 56;

        private final long period;
        private final long[] kinds = new long[7];
        private final long[] times = new long[CLASSES];

        Tally(long period) {
            this.period = period;
        }

        void add(Outcome outcome, long nanos) {
            int kind = switch (outcome) {
                case Outcome.Answered answered -> answered.answer().data().isEmpty() ? 1 : 0;
                case Outcome.Silent silent -> 2;
                case Outcome.Failed failed -> 3;
                case Outcome.Refused refused -> 4;
                case Outcome.Invalid invalid -> 5;
                case Outcome.Awaited awaited -> 6;
            };
            kinds[kind]++;
            double millis = Math.max(1, nanos / 1e6);
            times[(int) Math.min(CLASSES - 1, Math.ceil(Math.log(millis) / WIDTH))]++;
        }

        void add(Tally other) {
            Arrays.setAll(kinds, i -> kinds[i] + other.kinds[i]);
            Arrays.setAll(times, i -> times[i] + other.times[i]);
        }

        Counts counts() {
            return new Counts(
                    kinds[0],
                    kinds[1],
                    kinds[6],
                    kinds[2],
                    kinds[3],
                    kinds[4],
                    kinds[5],
                    quantile(0.5),
                    quantile(0.99));
        }

        /** Upper end of the class in which the quantile lies, in milliseconds; 0 where there is nothing. */
        private long quantile(double share) {
            long wanted = (long) Math.ceil(Arrays.stream(times).sum() * share);
            long seen = 0;
            for (int i = 0; i < CLASSES && wanted > 0; i++) {
                seen += times[i];
                if (seen >= wanted) {
                    return Math.round(Math.exp(i * WIDTH));
                }
            }
            return 0;
        }
    }
}
