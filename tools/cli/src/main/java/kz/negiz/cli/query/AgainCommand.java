package kz.negiz.cli.query;

import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks the silent sources of a question again. */
@Command(
        name = "again",
        description = {
            "Ask those sources of a question again that gave no answer.",
            "Needs no new signature; standing and basis must still hold."
        },
        mixinStandardHelpOptions = true)
final class AgainCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The question's id.")
    private UUID id = new UUID(0, 0);

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client().post("/api/questions/" + id + "/again", JsonNodeFactory.instance.objectNode()),
                AnswerText::of));
    }
}
