package kz.negiz.cli.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Function;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.DataFolder;
import kz.negiz.cli.Negiz;
import kz.negiz.demo.pki.DemoRevocations;
import kz.negiz.platform.local.LocalLayout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A demo PKI, and the one key of it that a command is about. */
final class DemoAuthority {

    @Option(
            names = "--pki",
            paramLabel = "DIR",
            description = "Folder of the demo PKI (default: that of the platform on this machine).")
    private @Nullable Path folder;

    @Parameters(paramLabel = "NAME", description = "A key of the demo PKI's manifest.json, such as head.")
    private String name;

    String name() {
        return name;
    }

    /** What the command does, with what can go wrong told in a sentence. */
    <T> T changed(Function<DemoRevocations, T> change) {
        Path place = Objects.requireNonNullElseGet(
                folder, () -> new LocalLayout(DataFolder.workingCopy(), DataFolder.path()).pki());
        if (!Files.exists(place.resolve("manifest.json"))) {
            throw new CommandFailed(Negiz.REFUSED, "There is no demo PKI yet; ./negiz up makes one.");
        }
        DemoRevocations revocations = DemoRevocations.of(place, Clock.systemUTC());
        if (!revocations.names().contains(name)) {
            throw new CommandFailed(
                    Negiz.USAGE,
                    "No demo key is named " + name + "; there are " + String.join(", ", revocations.names()));
        }
        return change.apply(revocations);
    }
}
