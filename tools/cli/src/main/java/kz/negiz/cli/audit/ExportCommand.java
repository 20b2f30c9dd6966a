package kz.negiz.cli.audit;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Takes the export of a released request. */
@Command(
        name = "export",
        description = {
            "As the prosecutor who asked: take the export of a released request.",
            "It is asked to prove that the log goes on from the checkpoint kept last."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "REQUEST", description = "Id of the request.")
    private UUID request = new UUID(0, 0);

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to put the export.")
    private Path out = Path.of(".");

    @Option(names = "--witness-store", paramLabel = "DIR", description = "Folder of kept checkpoints.")
    private @Nullable Path store;

    @Option(names = "--since", paramLabel = "CHECKPOINT", description = "Or: a file with one kept checkpoint.")
    private @Nullable Path since;

    @Override
    public Integer call() {
        return api.run(() -> {
            api.client().download("/api/audit/requests/" + request + "/export" + kept(), out);
            api.print(
                    JsonNodeFactory.instance.objectNode().put("export", out.toString()),
                    shown -> "Export of request " + request + " is in " + out);
        });
    }

    private String kept() {
        Stream<WitnessStore.Kept> ofStore = store == null ? Stream.of() : new WitnessStore(store).latest().stream();
        Stream<WitnessStore.Kept> ofFile =
                since == null ? Stream.of() : Stream.of(WitnessStore.Kept.of(AuditFiles.note(since)));
        String query = Stream.concat(ofStore, ofFile)
                .map(kept -> "since=" + kept.year() + ":" + kept.checkpoint().size())
                .distinct()
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
