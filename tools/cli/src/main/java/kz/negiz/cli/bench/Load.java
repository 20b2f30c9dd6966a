package kz.negiz.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Clients that do the same again and again.
 *
 * @param perSecond how often all of them together begin, whether what began before is done or not as far as there are clients
 *     for it; 0 if each begins as soon as it has done the one before
 */
record Load(int clients, double perSecond) {

    static Load asFastAsItGoes(int clients) {
        return new Load(clients, 0);
    }

    /**
     * Runs for some time.
     *
     * @param once does it, and tells whether it was done
     * @param latencies takes how long each took that was done, from the moment at which it was due
     * @return how often it was not done
     */
    long run(Duration time, BooleanSupplier once, Latencies latencies) {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong failures = new AtomicLong();
        AtomicLong turns = new AtomicLong();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (true) {
                    long due = awaitTurn(start, turns);
                    if (enough.get()) {
                        return;
                    }
                    if (once.getAsBoolean()) {
                        latencies.add(System.nanoTime() - due);
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

    private long awaitTurn(long start, AtomicLong turns) {
        if (perSecond == 0) {
            return System.nanoTime();
        }
        long due = start + Math.round(turns.getAndIncrement() / perSecond * 1e9);
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        return due;
    }
}
