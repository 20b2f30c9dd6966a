package kz.negiz.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import kz.negiz.gateway.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rate limit")
class RateLimitTest {

    @Test
    @DisplayName("so many at once, and as many again in a minute, each key by itself")
    void bucketEmptiesAndFills() {
        TestClock clock = new TestClock();
        RateLimit limit = new RateLimit(6, clock);

        assertThat(IntStream.range(0, 10).filter(i -> limit.admits("a")).count())
                .isEqualTo(6);
        assertThat(limit.admits("b")).isTrue();
        clock.goOn(Duration.ofSeconds(21));
        assertThat(IntStream.range(0, 10).filter(i -> limit.admits("a")).count())
                .isEqualTo(2);
        clock.goOn(Duration.ofHours(1));
        assertThat(IntStream.range(0, 10).filter(i -> limit.admits("a")).count())
                .isEqualTo(6);
    }
}
