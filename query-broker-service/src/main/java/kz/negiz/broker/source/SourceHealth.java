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
 * How the sources answered in the last hour, and how soon they were asked, as this instance of the service saw it: in memory,
 * five minutes by five minutes, numbers only. Nothing of questions or answers is kept.
 */
@Component
public class SourceHealth {

    private final Clock clock;
    private final Map<String, OfService> services = new ConcurrentHashMap<>();
    private final LastHour<Durations> own;

    SourceHealth(Clock clock) {
        this.clock = clock;
        this.own = new LastHour<>(clock, Durations::new);
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
     * @param p50 half of the questions took at most so many milliseconds, to a tenth exactly
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

    /**
     * How long questions were with us, from their arrival until the first source was asked: signature, standing, basis, rules,
     * and all of it on record.
     *
     * @param p50 half of them took at most so many milliseconds, to a tenth exactly
     * @param p99 the same of 99 in a hundred
     */
    public record Own(long count, long p50, long p99) {

        private static Own of(Durations took) {
            return new Own(took.count(), took.quantile(0.5), took.quantile(0.99));
        }
    }

    /** Five minutes of them. */
    public record OwnPeriod(Instant from, Own own) {}

    /**
     * Our own part in the last hour.
     *
     * @param periods the earliest first
     */
    public record OwnPart(Own hour, List<OwnPeriod> periods) {}

    void asked(String service, String connector, Outcome outcome, long nanos) {
        services.computeIfAbsent(service, code -> new OfService(clock)).add(connector, outcome, nanos);
    }

    /** A question is on record, and goes to its sources. */
    public void takenIn(long nanos) {
        synchronized (own) {
            own.now().add(nanos);
        }
    }

    /** Every service that was asked since the start, by its code. */
    public List<Seen> seen() {
        List<Seen> seen = new ArrayList<>();
        new TreeMap<>(services).forEach((code, service) -> seen.add(service.seen(code)));
        return seen;
    }

    /** How long questions were with us before the sources had them. */
    public OwnPart own() {
        synchronized (own) {
            Durations hour = new Durations();
            own.periods().forEach(period -> hour.add(period.counted()));
            List<OwnPeriod> each = own.periods().stream()
                    .map(period -> new OwnPeriod(period.from(), Own.of(period.counted())))
                    .toList();
            return new OwnPart(Own.of(hour), each);
        }
    }

    private static final class OfService {

        private final LastHour<Tally> periods;
        private String connector = "";

        OfService(Clock clock) {
            periods = new LastHour<>(clock, Tally::new);
        }

        synchronized void add(String by, Outcome outcome, long nanos) {
            connector = by;
            periods.now().add(outcome, nanos);
        }

        synchronized Seen seen(String code) {
            Tally hour = new Tally();
            List<Period> each = new ArrayList<>();
            for (LastHour.Period<Tally> period : periods.periods()) {
                hour.add(period.counted());
                each.add(new Period(period.from(), period.counted().counts()));
            }
            return new Seen(code, connector, hour.counts(), each);
        }
    }

    /** How questions ended, and how long that took. */
    private static final class Tally {

        private final long[] kinds = new long[7];
        private final Durations times = new Durations();

        void add(Outcome outcome, long nanos) {
            int kind = switch (outcome) {
                case Outcome.Answered answered -> answered.answer().data().isEmpty() ? 1 : 0;
                case Outcome.Silent silent -> 2;
                case Outcome.Failed failed -> 3;
                case Outcome.Refused refused -> 4;
                case Outcome.Invalid invalid -> 5;
                case Outcome.Unproved unproved -> 5;
                case Outcome.Awaited awaited -> 6;
            };
            kinds[kind]++;
            times.add(nanos);
        }

        void add(Tally other) {
            Arrays.setAll(kinds, i -> kinds[i] + other.kinds[i]);
            times.add(other.times);
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
                    times.quantile(0.5),
                    times.quantile(0.99));
        }
    }
}
