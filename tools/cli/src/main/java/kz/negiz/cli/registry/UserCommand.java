package kz.negiz.cli.registry;

import java.time.LocalDate;
import java.time.ZoneId;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz registry user}. */
@Command(
        name = "user",
        description = "Users and what they may be used for.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UserCommand.Add.class,
            UserCommand.All.class,
            UserCommand.Show.class,
            CommandLine.HelpCommand.class
        })
final class UserCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: add, list or show.");
    }

    /** Registers a user on an Application (R41-4b). */
    @Command(name = "add", description = "Register a user on an application.", mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Mixin
        private Holder holder = new Holder();

        @Option(names = "--name", required = true, description = "Full name.")
        private String name = "";

        @Option(names = "--position", defaultValue = "—", description = "Position.")
        private String position = "";

        @Option(names = "--unit-headed", defaultValue = "NONE", description = "NONE, DIRECTORATE or DIVISION (R41-A1).")
        private String unitHeaded = "";

        @Option(names = "--body", required = true, paramLabel = "CODE", description = "The user's body.")
        private String body = "";

        @Option(names = "--department", defaultValue = "/", paramLabel = "PATH", description = "The user's department.")
        private String department = "";

        @Option(
                names = "--role",
                required = true,
                description =
                        "OFFICER, OFFICIAL, OPERATOR, PROSECUTOR, WAREHOUSE_OFFICER, WAREHOUSE_OWNER; repeatable.")
        private List<String> roles = List.of();

        @Option(
                names = "--role-code",
                defaultValue = "",
                description = "Officers: role of annex 12, or STATE_REVENUE_UNIT_HEAD.")
        private String roleCode = "";

        @Option(
                names = "--key-storage",
                defaultValue = "KAZTOKEN",
                description = "Where the user keeps the EDS key (R150-38).")
        private String keyStorage = "";

        @Option(names = "--application", required = true, paramLabel = "NUMBER", description = "The application.")
        private String application = "";

        @Option(
                names = "--appointment",
                defaultValue = "",
                paramLabel = "NUMBER",
                description = "Officials: the order that names them (R41-16).")
        private String appointment = "";

        @Option(
                names = "--date",
                paramLabel = "DATE",
                defaultValue = "",
                description = "Date of these papers; today if not given.")
        private String date = "";

        @Override
        public Integer call() {
            return api.run(() -> {
                ObjectNode request = JSON.createObjectNode();
                request.set("holder", holder.json());
                ObjectNode particulars = request.putObject("particulars");
                particulars
                        .put("fullName", name)
                        .put("position", position)
                        .put("unitHeaded", unitHeaded)
                        .put("roleCode", roleCode)
                        .put("body", body)
                        .put("department", department)
                        .put("keyStorage", keyStorage);
                ArrayNode wanted = particulars.putArray("roles");
                roles.forEach(wanted::add);
                String day = date.isEmpty() ? today() : date;
                particulars.putObject("application").put("number", application).put("date", day);
                if (!appointment.isEmpty()) {
                    particulars
                            .putObject("appointment")
                            .put("number", appointment)
                            .put("date", day);
                }
                api.print(
                        api.client().post("/api/registry/accounts", request),
                        answer -> "Registered: " + answer.path("id").asString());
            });
        }
    }

    /** Lists users. */
    @Command(name = "list", description = "List users.", mixinStandardHelpOptions = true)
    static final class All implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Option(names = "--body", defaultValue = "", description = "Of this body only.")
        private String body = "";

        @Override
        public Integer call() {
            return api.run(() -> api.print(api.client().get("/api/registry/accounts?body=" + body), All::text));
        }

        private static String text(JsonNode page) {
            List<String> lines = new ArrayList<>();
            for (JsonNode account : page.path("accounts")) {
                lines.add("%s  %-20s %-24s %s"
                        .formatted(
                                account.path("id").asString(""),
                                account.path("body").asString(""),
                                account.path("roles").toString(),
                                account.path("fullName").asString("")));
            }
            return lines.isEmpty() ? "No users." : String.join("\n", lines);
        }
    }

    /** Shows a user. */
    @Command(name = "show", description = "Show a user by account id.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Parameters(paramLabel = "ACCOUNT", description = "Account id, as list shows it.")
        private String account = "";

        @Override
        public Integer call() {
            return api.run(
                    () -> api.print(api.client().get("/api/registry/accounts/" + account), JsonNode::toPrettyString));
        }
    }

    static String today() {
        return LocalDate.now(ZoneId.of("Asia/Almaty")).toString();
    }
}
