package kz.negiz.cli.audit;

import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the log's last checkpoint. */
@Command(name = "checkpoint", description = "Show the log's last signed checkpoint.", mixinStandardHelpOptions = true)
final class CheckpointCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client().get("/api/audit/checkpoint"),
                checkpoint -> checkpoint.path("note").asString("").stripTrailing()));
    }
}
