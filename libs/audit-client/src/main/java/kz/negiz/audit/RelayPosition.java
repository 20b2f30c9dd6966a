package kz.negiz.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Decides from which number the relay sends. What Kafka acknowledged is believed until the audit log, asked again and again,
 * stands still behind it: then Kafka has lost something, and the relay goes back to where the log is. Plain state without a
 * clock; one thread writes, others may read.
 */
final class RelayPosition {

    private static final Duration LONGEST_REWIND_WAIT = Duration.ofMinutes(5);

    private final Duration interval;
    private volatile long sent;
    private volatile OptionalLong logged = OptionalLong.empty();
    private Instant movedAt;
    private Duration rewindWait;

    RelayPosition(long start, Duration interval, Instant now) {
        this.sent = start;
        this.interval = interval;
        this.movedAt = now;
        this.rewindWait = interval;
    }

    /** Last number known to be on the road or in the log; the next one is sent next. */
    long sent() {
        return sent;
    }

    /** Last number that the log said it has taken. */
    OptionalLong logged() {
        return logged;
    }

    void acknowledged(long number, Instant now) {
        if (logged.isPresent() && logged.getAsLong() == sent) {
            // Until now the log had nothing to take, so its standing still begins here.
            movedAt = now;
        }
        sent = number;
    }

    /** Takes the log's answer; true if sending goes back. */
    boolean logIsAt(long number, Instant now) {
        boolean moved = logged.isEmpty() || logged.getAsLong() != number;
        boolean wentBack = logged.isPresent() && number < logged.getAsLong();
        logged = OptionalLong.of(number);
        if (moved) {
            movedAt = now;
            rewindWait = interval;
        }
        if (number >= sent) {
            sent = number;
            return false;
        }
        if (wentBack || !now.isBefore(movedAt.plus(rewindWait))) {
            sent = number;
            movedAt = now;
            rewindWait = rewindWait.multipliedBy(2).compareTo(LONGEST_REWIND_WAIT) > 0
                    ? LONGEST_REWIND_WAIT
                    : rewindWait.multipliedBy(2);
            return true;
        }
        return false;
    }
}
