package kz.negiz.cli.platform;

import java.io.Console;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kz.negiz.platform.supervisor.PlatformState;
import kz.negiz.platform.supervisor.PlatformState.Condition;
import kz.negiz.platform.supervisor.PlatformState.PartState;

/** Shows what is starting or stopping: a line for each part that is done, and on a terminal what is still going on. */
public final class Progress implements Consumer<PlatformState> {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final long begin = System.nanoTime();
    private final Map<String, Condition> shown = new HashMap<>();

    public Progress(PrintWriter out) {
        this.out = out;
        this.terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
    }

    @Override
    public void accept(PlatformState state) {
        for (PartState part : state.parts()) {
            Condition before = shown.put(part.name(), part.condition());
            if (before != part.condition()) {
                line(part);
            }
        }
        if (terminal) {
            String busy = state.parts().stream()
                    .filter(part -> part.condition() == Condition.STARTING || part.condition() == Condition.RESTARTING)
                    .map(PartState::name)
                    .collect(Collectors.joining(", "));
            out.print(ERASE_LINE + (busy.isEmpty() ? "" : "  … " + busy + " (" + seconds() + " s)"));
            out.flush();
        }
    }

    /** Leaves the cursor on a line of its own. */
    public void end() {
        if (terminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }

    /** Seconds since it began. */
    public long seconds() {
        return (System.nanoTime() - begin) / 1_000_000_000L;
    }

    private void line(PartState part) {
        String text = switch (part.condition()) {
            case READY, DONE -> String.format(Locale.ROOT, "  ✓ %-26s %5.1f s", part.name(), part.millis() / 1000.0);
            case FAILED -> "  ✗ " + part.name();
            case RESTARTING -> "  ↻ " + part.name() + " " + firstLine(part.message());
            case STOPPED -> "  ■ " + part.name();
            case WAITING, STARTING -> "";
        };
        if (!text.isEmpty()) {
            out.println((terminal ? ERASE_LINE : "") + text);
            out.flush();
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
