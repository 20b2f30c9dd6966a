package kz.negiz.platform.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Signal;

/** A process that does one thing and ends. */
final class ShortProcess {

    private static final int MINUTES = 5;

    private ShortProcess() {}

    static void run(String name, List<String> argv, Path directory, Path log) {
        run(name, argv, Map.of(), directory, log);
    }

    /**
     * Runs it to its end.
     *
     * @throws IllegalStateException with its last words when it does not end with 0
     */
    static void run(String name, List<String> argv, Map<String, String> environment, Path directory, Path log) {
        ChildProcess process = ChildProcess.start(
                ChildProcess.Command.of(name, Signal.KILL, argv, JavaCommand.environment(environment), directory, log));
        try {
            if (process.onExit().get(MINUTES, TimeUnit.MINUTES) != 0) {
                throw new IllegalStateException(name + " failed:\n" + process.logTail());
            }
        } catch (InterruptedException e) {
            process.signal(Signal.KILL);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + name, e);
        } catch (ExecutionException | TimeoutException e) {
            process.signal(Signal.KILL);
            throw new IllegalStateException(name + " did not end", e);
        }
    }
}
