package kz.negiz.cli.rules;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz rules}: the rules themselves, without the platform. */
@Command(
        name = "rules",
        description = "Asks the rules themselves: what they decide, who may what, what an edition changes;"
                + " needs no platform.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DecideCommand.class,
            WhoCanCommand.class,
            ShowCommand.class,
            DiffCommand.class,
            CommandLine.HelpCommand.class
        })
public final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: decide, who-can, show or diff.");
    }
}
