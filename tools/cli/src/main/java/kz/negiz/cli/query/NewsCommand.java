package kz.negiz.cli.query;

import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists questions to which an answer has come late. */
@Command(
        name = "news",
        description = {
            "List your questions to which an answer has come late and was not read, the earliest first.",
            "Reading one with 'query show' takes it off the list."
        },
        mixinStandardHelpOptions = true)
final class NewsCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return api.run(() -> api.print(api.client().get("/api/questions/news"), NewsCommand::text));
    }

    static String text(JsonNode news) {
        List<String> lines = QuestionLines.of(news.path("questions"));
        return lines.isEmpty() ? "No answer has come late that you have not read." : String.join("\n", lines);
    }
}
