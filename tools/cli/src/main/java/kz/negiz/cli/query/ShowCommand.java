package kz.negiz.cli.query;

import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a stored question. */
@Command(name = "show", description = "Show a question with its answers.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The question's id.")
    private UUID id = new UUID(0, 0);

    @Override
    public Integer call() {
        return api.run(() -> api.print(api.client().get("/api/questions/" + id), AnswerText::of));
    }
}
