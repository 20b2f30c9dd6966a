package kz.negiz.cli.query;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists copies that were taken. */
@Command(
        name = "copies",
        description = "List the copies that you took, the latest first, with what became of them.",
        mixinStandardHelpOptions = true)
final class CopiesCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--open", description = "Only those without an act of destruction.")
    private boolean open;

    @Option(names = "--subordinates", description = "Those of your subordinates.")
    private boolean subordinates;

    @Option(names = "--before", paramLabel = "ID", defaultValue = "", description = "Go on from this copy.")
    private String before = "";

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client()
                        .get("/api/questions/copies?open=" + open
                                + (subordinates ? "&of=subordinates" : "")
                                + (before.isEmpty() ? "" : "&before=" + before)),
                CopiesCommand::text));
    }

    private static String text(JsonNode page) {
        List<String> lines = new ArrayList<>();
        for (JsonNode copy : page.path("copies")) {
            JsonNode destroyed = copy.path("destroyed");
            String kind = copy.has("question") ? "question" : "encumbrance";
            lines.add("%s  %-6s  %s  %s %s  %s"
                    .formatted(
                            copy.path("id").asString(""),
                            copy.path("form").asString(""),
                            copy.path("takenAt").asString(""),
                            kind,
                            copy.path(kind).asString(""),
                            destroyed.isObject()
                                    ? "destroyed by act "
                                            + destroyed.path("act").asString("") + " of "
                                            + destroyed.path("on").asString("")
                                    : copy.path("overdue").asBoolean() ? "OVERDUE" : "waits for its act"));
        }
        if (lines.isEmpty()) {
            lines.add("No copies.");
        }
        if (page.has("next")) {
            lines.add("More: --before " + page.path("next").asString(""));
        }
        return String.join("\n", lines);
    }
}
