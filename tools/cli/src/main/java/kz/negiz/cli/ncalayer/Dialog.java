package kz.negiz.cli.ncalayer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import kz.negiz.eds.CmsSigner;

/** In place of NCALayer's window and the person before it: which key is chosen next, and what goes wrong. */
final class Dialog {

    private final ReentrantLock lock = new ReentrantLock();
    private final DemoKeys keys;
    private final Queue<Mishap> mishaps = new ArrayDeque<>();
    private String current;
    private Duration delay = Duration.ZERO;

    Dialog(DemoKeys keys, String initialKey) {
        this.keys = keys;
        keys.open(initialKey);
        this.current = initialKey;
    }

    DemoKeys keys() {
        return keys;
    }

    void use(String name) {
        keys.open(name);
        lock.lock();
        try {
            current = name;
        } finally {
            lock.unlock();
        }
    }

    String current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    CmsSigner key() {
        return keys.open(current());
    }

    void next(Mishap mishap) {
        lock.lock();
        try {
            mishaps.add(mishap);
        } finally {
            lock.unlock();
        }
    }

    /** Whether this is what goes wrong next. */
    boolean isNext(Mishap mishap) {
        lock.lock();
        try {
            return mishaps.peek() == mishap;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this is what goes wrong next; if so, it is over. */
    boolean take(Mishap mishap) {
        lock.lock();
        try {
            return mishaps.peek() == mishap && mishaps.poll() != null;
        } finally {
            lock.unlock();
        }
    }

    void delay(Duration duration) {
        lock.lock();
        try {
            delay = duration;
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as the person would take; the mishap of this signing, if any. */
    Optional<Mishap> await() throws InterruptedException {
        Duration wait;
        Optional<Mishap> mishap;
        lock.lock();
        try {
            wait = delay;
            mishap = Optional.ofNullable(mishaps.poll());
        } finally {
            lock.unlock();
        }
        Thread.sleep(wait);
        return mishap;
    }
}
