package kz.negiz.gateway.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing that happens when the gateway is told to end: nothing, for as long as whoever distributes requests needs to see
 * that the readiness is down. Only then are connections refused and requests in progress finished.
 */
@Component
final class Drain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final EdgeProperties properties;
    private volatile boolean running;

    Drain(EdgeProperties properties) {
        this.properties = properties;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        if (properties.drain().isPositive()) {
            log.info("Not ready any more; requests are still taken for {}", properties.drain());
            try {
                Thread.sleep(properties.drain());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start is the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
