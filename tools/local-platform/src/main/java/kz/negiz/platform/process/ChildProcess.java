package kz.negiz.platform.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A process that the kernel ends when this JVM ends, however it ends.
 *
 * <p>The death signal ({@code PR_SET_PDEATHSIG}) is bound to the <em>thread</em> that spawned the child, so all children
 * are spawned from one platform thread that lives as long as the JVM.
 */
public final class ChildProcess {

    private static final ExecutorService SPAWNER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("child-spawner").daemon(true).factory());

    private static final int TAIL_BYTES = 4_000;

    private final Process process;
    private final ProcessIdentity identity;
    private final String name;
    private final Path log;

    private ChildProcess(Process process, String name, Path log) {
        this.process = process;
        this.identity = ProcessIdentity.of(process.toHandle());
        this.name = name;
        this.log = log;
    }

    /**
     * Starts a child. Its output is appended to the log file; its environment is exactly what the command says.
     *
     * @throws UncheckedIOException when the program cannot be started
     */
    public static ChildProcess start(Command command) {
        try {
            return SPAWNER.submit(() -> spawn(command)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting " + command.name(), e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(command.name() + " cannot be started", e.getCause()));
        }
    }

    private static ChildProcess spawn(Command command) throws IOException {
        Path parent = command.log().toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        ProcessBuilder builder = new ProcessBuilder(command.wrapped())
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        return new ChildProcess(builder.start(), command.name(), command.log());
    }

    public String name() {
        return name;
    }

    public ProcessIdentity identity() {
        return identity;
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Sends the signal if the child still runs; a number that went to another process is never signalled. */
    public void signal(Signal signal) {
        identity.signal(signal);
    }

    /** Sends the signal, waits, and kills what has not ended by then. */
    public void stop(Signal signal, Duration patience) {
        signal(signal);
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The end of what the child wrote, for the message that says why it failed. */
    public String logTail() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] bytes = new byte[TAIL_BYTES];
            int length = Math.max(0, file.read(bytes));
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /**
     * What to run.
     *
     * @param deathSignal what the kernel sends to the child when this JVM is gone
     * @param prefix programs that prepare the child's rights and then become it, e.g. {@code unshare -U}
     */
    public record Command(
            String name,
            List<String> prefix,
            List<String> setprivOptions,
            Signal deathSignal,
            List<String> argv,
            Map<String, String> environment,
            Path directory,
            Path log) {

        public Command {
            prefix = List.copyOf(prefix);
            setprivOptions = List.copyOf(setprivOptions);
            argv = List.copyOf(argv);
            environment = Map.copyOf(environment);
        }

        public static Command of(
                String name,
                Signal deathSignal,
                List<String> argv,
                Map<String, String> environment,
                Path directory,
                Path log) {
            return new Command(name, List.of(), List.of(), deathSignal, argv, environment, directory, log);
        }

        private List<String> wrapped() {
            List<String> all = new ArrayList<>(prefix);
            all.add(HostTools.setpriv());
            all.addAll(setprivOptions);
            all.add("--pdeathsig");
            all.add(deathSignal.name());
            all.addAll(argv);
            return all;
        }
    }
}
