package kz.negiz.cli.registry;

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
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz registry system}: information systems; {@code registry block} and {@code unblock} serve them like users. */
@Command(
        name = "system",
        description = "Information systems of the bodies. To block one: registry block --system OID --bin BIN.",
        mixinStandardHelpOptions = true,
        subcommands = {SystemCommand.Add.class, SystemCommand.All.class, CommandLine.HelpCommand.class})
final class SystemCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "INFORMATION_SYSTEM";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: add or list.");
    }

    /** Registers a system on an Application (R41-4b). */
    @Command(name = "add", description = "Register a system on an application.", mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Mixin
        private Holder holder = new Holder();

        @Option(names = "--name", required = true, description = "Name of the system.")
        private String name = "";

        @Option(names = "--body", required = true, paramLabel = "CODE", description = "The system's body.")
        private String body = "";

        @Option(
                names = "--department",
                defaultValue = "/",
                paramLabel = "PATH",
                description = "The system's department.")
        private String department = "";

        @Option(
                names = "--profile",
                required = true,
                paramLabel = "CODE",
                description = "The access right that bears the system's name, such as MIA_IS_MO.")
        private String profile = "";

        @Option(names = "--key-storage", defaultValue = "PKCS12", description = "Where the system keeps its EDS key.")
        private String keyStorage = "";

        @Option(names = "--application", required = true, paramLabel = "NUMBER", description = "The application.")
        private String application = "";

        @Override
        public Integer call() {
            return api.run(() -> {
                ObjectNode request = JSON.createObjectNode();
                request.set("holder", holder.json());
                ObjectNode particulars = request.putObject("particulars");
                particulars
                        .put("fullName", name)
                        .put("position", "—")
                        .put("roleCode", profile)
                        .put("body", body)
                        .put("department", department)
                        .put("keyStorage", keyStorage);
                particulars.putArray("roles").add(ROLE);
                particulars.putObject("application").put("number", application).put("date", UserCommand.today());
                api.print(
                        api.client().post("/api/registry/accounts", request),
                        answer -> "Registered: " + answer.path("id").asString());
            });
        }
    }

    /** Lists systems. */
    @Command(name = "list", description = "List systems.", mixinStandardHelpOptions = true)
    static final class All implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Option(names = "--body", defaultValue = "", description = "Of this body only.")
        private String body = "";

        @Override
        public Integer call() {
            return api.run(() ->
                    api.print(api.client().get("/api/registry/accounts?role=" + ROLE + "&body=" + body), All::text));
        }

        private static String text(JsonNode page) {
            List<String> lines = new ArrayList<>();
            for (JsonNode account : page.path("accounts")) {
                lines.add("%s  %-20s %-32s %s%s"
                        .formatted(
                                account.path("id").asString(""),
                                account.path("body").asString(""),
                                account.path("roleCode").asString(""),
                                account.path("fullName").asString(""),
                                account.path("blocked").asBoolean() ? " (blocked)" : ""));
            }
            return lines.isEmpty() ? "No information systems." : String.join("\n", lines);
        }
    }
}
