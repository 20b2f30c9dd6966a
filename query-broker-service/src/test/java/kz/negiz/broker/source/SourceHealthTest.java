package kz.negiz.broker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The health of sources")
class SourceHealthTest {

    private final MovedClock clock = new MovedClock();
    private final SourceHealth health = new SourceHealth(clock);

    private static Outcome answered(ObjectNode data) {
        return new Outcome.Answered(new SourceAnswer(Instant.EPOCH, data));
    }

    private void asked(Outcome outcome, long millis) {
        health.asked("VEHICLES", "rest", outcome, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    @DisplayName("when answers came, then they are counted by kind, with their times to a tenth exactly")
    void counts() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("total", 1);
        for (int i = 0; i < 98; i++) {
            asked(answered(data), 20);
        }
        asked(answered(JsonNodeFactory.instance.objectNode()), 2_000);
        asked(new Outcome.Silent("no answer in time", true), 5_000);
        asked(new Outcome.Failed("SCSE003"), 20);
        asked(new Outcome.Refused(Outcome.Ground.RIGHTS, "SCE007"), 20);
        asked(new Outcome.Invalid("not JSON"), 20);

        SourceHealth.Counts hour = health.seen().getFirst().hour();
        assertThat(hour.asked()).isEqualTo(103);
        assertThat(hour.answered()).isEqualTo(98);
        assertThat(hour.nothing()).isEqualTo(1);
        assertThat(hour.failures()).isEqualTo(3);
        assertThat(hour.refused()).isEqualTo(1);
        assertThat(hour.failuresPercent()).isEqualTo(3);
        assertThat(hour.p50()).isBetween(20L, 22L);
        assertThat(hour.p99()).isBetween(2_000L, 2_200L);
    }

    @Test
    @DisplayName("when time goes on, then each five minutes stand by themselves, and after an hour they are gone")
    void time() {
        Outcome silent = new Outcome.Silent("no answer in time", true);
        asked(silent, 10);
        clock.moves(Duration.ofMinutes(5));
        asked(silent, 10);
        asked(silent, 10);

        SourceHealth.Seen seen = health.seen().getFirst();
        assertThat(seen.periods())
                .hasSize(12)
                .isSortedAccordingTo((a, b) -> a.from().compareTo(b.from()));
        assertThat(seen.periods().stream().map(period -> period.counts().asked()))
                .endsWith(0L, 1L, 2L);
        assertThat(seen.periods().getLast().from()).isBeforeOrEqualTo(clock.instant());

        clock.moves(Duration.ofMinutes(55));
        assertThat(health.seen().getFirst().hour().asked()).isEqualTo(2);
        clock.moves(Duration.ofMinutes(5));
        assertThat(health.seen().getFirst().hour().asked()).isZero();
        asked(silent, 10);
        assertThat(health.seen().getFirst().hour().asked()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "when questions were taken in, then our own part stands beside them, in the last hour and by five minutes")
    void own() {
        for (int i = 0; i < 98; i++) {
            health.takenIn(TimeUnit.MILLISECONDS.toNanos(10));
        }
        clock.moves(Duration.ofMinutes(5));
        health.takenIn(TimeUnit.MILLISECONDS.toNanos(500));
        health.takenIn(TimeUnit.MILLISECONDS.toNanos(500));

        SourceHealth.OwnPart own = health.own();
        assertThat(own.hour().count()).isEqualTo(100);
        assertThat(own.hour().p50()).isBetween(10L, 11L);
        assertThat(own.hour().p99()).isBetween(500L, 550L);
        assertThat(own.periods()).hasSize(12);
        assertThat(own.periods().getLast().own())
                .satisfies(last -> assertThat(last.count()).isEqualTo(2))
                .satisfies(last -> assertThat(last.p50()).isBetween(500L, 550L));
        clock.moves(Duration.ofHours(1));
        assertThat(health.own().hour()).isEqualTo(new SourceHealth.Own(0, 0, 0));
    }

    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-11-22T09:01:00Z");

        void moves(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
