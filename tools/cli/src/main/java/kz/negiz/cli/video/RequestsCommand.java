package kz.negiz.cli.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code negiz video requests}: which requests are open, late, incomplete or answered. */
@Command(
        name = "requests",
        description = "List the requests that you may see, with their due days and what is missing.",
        mixinStandardHelpOptions = true)
final class RequestsCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return api.run(() -> api.print(api.client().get("/api/video/requests"), RequestsCommand::lines));
    }

    private static String lines(JsonNode requests) {
        List<String> lines = new ArrayList<>();
        for (JsonNode request : requests) {
            lines.add("%s  due %s  %s%s"
                    .formatted(
                            request.path("id").asString(""),
                            request.path("dueOn").asString(""),
                            request.path("state")
                                    .asString("")
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' '),
                            Missing.of(request)));
        }
        return lines.isEmpty() ? "No requests." : String.join("\n", lines);
    }
}
