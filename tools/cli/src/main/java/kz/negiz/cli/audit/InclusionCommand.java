package kz.negiz.cli.audit;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import kz.negiz.log.Proofs;
import kz.negiz.log.checkpoint.Checkpoint;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.NoteFormatException;
import kz.negiz.log.checkpoint.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Redeems a receipt: is the event that it promises in the log? */
@Command(
        name = "inclusion",
        description = {
            "Redeem a receipt: check that the event which it promises stands in the log.",
            "The proof is checked here, against the log's key. Exit code 1 means that it is not there (yet)."
        },
        mixinStandardHelpOptions = true)
final class InclusionCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "LEAF-HASH", description = "The leaf hash of the receipt.")
    private String leafHash = "";

    @Option(
            names = "--log-key",
            paramLabel = "FILE",
            description = "The log's verifier key; without it the one that the log gives is believed.")
    private @Nullable Path logKey;

    @Override
    public Integer call() {
        return api.run(() -> {
            byte[] leaf = decoded();
            ApiClient client = api.client();
            VerifierKey key = logKey == null ? given(client) : AuditFiles.verifierKey(logKey);
            JsonNode answer = client.get("/api/audit/inclusion?leafHash="
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(leaf));
            long index = answer.path("index").asLong(-1);
            Checkpoint checkpoint = checkpoint(answer, key);
            List<byte[]> proof = answer.path("proof")
                    .valueStream()
                    .map(step -> Base64.getDecoder().decode(step.asString("")))
                    .toList();
            if (!Proofs.isIncluded(leaf, index, checkpoint.size(), proof, checkpoint.root())) {
                throw new CommandFailed(
                        Negiz.REFUSED, "THE PROOF IS WRONG: it does not lead to the signed checkpoint.");
            }
            api.print(
                    answer,
                    shown -> "Event " + index + " of " + checkpoint.origin() + ", proved by the checkpoint at size "
                            + checkpoint.size());
        });
    }

    private byte[] decoded() {
        try {
            byte[] leaf = Base64.getUrlDecoder()
                    .decode(leafHash.replace('+', '-').replace('/', '_').replace("=", ""));
            if (leaf.length == 32) {
                return leaf;
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(Negiz.USAGE, "A leaf hash is 32 bytes in base64, as the receipt shows it");
        }
        throw new CommandFailed(Negiz.USAGE, "A leaf hash is 32 bytes in base64, as the receipt shows it");
    }

    private static VerifierKey given(ApiClient client) {
        return VerifierKey.parse(client.get("/api/audit/key").path("key").asString(""));
    }

    private static Checkpoint checkpoint(JsonNode answer, VerifierKey key) {
        try {
            Note note = Note.parse(answer.path("note").asString(""));
            if (note.isSignedBy(key)) {
                return Checkpoint.parse(note.text());
            }
        } catch (NoteFormatException e) {
            throw new CommandFailed(Negiz.REFUSED, "The log gives no checkpoint: " + e.getMessage());
        }
        throw new CommandFailed(Negiz.REFUSED, "The checkpoint is not signed by " + key.name() + ".");
    }
}
