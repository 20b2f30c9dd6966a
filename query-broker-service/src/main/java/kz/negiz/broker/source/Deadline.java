package kz.negiz.broker.source;

import java.time.Duration;

/** The moment until which an answer is waited for. */
record Deadline(long nanoTime) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left; not positive when the time is over. */
    Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }
}
