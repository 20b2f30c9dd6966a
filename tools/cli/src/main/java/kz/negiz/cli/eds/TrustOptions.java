package kz.negiz.cli.eds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.eds.TrustBundle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whom a command is to trust: three folders, read as the platform reads them. */
public final class TrustOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--anchors", paramLabel = "DIR", description = "Certificates of trusted roots.")
    private @Nullable Path anchors;

    @Option(names = "--intermediates", paramLabel = "DIR", description = "Certificates of issuing authorities.")
    private @Nullable Path intermediates;

    @Option(names = "--crls", paramLabel = "DIR", description = "Revocation lists, full ones and deltas.")
    private @Nullable Path crls;

    /** The bundle that the folders make, as of this moment. */
    public TrustBundle bundle(Instant reference) {
        try {
            return TrustBundle.read(
                    needed(anchors, "--anchors"),
                    needed(intermediates, "--intermediates"),
                    needed(crls, "--crls"),
                    0,
                    reference);
        } catch (IOException e) {
            throw new CommandFailed(Negiz.USAGE, "Anchors, intermediates or lists cannot be read: " + e.getMessage());
        }
    }

    private Path needed(@Nullable Path path, String option) {
        if (path == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The option " + option + " is missing: --anchors, --intermediates and --crls say whom to trust.");
        }
        return path;
    }
}
