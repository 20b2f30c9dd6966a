package kz.negiz.cli.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz bench}: how much the platform of this machine does in a second. */
@Command(
        name = "bench",
        description = {
            "Measure the platform of this machine.",
            "negiz bench micro [JMH OPTION...] measures single calls (JMH) and needs no platform."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            QuestionsCommand.class,
            FirstAnswerCommand.class,
            LoginsCommand.class,
            GatewayCommand.class,
            HistoryCommand.class,
            CommandLine.HelpCommand.class
        })
public final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to measure: questions, first-answer, logins, gateway, history or micro.");
    }
}
