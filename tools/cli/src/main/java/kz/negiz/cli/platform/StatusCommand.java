package kz.negiz.cli.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.Negiz;
import kz.negiz.platform.local.PlatformControl;
import kz.negiz.platform.process.ProcessIdentity;
import kz.negiz.platform.supervisor.PlatformState;
import kz.negiz.platform.supervisor.PlatformState.Condition;
import kz.negiz.platform.supervisor.PlatformState.PartState;
import kz.negiz.platform.supervisor.PlatformState.Phase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code negiz status}: what runs, asked of the parts themselves. */
@Command(
        name = "status",
        description = {
            "Show what runs on this machine and whether it takes requests.",
            "Exit code 0: all ready; 1: something is not; 3: the platform does not run."
        },
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private LocalOptions options;

    @Override
    public Integer call() {
        PlatformControl control = options.control();
        Optional<PlatformState> running = control.running();
        if (running.isEmpty()) {
            return notRunning();
        }
        PlatformState state = running.get();
        Map<String, Boolean> readiness = control.readiness(state);
        List<Line> lines = new ArrayList<>();
        for (PartState part : state.parts()) {
            lines.add(line(part, readiness));
        }
        boolean allReady = state.phase() == Phase.READY && lines.stream().allMatch(Line::well);
        if (options.json()) {
            options.printJson(
                    new Report(true, state.phase().name(), allReady, state.startedAt(), state.dataDirectory(), lines));
        } else {
            print(state, lines);
        }
        return allReady ? 0 : Negiz.REFUSED;
    }

    private int notRunning() {
        if (options.json()) {
            options.printJson(new Report(false, "DOWN", false, "", "", List.of()));
        } else {
            options.out().println("The platform does not run; ./negiz up starts it.");
            options.out().flush();
        }
        return Negiz.UNREACHABLE;
    }

    private static Line line(PartState part, Map<String, Boolean> readiness) {
        ProcessIdentity process = part.process();
        boolean alive = process != null && process.isAlive();
        boolean well = part.condition() == Condition.DONE
                || (part.condition() == Condition.READY && alive && readiness.getOrDefault(part.name(), true));
        String condition = part.condition() == Condition.READY && !well
                ? "NOT_READY"
                : part.condition().name();
        return new Line(
                part.name(),
                condition,
                well,
                part.port(),
                process == null ? 0 : process.pid(),
                part.restarts(),
                alive && process != null ? megabytes(process.pid()) : 0,
                part.message());
    }

    private void print(PlatformState state, List<Line> lines) {
        options.out().println("Platform: " + state.phase() + ", since " + state.startedAt());
        for (Line line : lines) {
            if (line.port() > 0) {
                options.out()
                        .println(String.format(
                                        Locale.ROOT,
                                        "  %-26s %-11s port %-6d process %-8d %4d MB  restarts %d  %s",
                                        line.name(),
                                        line.condition(),
                                        line.port(),
                                        line.process(),
                                        line.megabytes(),
                                        line.restarts(),
                                        line.message().lines().findFirst().orElse(""))
                                .stripTrailing());
            }
        }
        options.out().println("Database in " + state.dataDirectory());
        options.out().println("Logs in     " + options.layout().logs());
        options.out().flush();
    }

    private static long megabytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException e) {
            return 0;
        }
    }

    record Line(
            String name,
            String condition,
            boolean well,
            int port,
            long process,
            int restarts,
            long megabytes,
            String message) {}

    record Report(boolean running, String phase, boolean ready, String since, String dataDirectory, List<Line> parts) {}
}
