package kz.negiz.cli.audit;

import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Gives the information that a prosecutor asked for. */
@Command(
        name = "release",
        description = "As the operator: give the information that a prosecutor asked for (R41-34b).",
        mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "REQUEST", description = "Id of the request.")
    private UUID request = new UUID(0, 0);

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client().post("/api/audit/requests/" + request + "/release", JsonNodeFactory.instance.objectNode()),
                RequestText::of));
    }
}
