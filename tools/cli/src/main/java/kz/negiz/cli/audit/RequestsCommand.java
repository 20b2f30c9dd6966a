package kz.negiz.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists requests: a prosecutor's own, or for the operator all. */
@Command(
        name = "requests",
        description = "List requests: a prosecutor's own, or for the operator all.",
        mixinStandardHelpOptions = true)
final class RequestsCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--before", paramLabel = "ID", defaultValue = "", description = "Go on from this request.")
    private String before = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many (default: 20).")
    private int limit;

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client().get("/api/audit/requests?limit=" + limit + (before.isEmpty() ? "" : "&before=" + before)),
                RequestsCommand::text));
    }

    private static String text(JsonNode page) {
        List<String> lines = new ArrayList<>(
                page.path("requests").valueStream().map(RequestText::of).toList());
        if (lines.isEmpty()) {
            lines.add("There are no requests.");
        }
        if (page.hasNonNull("next")) {
            lines.add("More: --before " + page.path("next").asString(""));
        }
        return String.join("\n", lines);
    }
}
