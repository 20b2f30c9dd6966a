package kz.negiz.cli.registry;

import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz registry block}: for a violation, or on an application. */
@Command(
        name = "block",
        description =
                "Block a user: for a violation (broken rule and evidence), or on an application (number and reason).",
        mixinStandardHelpOptions = true)
final class BlockCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Holder holder = new Holder();

    @Option(
            names = "--violation",
            paramLabel = "RULE",
            defaultValue = "",
            description = "The broken rule, such as R41-6.")
    private String violation = "";

    @Option(names = "--evidence", paramLabel = "ID", description = "Id of the evidence; repeatable.")
    private List<String> evidence = List.of();

    @Option(
            names = "--application",
            paramLabel = "NUMBER",
            defaultValue = "",
            description = "The application for blocking.")
    private String application = "";

    @Option(
            names = "--reason",
            defaultValue = "",
            description = "With an application: DISMISSAL, REMOVAL_FROM_OFFICE …")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            defaultValue = "",
            description = "End of the block, such as 2026-12-31T00:00:00Z.")
    private String until = "";

    @Override
    public Integer call() {
        if (violation.isEmpty() == application.isEmpty()) {
            throw new CommandFailed(
                    Negiz.USAGE, "Give either --violation with --evidence, or --application with --reason");
        }
        return api.run(() -> {
            ApiClient client = api.client();
            ObjectNode request = JSON.createObjectNode()
                    .put("account", holder.account(client).toString());
            ObjectNode ground = request.putObject("ground");
            if (violation.isEmpty()) {
                ground.put("ground", "APPLICATION").put("reason", reason);
                ground.putObject("application").put("number", application).put("date", UserCommand.today());
            } else {
                ArrayNode ids = ground.put("ground", "VIOLATION")
                        .put("brokenRule", violation)
                        .putArray("evidence");
                evidence.forEach(ids::add);
            }
            if (!until.isEmpty()) {
                request.put("endsAt", until);
            }
            api.print(
                    client.post("/api/registry/blocks", request),
                    answer -> "Blocked: decision " + answer.path("id").asString());
        });
    }
}
