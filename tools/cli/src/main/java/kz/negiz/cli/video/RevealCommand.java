package kz.negiz.cli.video;

import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code negiz video reveal}: see the access to a warehouse's video once, for a stated purpose. */
@Command(
        name = "reveal",
        description = "See the access to a warehouse's video once, for a stated purpose; it goes on record (R283-4b).",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RevealCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--warehouse", required = true, paramLabel = "ID", description = "The warehouse.")
    private String warehouse = "";

    @Option(names = "--purpose", required = true, paramLabel = "TEXT", description = "What you need it for.")
    private String purpose = "";

    @Option(
            names = "--id",
            defaultValue = "",
            paramLabel = "UUID",
            description = "Id of this one showing; a second showing under it is refused.")
    private String id = "";

    @Override
    public Integer call() {
        return api.run(() -> {
            var wanted = JsonMapper.builder()
                    .build()
                    .createObjectNode()
                    .put("warehouseId", warehouse)
                    .put("purpose", purpose);
            if (!id.isEmpty()) {
                wanted.put("id", id);
            }
            api.print(api.client().post("/api/video/reveals", wanted), RevealCommand::text);
        });
    }

    private static String text(JsonNode shown) {
        return """
                Login:    %s
                Password: %s
                Address:  %s
                Program:  %s
                Version %s of %s%s
                Shown once: event %s""".formatted(
                        shown.path("login").asString(""),
                        shown.path("password").asString(""),
                        shown.path("url").asString(""),
                        shown.path("program").asString(""),
                        shown.path("version").asString(""),
                        shown.path("handedOverAt").asString(""),
                        Missing.of(shown),
                        shown.path("receipt").path("event").asString(""));
    }
}
