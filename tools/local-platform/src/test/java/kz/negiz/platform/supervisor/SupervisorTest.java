package kz.negiz.platform.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import kz.negiz.platform.process.ProcessIdentity;
import kz.negiz.platform.process.Signal;
import kz.negiz.platform.supervisor.PlatformState.Condition;
import kz.negiz.platform.supervisor.PlatformState.PartState;
import kz.negiz.platform.supervisor.PlatformState.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Path stateFile;
    private Supervisor supervisor;

    @BeforeEach
    void create() {
        stateFile = folder.resolve("state.json");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        supervisor = new Supervisor(stateFile, nowhere, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        supervisor.stopAll();
    }

    @Test
    @DisplayName("when a part is killed, then it is started again and the state tells so")
    void restartsOnCrash() {
        supervisor.await(supervisor.keep(StandIn.sleeping("one", folder), 0));
        supervisor.ready();
        ProcessIdentity first = process("one").orElseThrow();

        first.signal(Signal.KILL);

        ProcessIdentity second = await(() ->
                process("one").filter(now -> !now.equals(first) && part("one").restarts() == 1));
        assertThat(second.isAlive()).isTrue();
    }

    @Test
    @DisplayName("when a part does not start, then the start fails with its reason, and the others can be stopped")
    void hopelessPart() {
        supervisor.await(supervisor.keep(StandIn.sleeping("one", folder), 0));
        Part broken = new Part() {
            @Override
            public String name() {
                return "three";
            }

            @Override
            public int port() {
                return 0;
            }

            @Override
            public Running start() {
                throw new IllegalStateException("port 1 is taken");
            }
        };

        assertThatThrownBy(() -> supervisor.await(supervisor.keep(broken, 1)))
                .hasStackTraceContaining("three: port 1 is taken");
        assertThat(part("three").condition()).isEqualTo(Condition.FAILED);
        ProcessIdentity one = process("one").orElseThrow();
        supervisor.stopAll();
        assertThat(one.isAlive()).isFalse();
    }

    @Test
    @DisplayName("parts of a higher layer are gone before those of a lower one are stopped")
    void stopsFromTheTop() {
        List<String> stopped = Collections.synchronizedList(new ArrayList<>());
        supervisor.await(supervisor.keep(recording("store", stopped), 0));
        supervisor.await(supervisor.keep(recording("service", stopped), 1));
        supervisor.stopAll();
        assertThat(stopped).containsExactly("service", "store");
        assertThat(part("store").condition()).isEqualTo(Condition.STOPPED);
    }

    @Test
    @DisplayName("when the supervisor is killed without warning, then none of its children is left")
    void killedSupervisorLeavesNothing() throws IOException {
        Process process = supervisorProcess();
        List<ProcessIdentity> children = children();
        process.destroyForcibly().onExit().join();
        await(() -> children.stream().noneMatch(ProcessIdentity::isAlive) ? Optional.of(true) : Optional.empty());
        assertThat(PlatformState.ofRunning(folder.resolve("other/state.json"))).isEmpty();
    }

    @Test
    @DisplayName("when the supervisor is asked to end, then it stops its children and ends")
    void terminatedSupervisorLeavesNothing() throws Exception {
        Process process = supervisorProcess();
        List<ProcessIdentity> children = children();
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(children).noneMatch(ProcessIdentity::isAlive);
    }

    private Process supervisorProcess() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SupervisorProcess.class.getName(),
                        other.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("supervisor.log").toFile())
                .start();
    }

    private List<ProcessIdentity> children() {
        PlatformState state = await(() ->
                PlatformState.ofRunning(folder.resolve("other/state.json")).filter(now -> now.phase() == Phase.READY));
        List<ProcessIdentity> children =
                state.parts().stream().map(PartState::process).toList();
        assertThat(children).hasSize(2).allMatch(ProcessIdentity::isAlive);
        return children;
    }

    private Part recording(String name, List<String> stopped) {
        StandIn inner = StandIn.sleeping(name, folder);
        return new Part() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int port() {
                return 0;
            }

            @Override
            public Running start() {
                Running running = inner.start();
                return new Running(running.identity(), running.ended(), () -> {
                    running.stop().run();
                    stopped.add(name);
                });
            }
        };
    }

    private PartState part(String name) {
        return PlatformState.read(stateFile).orElseThrow().part(name).orElseThrow();
    }

    private Optional<ProcessIdentity> process(String name) {
        return Optional.ofNullable(part(name).process());
    }

    private static <T> T await(Supplier<Optional<T>> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> value = condition.get();
            if (value.isPresent()) {
                return value.get();
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("not within " + PATIENCE);
    }
}
