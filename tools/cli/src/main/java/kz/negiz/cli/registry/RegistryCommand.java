package kz.negiz.cli.registry;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz registry}: who may use the platform. */
@Command(
        name = "registry",
        description = "Bodies, users, information systems, blocks and the user agreement.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BodyCommand.class,
            UserCommand.class,
            SystemCommand.class,
            BlockCommand.class,
            UnblockCommand.class,
            AgreementCommand.class,
            CommandLine.HelpCommand.class
        })
public final class RegistryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: body, user, system, block, unblock or agreement.");
    }
}
