package kz.negiz.cli.pki;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code negiz pki revoke}: takes a demo key out of use. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = {
            "Revokes the certificate of a demo key. The OCSP responder of the demo PKI and the delta list say so at once, the"
                    + " full list within half an hour.",
            "Only what is on hold can be released again; ./negiz reset makes everything new."
        })
final class RevokeCommand implements Callable<Integer> {

    /** The causes of RFC 5280 that fit a person's key. */
    enum Cause {
        UNSPECIFIED(0),
        KEY_COMPROMISE(1),
        AFFILIATION_CHANGED(3),
        SUPERSEDED(4),
        CESSATION_OF_OPERATION(5),
        CERTIFICATE_HOLD(6);

        private final int code;

        Cause(int code) {
            this.code = code;
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--reason",
            defaultValue = "unspecified",
            paramLabel = "CAUSE",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Cause reason;

    @Mixin
    private DemoAuthority authority;

    @Override
    public Integer call() {
        authority.changed(pki -> {
            pki.revoke(authority.name(), reason.code);
            return true;
        });
        spec.commandLine().getOut().println(authority.name() + " is revoked.");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
