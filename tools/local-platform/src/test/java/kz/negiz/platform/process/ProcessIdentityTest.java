package kz.negiz.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {

    @TempDir
    Path folder;

    private ChildProcess child;

    @BeforeEach
    void start() {
        child = ChildProcess.start(ChildProcess.Command.of(
                "sleeper", Signal.KILL, List.of("sleep", "600"), Map.of(), folder, folder.resolve("log")));
    }

    @AfterEach
    void stop() {
        child.stop(Signal.KILL, Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("a number that went to another process is neither taken for alive nor signalled")
    void recycledNumber() {
        ProcessIdentity real = child.identity();
        ProcessIdentity former = new ProcessIdentity(real.pid(), real.startTick() - 1, real.boot());
        ProcessIdentity beforeReboot = new ProcessIdentity(real.pid(), real.startTick(), "another boot");

        assertThat(former.isAlive()).isFalse();
        assertThat(beforeReboot.isAlive()).isFalse();
        assertThat(former.signal(Signal.KILL)).isFalse();
        assertThat(beforeReboot.signal(Signal.KILL)).isFalse();
        assertThat(real.isAlive()).isTrue();
    }

    @Test
    @DisplayName("the process itself is signalled, and is not alive afterwards")
    void realProcess() {
        assertThat(child.identity().signal(Signal.KILL)).isTrue();
        assertThat(child.onExit().join()).isEqualTo(137);
        assertThat(child.identity().isAlive()).isFalse();
    }
}
