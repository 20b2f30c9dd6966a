package kz.negiz.gateway.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import kz.negiz.gateway.GatewayProblem;
import kz.negiz.kit.problem.ProblemException;

/**
 * A token bucket for each key: so many at once, and as many again in a minute. A bucket that was quiet for five minutes is full, so
 * it is forgotten; where there are more keys than are remembered, some of them begin anew.
 */
public final class RateLimit {

    private static final double MILLIS = 60_000;
    private static final int MOST_KEYS = 100_000;

    private final int perMinute;
    private final Clock clock;
    private final Cache<String, Bucket> buckets;

    public RateLimit(int perMinute, Clock clock) {
        this(perMinute, clock, MOST_KEYS);
    }

    RateLimit(int perMinute, Clock clock, int mostKeys) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(mostKeys)
                .expireAfterAccess(Duration.ofMinutes(5))
                .build();
    }

    /**
     * Takes one from the key's bucket.
     *
     * @throws ProblemException if it is empty; it tells when there will be one again
     */
    public void admit(String key) {
        Duration wait = take(key);
        if (wait.isPositive()) {
            long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
            throw new ProblemException(GatewayProblem.TOO_MANY_REQUESTS, seconds).retryAfter(seconds);
        }
    }

    /** Takes one from the key's bucket, or says how long it takes until there is one. */
    Duration take(String key) {
        Instant now = clock.instant();
        return buckets.asMap()
                .merge(
                        key,
                        new Bucket(perMinute - 1.0, now, Duration.ZERO),
                        (known, fresh) -> known.take(now, perMinute))
                .pause();
    }

    /** How many keys are remembered. */
    long keys() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    /** What is in it, and how long the last one who came has to wait. */
    private record Bucket(double tokens, Instant at, Duration pause) {

        Bucket take(Instant now, int perMinute) {
            double since = Math.max(0, Duration.between(at, now).toMillis());
            double filled = Math.min(perMinute, tokens + since * perMinute / MILLIS);
            return filled >= 1
                    ? new Bucket(filled - 1, now, Duration.ZERO)
                    : new Bucket(filled, now, Duration.ofMillis((long) Math.ceil((1 - filled) * MILLIS / perMinute)));
        }
    }
}
