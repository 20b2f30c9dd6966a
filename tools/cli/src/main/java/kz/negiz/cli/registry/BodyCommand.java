package kz.negiz.cli.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiClient;
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
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz registry body}. */
@Command(
        name = "body",
        description = "State bodies and their departments.",
        mixinStandardHelpOptions = true,
        subcommands = {BodyCommand.Add.class, BodyCommand.All.class, CommandLine.HelpCommand.class})
final class BodyCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: add or list.");
    }

    /** Adds a body, with departments. */
    @Command(name = "add", description = "Add a body and its departments.", mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Parameters(paramLabel = "CODE", description = "Short name that stays for ever, such as kgd-almaty.")
        private String code = "";

        @Option(
                names = "--kind",
                required = true,
                description = "Kind of body, as in the rules: STATE_REVENUE, INTERNAL_AFFAIRS …")
        private String kind = "";

        @Option(names = "--name-kk", required = true, description = "Name in Kazakh.")
        private String nameKk = "";

        @Option(names = "--name-ru", required = true, description = "Name in Russian.")
        private String nameRu = "";

        @Option(names = "--name-en", required = true, description = "Name in English.")
        private String nameEn = "";

        @Option(
                names = "--department",
                paramLabel = "PATH",
                description = "Department, such as /almaty/inspections; repeatable.")
        private List<String> departments = List.of();

        @Override
        public Integer call() {
            return api.run(() -> {
                ApiClient client = api.client();
                ObjectNode body = JSON.createObjectNode().put("code", code).put("kind", kind);
                body.set("names", names());
                JsonNode added = client.post("/api/registry/bodies", body);
                for (String path : departments) {
                    ObjectNode department =
                            JSON.createObjectNode().put("body", code).put("path", path);
                    department.set("names", names());
                    client.post("/api/registry/departments", department);
                }
                api.print(added, answer -> "Added " + code + " with " + departments.size() + " departments.");
            });
        }

        private ObjectNode names() {
            return JSON.createObjectNode().put("kk", nameKk).put("ru", nameRu).put("en", nameEn);
        }
    }

    /** Lists the bodies. */
    @Command(name = "list", description = "List the bodies.", mixinStandardHelpOptions = true)
    static final class All implements Callable<Integer> {

        @Mixin
        private ApiOptions api = new ApiOptions();

        @Override
        public Integer call() {
            return api.run(() -> api.print(api.client().get("/api/registry/bodies"), All::text));
        }

        private static String text(JsonNode bodies) {
            List<String> lines = new ArrayList<>();
            for (JsonNode body : bodies) {
                lines.add("%-24s %-24s %s"
                        .formatted(
                                body.path("code").asString(""),
                                body.path("kind").asString(""),
                                body.path("names").path("kk").asString("")));
            }
            return String.join("\n", lines);
        }
    }
}
