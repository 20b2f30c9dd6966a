package kz.negiz.broker.watch;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Looks after something that other processes may have left behind: again and again, as long as the service runs. */
public abstract class Watch {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final String name;
    private final Duration every;
    private final Runnable look;

    @Nullable
    private volatile Thread watching;

    /**
     * A watch that begins when the service is ready.
     *
     * @param name of what it looks after
     * @param every pause between two looks
     * @param look finds everything anew each time; may fail
     */
    protected Watch(String name, Duration every, Runnable look) {
        this.name = name;
        this.every = every;
        this.look = look;
    }

    @EventListener(ApplicationReadyEvent.class)
    public void begin() {
        watching = Thread.ofVirtual().name(name).start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(every);
                lookOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            look.run();
        } catch (RuntimeException e) {
            // The database may be away; the next look finds the same.
            log.warn("The {} can't be looked after now: {}", name, e.getClass().getName());
        }
    }

    @PreDestroy
    public void end() throws InterruptedException {
        Thread thread = watching;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }
}
