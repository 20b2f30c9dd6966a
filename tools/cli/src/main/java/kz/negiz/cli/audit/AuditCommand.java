package kz.negiz.cli.audit;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz audit}: the log, and what is proved by it. */
@Command(
        name = "audit",
        description = "Keep the log's checkpoints, ask for exports, and verify them without the platform.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CheckpointCommand.class,
            KeyCommand.class,
            WitnessCommand.class,
            InclusionCommand.class,
            RequestCommand.class,
            RequestsCommand.class,
            ReleaseCommand.class,
            ExportCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            CommandLine.HelpCommand.class
        })
public final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: checkpoint, key, witness, inclusion, request, requests, release, export, verify or report.");
    }
}
