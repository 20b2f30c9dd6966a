package kz.negiz.cli.video;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz video request}: ask the owner for the access to a warehouse's video. */
@Command(
        name = "request",
        description = "Ask the owner of a warehouse for the access to its video (R283-4b); due in 5 working days.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RequestCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--warehouse", required = true, paramLabel = "ID", description = "The warehouse.")
    private String warehouse = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why the access is asked for.")
    private String reason = "";

    @Option(
            names = "--received-on",
            paramLabel = "DATE",
            description = "Day on which the owner received the request; today if not given.")
    private @Nullable LocalDate receivedOn;

    @Override
    public Integer call() {
        return api.run(() -> {
            ObjectNode request =
                    JSON.createObjectNode().put("warehouseId", warehouse).put("reason", reason);
            if (receivedOn != null) {
                request.put("receivedOn", receivedOn.toString());
            }
            api.print(
                    api.client().post("/api/video/requests", request),
                    answer -> "Request %s, due on %s"
                            .formatted(
                                    answer.path("id").asString(""),
                                    answer.path("dueOn").asString("")));
        });
    }
}
