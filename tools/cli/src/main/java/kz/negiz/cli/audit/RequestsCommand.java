package kz.negiz.cli.audit;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists requests: a prosecutor's own, or for the operator all. */
@Command(
        name = "requests",
        description = "List requests: a prosecutor's own, or for the operator all.",
        mixinStandardHelpOptions = true)
final class RequestsCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client().get("/api/audit/requests"),
                list -> list.isEmpty()
                        ? "There are no requests."
                        : list.valueStream().map(RequestText::of).collect(Collectors.joining("\n"))));
    }
}
