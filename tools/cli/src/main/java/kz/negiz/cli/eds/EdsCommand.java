package kz.negiz.cli.eds;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz eds}: electronic digital signatures without the platform. */
@Command(
        name = "eds",
        mixinStandardHelpOptions = true,
        description = "Looks at, makes and checks electronic digital signatures; needs no platform.",
        subcommands = {
            InspectCommand.class,
            ValidateCommand.class,
            VerifyCommand.class,
            SignCommand.class,
            TimestampCommand.class
        })
public final class EdsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: inspect, validate, verify, sign or timestamp.");
    }
}
