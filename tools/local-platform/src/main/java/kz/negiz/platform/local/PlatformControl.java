package kz.negiz.platform.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.negiz.platform.postgres.PostgresServer;
import kz.negiz.platform.process.Directories;
import kz.negiz.platform.process.Ports;
import kz.negiz.platform.process.ProcessIdentity;
import kz.negiz.platform.process.Signal;
import kz.negiz.platform.supervisor.PlatformState;
import kz.negiz.platform.supervisor.PlatformState.PartState;
import kz.negiz.platform.supervisor.PlatformState.Phase;

/** Starts, watches and ends the platform from another process, such as the command line. */
public final class PlatformControl {

    private static final Duration DOWN_PATIENCE = Duration.ofSeconds(90);
    private static final Duration RECORDED_PATIENCE = Duration.ofMinutes(5);
    private static final Duration LAST_CHILD_PATIENCE = Duration.ofSeconds(40);
    private static final long LARGE_LOG = 5_000_000;

    private final LocalLayout layout;

    public PlatformControl(LocalLayout layout) {
        this.layout = layout;
    }

    /** What the supervisor says, while one runs. */
    public Optional<PlatformState> running() {
        return PlatformState.ofRunning(layout.stateFile());
    }

    /**
     * Starts the platform, unless it runs, and returns when it is ready.
     *
     * @param progress is told of each change of the state
     * @throws PlatformRefused when a port is taken or a part does not start
     */
    public PlatformState up(PlatformPorts ports, Consumer<PlatformState> progress) {
        return up(Startup.NORMAL, ports, progress);
    }

    /**
     * Starts the platform for a {@link Training}: what it does from now on is noted, and written when {@link #downRecorded} ends
     * it.
     *
     * @throws PlatformRefused when it runs already, a port is taken or a part does not start
     */
    public PlatformState upRecording(PlatformPorts ports, Consumer<PlatformState> progress) {
        if (running().isPresent()) {
            throw new PlatformRefused("the platform runs; take it down first");
        }
        return up(Startup.RECORDING, ports, progress);
    }

    private PlatformState up(Startup startup, PlatformPorts ports, Consumer<PlatformState> progress) {
        Optional<PlatformState> already = running();
        if (already.isPresent() && already.get().phase() != Phase.STOPPING) {
            return awaitReady(already.get().supervisor(), progress);
        }
        awaitNobody();
        List<String> taken = ports.taken(Ports::isFree);
        if (!taken.isEmpty()) {
            throw new PlatformRefused(String.join("; ", taken)
                    + "; choose others with --port-base or --port NAME=NUMBER, or in " + layout.settings());
        }
        try {
            Files.createDirectories(layout.home());
            Directories.createPrivate(layout.run());
            Files.deleteIfExists(layout.stateFile());
            rotateLogs();
            Process supervisor = startSupervisor(startup, ports);
            return awaitReady(ProcessIdentity.of(supervisor.toHandle()), progress);
        } catch (IOException e) {
            throw new UncheckedIOException("the platform cannot be started under " + layout.home(), e);
        }
    }

    /**
     * Ends the platform and returns when no process of it is left.
     *
     * @return false when it did not run
     */
    public boolean down(Consumer<PlatformState> progress) {
        return down(DOWN_PATIENCE, progress);
    }

    /** The same for a platform that was started by {@link #upRecording}; the services take their time to write. */
    public void downRecorded(Consumer<PlatformState> progress) {
        down(RECORDED_PATIENCE, progress);
    }

    private boolean down(Duration patience, Consumer<PlatformState> progress) {
        Optional<PlatformState> running = running();
        running.ifPresent(state -> {
            state.supervisor().signal(Signal.TERM);
            long deadline = System.nanoTime() + patience.toNanos();
            while (state.supervisor().isAlive() && System.nanoTime() < deadline) {
                pause();
                running().ifPresent(progress);
            }
            state.supervisor().signal(Signal.KILL);
        });
        awaitNobody();
        return running.isPresent();
    }

    /** Deletes everything that running has left: data, keys, demo PKI, logs. Settings and unpacked programs stay. */
    public void reset() {
        if (running().isPresent()) {
            throw new PlatformRefused("the platform runs; take it down first");
        }
        awaitNobody();
        try {
            PostgresServer.delete(layout.data().resolve("postgres"));
            for (Path folder : List.of(
                    layout.data(),
                    layout.secrets(),
                    layout.pki(),
                    layout.cli(),
                    layout.demo(),
                    layout.logs(),
                    layout.run())) {
                Directories.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not everything could be deleted under " + layout.home(), e);
        }
    }

    /** Which parts with a web endpoint say, right now, that they can take requests. */
    public Map<String, Boolean> readiness(PlatformState state) {
        Map<String, Boolean> readiness = new TreeMap<>();
        List<String> web = new ArrayList<>(PlatformService.allServiceNames());
        web.add("demo-sources");
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            for (PartState part : state.parts()) {
                if (web.contains(part.name())) {
                    readiness.put(part.name(), WebServicePart.isReady(client, part.port()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return readiness;
    }

    private Process startSupervisor(Startup startup, PlatformPorts ports) throws IOException {
        Path log = layout.log("supervisor");
        Files.createDirectories(layout.logs());
        List<String> argv = new ArrayList<>(List.of(
                // A session of its own: the platform outlives the terminal it was started from.
                "setsid",
                JavaCommand.java(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // For the demo PKI: answers go out at once, and nobody takes longer than this over a request.
                "-Dsun.net.httpserver.nodelay=true",
                "-Dsun.net.httpserver.maxReqTime=10",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // The supervisor says itself what it does; libraries that log are silent.
                "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                LocalPlatform.class.getName(),
                layout.workingCopy().toString(),
                layout.home().toString(),
                startup.name()));
        new TreeMap<>(ports.all()).forEach((name, port) -> argv.add(name + "=" + port));
        return new ProcessBuilder(argv)
                .directory(layout.workingCopy().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private PlatformState awaitReady(ProcessIdentity supervisor, Consumer<PlatformState> progress) {
        while (true) {
            boolean alive = supervisor.isAlive();
            Optional<PlatformState> state = PlatformState.read(layout.stateFile());
            state.ifPresent(progress);
            if (state.isPresent() && state.get().phase() == Phase.READY && alive) {
                return state.get();
            }
            if (!alive) {
                awaitNobody();
                throw new PlatformRefused(state.filter(s -> s.phase() == Phase.FAILED)
                        .map(PlatformState::message)
                        .orElse("the supervisor ended; see " + layout.log("supervisor")));
            }
            pause();
        }
    }

    /** After a kill of the supervisor the kernel has told its children to end; PostgreSQL takes a moment. */
    private void awaitNobody() {
        List<ProcessIdentity> processes = PlatformState.read(layout.stateFile()).stream()
                .flatMap(state -> Stream.concat(
                        Stream.of(state.supervisor()),
                        state.parts().stream().map(PartState::process).filter(Objects::nonNull)))
                .toList();
        long deadline = System.nanoTime() + LAST_CHILD_PATIENCE.toNanos();
        while (processes.stream().anyMatch(ProcessIdentity::isAlive)) {
            if (System.nanoTime() > deadline) {
                processes.forEach(process -> process.signal(Signal.KILL));
            }
            pause();
        }
    }

    private void rotateLogs() throws IOException {
        if (!Files.isDirectory(layout.logs())) {
            return;
        }
        List<Path> logs;
        try (Stream<Path> files = Files.list(layout.logs())) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        for (Path log : logs) {
            if (Files.size(log) > LARGE_LOG) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the platform", e);
        }
    }
}
