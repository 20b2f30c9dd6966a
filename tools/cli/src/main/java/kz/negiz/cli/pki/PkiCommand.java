package kz.negiz.cli.pki;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code negiz pki}: what the authority of the demo does to its certificates. */
@Command(
        name = "pki",
        mixinStandardHelpOptions = true,
        description = "The demo PKI of this machine: revoke its keys, and take them off hold.",
        synopsisSubcommandLabel = "VERB",
        subcommands = {RevokeCommand.class, ReleaseCommand.class})
public final class PkiCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do; negiz pki --help lists the verbs.");
    }
}
