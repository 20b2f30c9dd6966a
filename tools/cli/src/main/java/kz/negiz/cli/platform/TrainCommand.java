package kz.negiz.cli.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.platform.local.PlatformControl;
import kz.negiz.platform.local.PlatformPorts;
import kz.negiz.platform.local.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negiz train}: lets the services' JVMs see their work once, so that they know it at every later start. */
@Command(
        name = "train",
        description = {
            "Play the demo and some load once while the services' JVMs take notes, and keep what they found out.",
            "Until the next build they then start with half the work and are soon as fast as they get.",
            "Takes some minutes; the platform must be down, and gets the demo's data."
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private LocalOptions options;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            paramLabel = "N",
            description = "How long questions are asked (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
        if (seconds < 1) {
            throw new CommandFailed(Negiz.USAGE, "--seconds is at least 1");
        }
        PlatformControl platform = options.control();
        Progress progress = new Progress(options.err());
        // Outside of what is taken down afterwards: one that ran before goes on.
        platform.upRecording(PlatformPorts.of(options.layout().settings(), Optional.empty(), Map.of()), progress);
        progress.end();
        try {
            work();
        } finally {
            options.err().println("Ending; each service writes down what it has noted ...");
            options.err().flush();
            platform.downRecorded(progress);
            progress.end();
        }
        new Training(options.layout()).keep(service -> {
            options.err().println("  ✓ " + service + " is trained");
            options.err().flush();
        });
        options.out().println("Trained in " + progress.seconds() + " s; ./negiz up makes use of it.");
        options.out().flush();
        return 0;
    }

    /** What people do all day, by the verbs that they use. */
    private void work() {
        String load = Integer.toString(seconds);
        for (List<String> verb : List.of(
                List.of("demo"),
                List.of("bench", "logins", "--warm-up", "20", "--count", "140"),
                List.of("bench", "questions", "--services", "4", "--warm-up", "0", "--seconds", load),
                List.of("bench", "logins", "--warm-up", "20", "--count", "140"))) {
            if (Negiz.commandLine().execute(verb.toArray(String[]::new)) != 0) {
                throw new CommandFailed(
                        Negiz.REFUSED, "Nothing is kept, since this did not go well: " + String.join(" ", verb));
            }
        }
    }
}
