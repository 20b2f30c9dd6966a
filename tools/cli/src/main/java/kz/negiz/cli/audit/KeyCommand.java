package kz.negiz.cli.audit;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows or keeps the key that checkpoints are checked with. */
@Command(
        name = "key",
        description = {
            "Show the log's verifier key, or keep it in a file.",
            "Compare it with what you were given by another way before you rely on it."
        },
        mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to keep it.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        return api.run(() -> {
            JsonNode answer = api.client().get("/api/audit/key");
            String key = answer.path("key").asString("");
            if (out != null) {
                AuditFiles.write(out, key + "\n");
            }
            api.print(answer, shown -> key);
        });
    }
}
