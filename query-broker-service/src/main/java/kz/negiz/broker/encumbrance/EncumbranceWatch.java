package kz.negiz.broker.encumbrance;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks after encumbrances that are not at their end, as long as the service runs. */
@Component
class EncumbranceWatch {

    private static final Logger log = LoggerFactory.getLogger(EncumbranceWatch.class);

    private final Encumbrances encumbrances;
    private final EncumbrancesProperties times;

    @Nullable
    private volatile Thread watching;

    EncumbranceWatch(Encumbrances encumbrances, EncumbrancesProperties times) {
        this.encumbrances = encumbrances;
        this.times = times;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        watching = Thread.ofVirtual().name("encumbrances").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(times.lookEvery());
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            encumbrances.lookAfter();
        } catch (RuntimeException e) {
            // The database may be away; the next look finds the same encumbrances.
            log.warn("Encumbrances can't be looked after now: {}", e.getClass().getName());
        }
    }

    @PreDestroy
    void end() throws InterruptedException {
        Thread thread = watching;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }
}
