package kz.negiz.cli.encumbrance;

import kz.negiz.cli.query.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz encumbrance}: what a system asks for, an officer confirms, and a register's owner carries out. */
@Command(
        name = "encumbrance",
        description = "Ask for bans and encumbrances, confirm them, and see what became of them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RequestCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ConfirmCommand.class,
            DeclineCommand.class,
            SettleCommand.class,
            ExportCommand.class,
            VerifyCommand.class,
            CommandLine.HelpCommand.class
        })
public final class EncumbranceCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: request, list, show, confirm, decline, settle, export or verify.");
    }
}
