package kz.negiz.cli.query;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz query}: signed questions and their answers. */
@Command(
        name = "query",
        description = "Ask signed questions and read their answers.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AskCommand.class,
            ListCommand.class,
            NewsCommand.class,
            ShowCommand.class,
            AgainCommand.class,
            ServicesCommand.class,
            ExportCommand.class,
            CopiesCommand.class,
            DestroyedCommand.class,
            VerifyCommand.class,
            CommandLine.HelpCommand.class
        })
public final class QueryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: ask, list, news, show, again, services, export, copies, destroyed or verify.");
    }
}
