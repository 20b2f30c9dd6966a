package kz.negiz.cli.pki;

import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code negiz pki release}: gives a demo key that was on hold back to its holder. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Takes the certificate of a demo key off hold (pki revoke --reason certificate_hold).")
final class ReleaseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "A key of .negiz/pki/manifest.json, such as head.")
    private String name;

    @Override
    public Integer call() {
        DemoAuthority authority = DemoAuthority.of(name);
        if (!authority.pki().release(authority.key().certificate())) {
            throw new CommandFailed(Negiz.REFUSED, name + " is not on hold.");
        }
        spec.commandLine().getOut().println(name + " is good again.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
