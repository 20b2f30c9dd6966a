package kz.negiz.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long questions were with the broker before the first source was asked, as the operators see it: signature, standing, basis,
 * rules, and all of it on record.
 *
 * @param p50 in milliseconds, to a tenth exactly
 * @param p99 the same
 */
record OwnPart(long count, long p50, long p99) {

    private static final String OPERATOR = "administrator";
    private static final Duration PERIOD = Duration.ofMinutes(5);

    /** Of the last period that lies within a time wholly; nothing if there is none. */
    static Optional<OwnPart> within(RunningDemo demo, Instant from, Instant until) {
        return demo.session(OPERATOR)
                .get("/api/questions/sources")
                .path("own")
                .path("periods")
                .valueStream()
                .filter(period -> {
                    Instant begin = Instant.parse(period.path("from").asString(""));
                    return !begin.isBefore(from) && !begin.plus(PERIOD).isAfter(until);
                })
                .reduce((earlier, later) -> later)
                .map(period -> new OwnPart(
                        period.path("own").path("count").asLong(),
                        period.path("own").path("p50").asLong(),
                        period.path("own").path("p99").asLong()));
    }
}
