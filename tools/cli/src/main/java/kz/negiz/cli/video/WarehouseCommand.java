package kz.negiz.cli.video;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz video warehouse}: register and list warehouses. */
@Command(
        name = "warehouse",
        description = "Temporary storage warehouses.",
        mixinStandardHelpOptions = true,
        subcommands = {WarehouseCommand.Add.class, WarehouseCommand.Show.class, CommandLine.HelpCommand.class})
final class WarehouseCommand implements Runnable {

    private static final String PATH = "/api/video/warehouses";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: add or list.");
    }

    /** Registers a warehouse. */
    @Command(
            name = "add",
            description = "Register a warehouse: the operator for any body, an officer for the own one (R283-4b).",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    static final class Add implements Callable<Integer> {

        private static final JsonMapper JSON = JsonMapper.builder().build();

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Option(
                names = "--owner",
                required = true,
                paramLabel = "BODY",
                description = "Code of the owner's organisation in the registry.")
        private String owner = "";

        @Option(names = "--bin", required = true, paramLabel = "BIN", description = "The owner's BIN.")
        private String bin = "";

        @Option(names = "--name", required = true, paramLabel = "TEXT", description = "Name of the warehouse.")
        private String name = "";

        @Option(names = "--address", required = true, paramLabel = "TEXT", description = "Where it stands.")
        private String address = "";

        @Option(
                names = "--registered-by",
                defaultValue = "",
                paramLabel = "BODY",
                description = "Code of the body that entered the owner in the register; an officer's own if not given.")
        private String registeredBy = "";

        @Override
        public Integer call() {
            return api.run(() -> {
                ObjectNode warehouse = JSON.createObjectNode()
                        .put("ownerBody", owner)
                        .put("ownerBin", bin)
                        .put("name", name)
                        .put("address", address);
                if (!registeredBy.isEmpty()) {
                    warehouse.put("registeredByBody", registeredBy);
                }
                api.print(api.client().post(PATH, warehouse), answer -> "Registered: " + line(answer));
            });
        }
    }

    /** Lists warehouses. */
    @Command(name = "list", description = "List the warehouses that you may see.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Override
        public Integer call() {
            return api.run(() -> api.print(api.client().get(PATH), WarehouseCommand::lines));
        }
    }

    private static String lines(JsonNode warehouses) {
        List<String> lines = new ArrayList<>();
        warehouses.forEach(warehouse -> lines.add(line(warehouse)));
        return lines.isEmpty() ? "No warehouses." : String.join("\n", lines);
    }

    private static String line(JsonNode warehouse) {
        return "%s  %s, %s  (owner %s, register of %s)"
                .formatted(
                        warehouse.path("id").asString(""),
                        warehouse.path("name").asString(""),
                        warehouse.path("address").asString(""),
                        warehouse.path("ownerBody").asString(""),
                        warehouse.path("registeredByBody").asString(""));
    }
}
