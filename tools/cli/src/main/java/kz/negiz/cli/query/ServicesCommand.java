package kz.negiz.cli.query;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists what one may ask. */
@Command(name = "services", description = "List what you may ask, and how much of it.", mixinStandardHelpOptions = true)
final class ServicesCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return api.run(() -> api.print(api.client().get("/api/questions/services"), ServicesCommand::text));
    }

    private static String text(JsonNode open) {
        List<String> lines = new ArrayList<>();
        for (JsonNode profile : open.path("profiles")) {
            lines.add("%s: %s (basis: %s, %s)"
                    .formatted(
                            profile.path("code").asString(""),
                            profile.path("name").asString(""),
                            profile.path("basisKind").asString(""),
                            profile.path("basisRule").asString("")));
            for (JsonNode service : profile.path("services")) {
                List<String> also = service.path("subjects")
                        .valueStream()
                        .map(kind -> kind.asString(""))
                        .toList();
                lines.add("  %-46s %-21s %s%s"
                        .formatted(
                                service.path("code").asString(""),
                                service.path("level").asString(""),
                                service.path("title").asString(""),
                                also.isEmpty() ? "" : " (also by " + String.join(", ", also) + ")"));
            }
        }
        return lines.isEmpty() ? "You may not ask anything." : String.join("\n", lines);
    }
}
