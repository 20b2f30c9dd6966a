package kz.negiz.platform.supervisor;

import java.util.concurrent.CompletableFuture;
import kz.negiz.platform.process.ProcessIdentity;

/** Something that runs until it is stopped, and is started again when it ends by itself. */
public interface Part {

    String name();

    /** The port it listens on; 0 for none. */
    int port();

    /**
     * Starts it and returns when it does its work.
     *
     * @throws RuntimeException with a sentence for the operator when it does not start; nothing of it runs then
     */
    Running start();

    /**
     * A part that runs.
     *
     * @param ended completes when its process has ended
     * @param stop ends it in good order and returns when it is gone
     */
    record Running(ProcessIdentity identity, CompletableFuture<?> ended, Runnable stop) {}
}
