package kz.negiz.cli.rules;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz rules}: the rules themselves, without the platform; and the editions of a running one. */
@Command(
        name = "rules",
        description =
                "Asks the rules themselves (decide, who-can, show, diff: no platform is needed), and changes those of a"
                        + " running platform (list, propose, confirm, withdraw, replay: with an operator's key).",
        mixinStandardHelpOptions = true,
        subcommands = {
            DecideCommand.class,
            WhoCanCommand.class,
            ShowCommand.class,
            DiffCommand.class,
            ListCommand.class,
            ProposeCommand.class,
            ConfirmCommand.class,
            WithdrawCommand.class,
            ReplayCommand.class,
            CommandLine.HelpCommand.class
        })
public final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: decide, who-can, show, diff, list, propose, confirm, withdraw or replay.");
    }
}
