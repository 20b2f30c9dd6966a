package kz.negiz.cli.pki;

import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code negiz pki release}: gives a demo key that was on hold back to its holder. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Takes the certificate of a demo key off hold (pki revoke --reason certificate_hold).")
final class ReleaseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DemoAuthority authority;

    @Override
    public Integer call() {
        if (!authority.changed(pki -> pki.release(authority.name()))) {
            throw new CommandFailed(Negiz.REFUSED, authority.name() + " is not on hold.");
        }
        spec.commandLine().getOut().println(authority.name() + " is good again.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
