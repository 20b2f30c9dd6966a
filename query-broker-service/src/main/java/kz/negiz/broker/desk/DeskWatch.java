package kz.negiz.broker.desk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Clears away what has ended. Nothing that has ended is given out meanwhile either. */
@Component
class DeskWatch {

    private static final Logger log = LoggerFactory.getLogger(DeskWatch.class);

    private final DeskItems items;

    DeskWatch(DeskItems items) {
        this.items = items;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void clear() {
        try {
            items.removeEnded();
        } catch (RuntimeException e) {
            // The database may be away; the next hour finds the same.
            log.warn(
                    "What has ended on desks can't be cleared away now: {}",
                    e.getClass().getName());
        }
    }
}
