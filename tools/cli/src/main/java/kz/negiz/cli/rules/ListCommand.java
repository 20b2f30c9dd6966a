package kz.negiz.cli.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code negiz rules list}: the editions of a running platform, what is proposed, and what came with the program. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the editions of the running platform, the proposals, and what came with the program.")
final class ListCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        return api.run(() -> api.print(new Proposals(api.client()).overview(), ListCommand::text));
    }

    private static String text(JsonNode overview) {
        List<String> lines = new ArrayList<>();
        for (JsonNode each : overview.path("editions")) {
            boolean inForce =
                    each.path("edition").asInt(0) == overview.path("inForce").asInt(-1);
            String state = inForce ? "in force" : each.path("begun").asBoolean(false) ? "past" : "comes";
            lines.add("edition %s  %-9s from %s  %s"
                    .formatted(
                            each.path("edition").asString(""),
                            state,
                            each.path("validFrom").asString(""),
                            each.path("source").asString("")));
        }
        for (JsonNode each : overview.path("proposals")) {
            lines.add(
                    "proposal of edition %s  %s  %s, signed by %d of %s, from %s: opens %s, closes %s, changes otherwise %s"
                            .formatted(
                                    each.path("edition").asString(""),
                                    each.path("id").asString(""),
                                    each.path("state").asString(""),
                                    each.path("signed").size(),
                                    each.path("needed").asString(""),
                                    each.path("validFrom").asString(""),
                                    each.path("opens").asString(""),
                                    each.path("closes").asString(""),
                                    each.path("alters").asString("")));
        }
        for (JsonNode each : overview.path("offered")) {
            lines.add("came with the program: edition %s  %s"
                    .formatted(
                            each.path("shipped").asString(""),
                            each.path("source").asString("")));
        }
        return String.join("\n", lines);
    }
}
