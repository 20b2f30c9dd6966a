package kz.negiz.cli.query;

import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists one's own questions. */
@Command(name = "list", description = "List your own questions, the latest first.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--before", paramLabel = "ID", defaultValue = "", description = "Go on from this question.")
    private String before = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many (default: 20).")
    private int limit;

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client().get("/api/questions?limit=" + limit + (before.isEmpty() ? "" : "&before=" + before)),
                ListCommand::text));
    }

    private static String text(JsonNode page) {
        List<String> lines = QuestionLines.of(page.path("questions"));
        if (lines.isEmpty()) {
            lines.add("No questions yet.");
        }
        if (page.has("next")) {
            lines.add("More: --before " + page.path("next").asString(""));
        }
        return String.join("\n", lines);
    }
}
