package kz.negiz.cli.audit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import kz.negiz.log.checkpoint.NoteFormatException;
import kz.negiz.log.checkpoint.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

/** Keeps the log's checkpoint in a store of one's own, if it goes on from the one before. */
@Command(
        name = "witness",
        description = {
            "Keep the log's newest checkpoint, if it goes on from the one kept last.",
            "Exit code 1 means that the log was rewritten, or that it cannot be told."
        },
        mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the kept checkpoints, outside of the operator's reach.")
    private Path folder = Path.of(".");

    @Option(
            names = "--log-key",
            paramLabel = "FILE",
            description = "The log's verifier key; without it the key met first is kept in the store and held to.")
    private @Nullable Path logKey;

    @Override
    public Integer call() {
        return api.run(() -> {
            WitnessStore store = new WitnessStore(folder);
            ApiClient client = api.client();
            WitnessStore.Kept kept = new Witness(store, key(store, client), client::get).witness();
            api.print(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("kept", true)
                            .put("origin", kept.checkpoint().origin())
                            .put("size", kept.checkpoint().size())
                            .put("note", kept.note().toString()),
                    shown -> "Kept " + kept.checkpoint().origin() + " at size "
                            + kept.checkpoint().size());
        });
    }

    private VerifierKey key(WitnessStore store, ApiClient client) {
        Optional<VerifierKey> held = store.key();
        Optional<VerifierKey> given = Optional.ofNullable(logKey).map(AuditFiles::verifierKey);
        if (held.isPresent() && given.isPresent() && !held.equals(given)) {
            throw new CommandFailed(Negiz.REFUSED, "The key given is not the one that this store holds to.");
        }
        if (held.isPresent()) {
            return held.get();
        }
        VerifierKey key = given.orElseGet(() -> {
            try {
                return VerifierKey.parse(
                        client.get("/api/audit/key").path("key").asString(""));
            } catch (NoteFormatException e) {
                throw new CommandFailed(Negiz.REFUSED, "The log gives no key: " + e.getMessage());
            }
        });
        store.keepKey(key);
        return key;
    }
}
