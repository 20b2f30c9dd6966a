package kz.negiz.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import kz.negiz.gateway.TestClock;
import kz.negiz.kit.problem.ProblemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rate limit")
class RateLimitTest {

    @Test
    @DisplayName("so many at once, and as many again in a minute, each key by itself")
    void bucketEmptiesAndFills() {
        TestClock clock = new TestClock();
        RateLimit limit = new RateLimit(6, clock);

        assertThat(admitted(limit, "a")).isEqualTo(6);
        assertThat(limit.take("b")).isZero();
        clock.goOn(Duration.ofSeconds(21));
        assertThat(admitted(limit, "a")).isEqualTo(2);
        clock.goOn(Duration.ofHours(1));
        assertThat(admitted(limit, "a")).isEqualTo(6);
    }

    @Test
    @DisplayName("a refusal says exactly when there is one again, in whole seconds to the caller")
    void refusalTellsWhen() {
        RateLimit limit = new RateLimit(8, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        assertThat(admitted(limit, "a")).isEqualTo(8);

        assertThat(limit.take("a")).isEqualTo(Duration.ofMillis(7_500));
        assertThatThrownBy(() -> limit.admit("a"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.particulars()).containsEntry("retryAfter", 8L));
    }

    @Test
    @DisplayName("however many keys there are, no more than so many are remembered")
    void memoryIsBounded() {
        RateLimit limit = new RateLimit(1, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 100);

        for (int i = 0; i < 10_000; i++) {
            assertThat(limit.take("passing " + i)).isZero();
        }

        assertThat(limit.keys()).isPositive().isLessThanOrEqualTo(100);
    }

    private static long admitted(RateLimit limit, String key) {
        return IntStream.range(0, 10).filter(i -> limit.take(key).isZero()).count();
    }
}
