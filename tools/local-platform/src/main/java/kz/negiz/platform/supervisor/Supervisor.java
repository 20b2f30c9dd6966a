package kz.negiz.platform.supervisor;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kz.negiz.platform.process.ProcessIdentity;
import kz.negiz.platform.supervisor.PlatformState.Condition;
import kz.negiz.platform.supervisor.PlatformState.PartState;
import kz.negiz.platform.supervisor.PlatformState.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Keeps parts running: starts them, starts again what ends by itself, with growing pauses, and stops all together, the
 * last started first.
 *
 * <p>It tells what it does in a state file and in a log. Until everything was ready once, a part that does not start in
 * {@value #FIRST_ATTEMPTS} attempts makes the whole start fail; afterwards attempts go on for ever.
 */
public final class Supervisor {

    static final int FIRST_ATTEMPTS = 2;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** A part that ran this long is taken to be well again. */
    private static final Duration WELL = Duration.ofSeconds(60);

    private final Path stateFile;
    private final PrintStream log;
    private final Clock clock;
    private final Instant startedAt;
    private final Map<String, PartState> states = new LinkedHashMap<>();
    private final List<Kept> kept = new ArrayList<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    /** Completes with the first failure that makes the start hopeless. */
    private final CompletableFuture<?> broken = new CompletableFuture<>();

    private Phase phase = Phase.STARTING;
    private String message = "";
    private String dataDirectory = "";

    public Supervisor(Path stateFile, PrintStream log, Clock clock) {
        this.stateFile = stateFile;
        this.log = log;
        this.clock = clock;
        this.startedAt = clock.instant();
        publish();
    }

    /** Does something once, in a thread of its own. */
    public <T> CompletableFuture<T> once(String name, Supplier<T> task) {
        set(new PartState(name, Condition.STARTING, 0, null, 0, 0, ""));
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().name(name).start(() -> {
            long begin = System.nanoTime();
            try {
                T value = task.get();
                set(new PartState(name, Condition.DONE, 0, null, 0, millisSince(begin), ""));
                result.complete(value);
            } catch (RuntimeException | Error e) {
                set(new PartState(name, Condition.FAILED, 0, null, 0, millisSince(begin), sentence(e)));
                result.completeExceptionally(e);
                broken.completeExceptionally(e);
            }
        });
        return result;
    }

    /**
     * Keeps the part running from now on; completes when it is ready for the first time.
     *
     * @param layer parts of a higher layer are stopped before those of a lower one
     */
    public CompletableFuture<Part.Running> keep(Part part, int layer) {
        Kept keeper = new Kept(part, layer);
        set(new PartState(part.name(), Condition.STARTING, part.port(), null, 0, 0, ""));
        synchronized (this) {
            if (phase == Phase.STOPPING || phase == Phase.FAILED) {
                return CompletableFuture.failedFuture(new IllegalStateException("the platform is going down"));
            }
            kept.add(keeper);
        }
        keeper.thread.start();
        return keeper.firstReady;
    }

    /**
     * Waits for what was begun here, or for the first failure of anything else that was: then there is nothing to wait for.
     *
     * @throws CompletionException with the failure
     */
    public <T> T await(CompletableFuture<T> begun) {
        CompletableFuture.anyOf(begun, broken).join();
        return begun.join();
    }

    /** Says that the part is known and waits for others. */
    public void announce(String name, int port) {
        set(new PartState(name, Condition.WAITING, port, null, 0, 0, ""));
    }

    public synchronized void dataDirectory(Path directory) {
        dataDirectory = directory.toString();
        publish();
    }

    public void ready() {
        phase(Phase.READY, "");
    }

    public void failed(Throwable reason) {
        phase(Phase.FAILED, sentence(reason));
    }

    /** Asks for the end; {@link #awaitStopRequest()} returns. */
    public void requestStop() {
        stopRequested.countDown();
    }

    public void awaitStopRequest() throws InterruptedException {
        stopRequested.await();
    }

    /** Waits for that long, or less when the end is asked for; tells whether it was. */
    public boolean stopRequestedWithin(Duration time) throws InterruptedException {
        return stopRequested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops all parts, layer by layer from the top, and returns when nothing runs. */
    public void stopAll() {
        stopRequested.countDown();
        List<Kept> all;
        synchronized (this) {
            if (phase != Phase.FAILED) {
                phase = Phase.STOPPING;
            }
            all = new ArrayList<>(kept);
            publish();
        }
        List<Integer> layers = all.stream()
                .map(keeper -> keeper.layer)
                .distinct()
                .sorted(Collections.reverseOrder())
                .toList();
        for (int layer : layers) {
            List<Thread> stopping = new ArrayList<>();
            for (Kept keeper : all) {
                if (keeper.layer == layer) {
                    stopping.add(Thread.ofPlatform()
                            .name("stop-" + keeper.part.name())
                            .start(keeper::stop));
                }
            }
            stopping.forEach(Supervisor::join);
        }
        say("everything is stopped");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void phase(Phase to, String why) {
        phase = to;
        message = why;
        say("platform: " + to + (why.isEmpty() ? "" : ": " + why));
        publish();
    }

    private synchronized void set(PartState state) {
        PartState before = states.put(state.name(), state);
        if (before == null || before.condition() != state.condition()) {
            say(state.name() + ": " + state.condition() + (state.message().isEmpty() ? "" : ": " + state.message()));
        }
        publish();
    }

    private synchronized void publish() {
        PlatformState state = new PlatformState(
                ProcessIdentity.ofThisProcess(),
                phase,
                message,
                startedAt.toString(),
                dataDirectory,
                List.copyOf(states.values()));
        try {
            state.write(stateFile);
        } catch (UncheckedIOException e) {
            // A full disk must not take down what runs.
            say("the state file cannot be written: " + e.getCause());
        }
    }

    private synchronized boolean everReady() {
        return phase == Phase.READY;
    }

    private void say(String what) {
        log.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + what);
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    private static String sentence(Throwable e) {
        Throwable reason = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        String text = reason.getMessage();
        Throwable cause = reason.getCause();
        String why = cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return text == null ? reason.getClass().getSimpleName() : text + why;
    }

    /** One part with the thread that looks after it. */
    private final class Kept {

        private final Part part;
        private final int layer;
        private final Thread thread;
        private final CompletableFuture<Part.Running> firstReady = new CompletableFuture<>();
        private volatile boolean stopping;
        private volatile Part.@Nullable Running running;

        Kept(Part part, int layer) {
            this.part = part;
            this.layer = layer;
            this.thread = Thread.ofPlatform().name("keep-" + part.name()).unstarted(this::keep);
        }

        private void keep() {
            int starts = 0;
            int failures = 0;
            while (!stopping) {
                long begin = System.nanoTime();
                try {
                    set(state(starts == 0 ? Condition.STARTING : Condition.RESTARTING, null, starts, 0, ""));
                    Part.Running now = part.start();
                    running = now;
                    set(state(Condition.READY, now.identity(), starts, millisSince(begin), ""));
                    firstReady.complete(now);
                    long ready = System.nanoTime();
                    now.ended().get();
                    running = null;
                    if (millisSince(ready) > WELL.toMillis()) {
                        failures = 0;
                    }
                    if (!stopping) {
                        set(state(Condition.RESTARTING, null, starts, 0, "ended by itself"));
                    }
                } catch (InterruptedException e) {
                    return;
                } catch (Exception e) {
                    running = null;
                    if (stopping) {
                        return;
                    }
                    boolean hopeless = !everReady() && failures + 1 >= FIRST_ATTEMPTS;
                    set(state(
                            hopeless ? Condition.FAILED : Condition.RESTARTING,
                            null,
                            starts,
                            millisSince(begin),
                            sentence(e)));
                    if (hopeless) {
                        RuntimeException why = new IllegalStateException(part.name() + ": " + sentence(e), e);
                        firstReady.completeExceptionally(why);
                        broken.completeExceptionally(why);
                        return;
                    }
                }
                starts++;
                failures++;
                if (!pause(failures)) {
                    return;
                }
            }
        }

        private boolean pause(int failures) {
            long millis = SHORTEST_PAUSE.toMillis() << Math.min(failures - 1, 10);
            try {
                Thread.sleep(Math.min(millis, LONGEST_PAUSE.toMillis()));
                return true;
            } catch (InterruptedException e) {
                return false;
            }
        }

        private void stop() {
            stopping = true;
            Part.Running now = running;
            if (now != null) {
                now.stop().run();
            }
            thread.interrupt();
            join(thread);
            Part.Running late = running;
            if (late != null && !late.equals(now)) {
                late.stop().run();
            }
            set(state(Condition.STOPPED, null, 0, 0, ""));
        }

        private PartState state(
                Condition condition, @Nullable ProcessIdentity process, int restarts, long millis, String why) {
            return new PartState(part.name(), condition, part.port(), process, restarts, millis, why);
        }
    }
}
