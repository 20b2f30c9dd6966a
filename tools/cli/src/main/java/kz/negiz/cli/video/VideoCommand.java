package kz.negiz.cli.video;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz video}: warehouses and the access to their video (Order 283). */
@Command(
        name = "video",
        description = "Warehouses and the access to their video.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            WarehouseCommand.class,
            RequestCommand.class,
            RequestsCommand.class,
            SubmitCommand.class,
            RevealCommand.class,
            CommandLine.HelpCommand.class
        })
public final class VideoCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: warehouse, request, requests, submit or reveal.");
    }
}
