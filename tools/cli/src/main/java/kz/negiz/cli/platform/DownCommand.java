package kz.negiz.cli.platform;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code negiz down}: ends the platform of this machine; its data stay. */
@Command(
        name = "down",
        description = "End the platform of this machine; its data stay.",
        mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private LocalOptions options;

    @Override
    public Integer call() {
        Progress progress = new Progress(options.err());
        boolean ran = options.control().down(progress);
        progress.end();
        if (options.json()) {
            options.printJson(Map.of("ran", ran));
        } else {
            options.out().println(ran ? "Down." : "It did not run.");
            options.out().flush();
        }
        return 0;
    }
}
