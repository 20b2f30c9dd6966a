package kz.negiz.cli.registry;

import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz registry unblock}: by a new decision with number and date. */
@Command(
        name = "unblock",
        description = "Lift the blocks of a user by a new decision.",
        mixinStandardHelpOptions = true)
final class UnblockCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Mixin
    private Holder holder = new Holder();

    @Option(names = "--decision", required = true, paramLabel = "NUMBER", description = "Number of the decision.")
    private String decision = "";

    @Option(names = "--date", paramLabel = "DATE", defaultValue = "", description = "Its date; today if not given.")
    private String date = "";

    @Override
    public Integer call() {
        return api.run(() -> {
            ApiClient client = api.client();
            String account = holder.account(client).toString();
            ObjectNode request = JSON.createObjectNode().put("account", account);
            ArrayNode blocks = request.putArray("blocks");
            for (JsonNode block : client.get("/api/registry/blocks?account=" + account)) {
                if (block.path("inForce").asBoolean(false)) {
                    blocks.add(block.path("id").asString());
                }
            }
            if (blocks.isEmpty()) {
                throw new CommandFailed(Negiz.REFUSED, "This user is not blocked");
            }
            request.putObject("decision")
                    .put("number", decision)
                    .put("date", date.isEmpty() ? UserCommand.today() : date);
            api.print(
                    client.post("/api/registry/unblocks", request),
                    answer -> "Unblocked: decision " + answer.path("id").asString());
        });
    }
}
