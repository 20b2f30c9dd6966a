package kz.negiz.gateway.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A token bucket for each key: so many at once, and as many again in a minute. Keys that are quiet are forgotten. */
final class RateLimit {

    private static final double SECONDS = 60;

    private final int perMinute;
    private final Clock clock;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();

    RateLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes one from the key's bucket, if there is one. */
    boolean admits(String key) {
        Instant now = clock.instant();
        AtomicBoolean admitted = new AtomicBoolean();
        buckets.asMap().compute(key, (same, bucket) -> {
            double filled = bucket == null
                    ? perMinute
                    : Math.min(
                            perMinute,
                            bucket.tokens()
                                    + Math.max(
                                                    0,
                                                    Duration.between(bucket.at(), now)
                                                            .toMillis())
                                            / 1_000.0
                                            * perMinute
                                            / SECONDS);
            admitted.set(filled >= 1);
            return new Bucket(filled >= 1 ? filled - 1 : filled, now);
        });
        return admitted.get();
    }

    private record Bucket(double tokens, Instant at) {}
}
