package kz.negiz.cli.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each of many things took. */
final class Latencies {

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long nanosTaken) {
        nanos.add(nanosTaken);
    }

    int count() {
        return nanos.size();
    }

    /** The time within which a share of them were done, in milliseconds; zero if there were none. */
    double millis(double share) {
        return within(share).toNanos() / 1e6;
    }

    /** The time within which a share of them were done; zero if there were none. */
    Duration within(double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
    }
}
