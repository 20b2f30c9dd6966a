package kz.negiz.broker.source;

import java.util.Arrays;

/** How long things took, in classes of a tenth's width each: many of them in little memory. */
final class Durations {

    private static final double WIDTH = Math.log(1.1);
    /** From one millisecond to beyond two minutes. */
    private static final int CLASSES = 126;

    private final long[] classes = new long[CLASSES];

    void add(long nanos) {
        double millis = Math.max(1, nanos / 1e6);
        classes[(int) Math.min(CLASSES - 1, Math.ceil(Math.log(millis) / WIDTH))]++;
    }

    void add(Durations other) {
        Arrays.setAll(classes, i -> classes[i] + other.classes[i]);
    }

    long count() {
        return Arrays.stream(classes).sum();
    }

    /** Upper end of the class in which the quantile lies, in milliseconds; 0 where there is nothing. */
    long quantile(double share) {
        long wanted = (long) Math.ceil(count() * share);
        long seen = 0;
        for (int i = 0; i < CLASSES && wanted > 0; i++) {
            seen += classes[i];
            if (seen >= wanted) {
                return Math.round(Math.exp(i * WIDTH));
            }
        }
        return 0;
    }
}
