package kz.negiz.cli;

import kz.negiz.cli.api.ApiRefused;
import kz.negiz.cli.api.ApiUnreachable;
import kz.negiz.cli.audit.AuditCommand;
import kz.negiz.cli.bench.BenchCommand;
import kz.negiz.cli.demo.DemoCommand;
import kz.negiz.cli.eds.EdsCommand;
import kz.negiz.cli.encumbrance.EncumbranceCommand;
import kz.negiz.cli.ncalayer.NcaLayerCommand;
import kz.negiz.cli.pki.PkiCommand;
import kz.negiz.cli.platform.DownCommand;
import kz.negiz.cli.platform.LogsCommand;
import kz.negiz.cli.platform.ResetCommand;
import kz.negiz.cli.platform.StatusCommand;
import kz.negiz.cli.platform.TrainCommand;
import kz.negiz.cli.platform.UnpackCommand;
import kz.negiz.cli.platform.UpCommand;
import kz.negiz.cli.query.QueryCommand;
import kz.negiz.cli.registry.RegistryCommand;
import kz.negiz.cli.rules.RulesCommand;
import kz.negiz.cli.session.SessionCommand;
import kz.negiz.cli.video.VideoCommand;
import kz.negiz.platform.local.PlatformRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The platform from a terminal: {@code negiz VERB …}. */
@Command(
        name = "negiz",
        description = "Lawful information exchange: the platform, its API and its offline verifier in one command.",
        mixinStandardHelpOptions = true,
        version = "negiz 0.1.0",
        synopsisSubcommandLabel = "VERB",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TrainCommand.class,
            UnpackCommand.class,
            LogsCommand.class,
            ResetCommand.class,
            EdsCommand.class,
            PkiCommand.class,
            NcaLayerCommand.class,
            SessionCommand.class,
            QueryCommand.class,
            EncumbranceCommand.class,
            RulesCommand.class,
            AuditCommand.class,
            RegistryCommand.class,
            VideoCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused or invalid", "2:wrong usage", "3:platform not reachable"})
public final class Negiz implements Runnable {

    /** Refused by a rule, or not valid. */
    public static final int REFUSED = 1;
    /** The command was not understood. */
    public static final int USAGE = 2;
    /** The platform does not answer. */
    public static final int UNREACHABLE = 3;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command, with the exit codes that every verb keeps to. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Negiz());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> report(e, command));
        return line;
    }

    private static int report(Exception e, CommandLine command) throws Exception {
        return switch (e) {
            case ApiRefused refused -> {
                command.getErr().println(refused.text());
                yield REFUSED;
            }
            case ApiUnreachable unreachable -> {
                command.getErr().println(unreachable.getMessage());
                yield UNREACHABLE;
            }
            case PlatformRefused refused -> {
                command.getErr().println(refused.getMessage());
                yield REFUSED;
            }
            case CommandFailed failed -> {
                command.getErr().println(failed.getMessage());
                yield failed.exitCode();
            }
            default -> throw e;
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do; negiz --help lists the verbs.");
    }
}
