package kz.negiz.platform.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kz.negiz.platform.process.ChildProcess;
import kz.negiz.platform.process.Signal;

/** A part that does nothing, in place of a service. */
record StandIn(String name, Path folder, List<String> argv) implements Part {

    static StandIn sleeping(String name, Path folder) {
        return new StandIn(name, folder, List.of("sleep", "600"));
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public Running start() {
        ChildProcess process = ChildProcess.start(ChildProcess.Command.of(
                name, Signal.KILL, argv, Map.of("PATH", "/usr/bin:/bin"), folder, folder.resolve(name + ".log")));
        return new Running(
                process.identity(), process.onExit(), () -> process.stop(Signal.TERM, Duration.ofSeconds(5)));
    }
}
