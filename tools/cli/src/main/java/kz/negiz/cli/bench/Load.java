package kz.negiz.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Clients that do the same again and again, each as soon as it has done the one before. */
record Load(int clients) {

    /**
     * Runs for some time.
     *
     * @param once does it, and tells whether it was done
     * @param latencies takes how long each took that was done
     * @return how often it was not done
     */
    long run(Duration time, BooleanSupplier once, Latencies latencies) {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong failures = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (!enough.get()) {
                    long begin = System.nanoTime();
                    if (once.getAsBoolean()) {
                        latencies.add(System.nanoTime() - begin);
                    } else {
                        failures.incrementAndGet();
                    }
                }
            }));
        }
        try {
            Thread.sleep(time);
            enough.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            enough.set(true);
            Thread.currentThread().interrupt();
        }
        return failures.get();
    }
}
