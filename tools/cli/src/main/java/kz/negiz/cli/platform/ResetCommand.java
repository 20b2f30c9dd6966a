package kz.negiz.cli.platform;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negiz reset}: begins anew; all data, keys and the demo PKI of this machine are deleted. */
@Command(
        name = "reset",
        description = {
            "Delete all data, keys, the demo PKI and logs of the platform of this machine.",
            "The platform is taken down first. What was deleted cannot be brought back."
        },
        mixinStandardHelpOptions = true)
public final class ResetCommand implements Callable<Integer> {

    @Mixin
    private LocalOptions options;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        if (!yes) {
            Console console = Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .orElseThrow(() -> new CommandFailed(
                            Negiz.USAGE,
                            "This deletes everything under " + options.layout().home() + "; say --yes"));
            String answer = console.readLine(
                    "Delete everything under %s? [y/N] ", options.layout().home());
            if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
                throw new CommandFailed(Negiz.REFUSED, "Nothing is deleted.");
            }
        }
        options.control().down(state -> {});
        options.control().reset();
        if (options.json()) {
            options.printJson(Map.of("reset", true));
        } else {
            options.out().println("Everything is deleted; ./negiz up begins anew.");
            options.out().flush();
        }
        return 0;
    }
}
