package kz.negiz.kit.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Looks at the files of the services' keys again and again, while the service runs. */
final class KeyFiles implements SmartLifecycle {

    private final ServiceIdentity identity;
    private final Duration reread;
    private volatile @Nullable Thread looking;

    KeyFiles(ServiceIdentity identity, Duration reread) {
        this.identity = identity;
        this.reread = reread;
    }

    @Override
    public void start() {
        looking = Thread.ofVirtual().name("key-files").start(this::look);
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(reread);
                identity.reread();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread thread = looking;
        if (thread != null) {
            thread.interrupt();
            looking = null;
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
