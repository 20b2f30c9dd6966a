package kz.negiz.cli.rules;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kz.negiz.rules.Change;
import kz.negiz.rules.EditionDiff;
import kz.negiz.rules.ShippedEdition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz rules diff}: what opens and what closes for whom when one edition follows another. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = "Says what opens and what closes for whom when one edition follows another.")
final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FROM", description = "Number of a shipped edition, or a folder.")
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "Number of a shipped edition, or a folder.")
    private String to;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        EditionArgument older = EditionArgument.of(from);
        EditionArgument newer = EditionArgument.of(to);
        List<Change> changes =
                EditionDiff.between(older.rules().edition(), newer.rules().edition());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(json(older.files(), newer.files(), changes)));
        } else {
            print(out, older.files(), newer.files(), changes);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, ShippedEdition older, ShippedEdition newer, List<Change> changes) {
        out.println("from  " + line(older));
        out.println("to    " + line(newer));
        for (Change.Direction direction : Change.Direction.values()) {
            List<Change> those = changes.stream()
                    .filter(change -> change.direction() == direction)
                    .toList();
            out.println();
            out.println(heading(direction) + " (" + those.size() + ")");
            for (Change change : those) {
                out.println("  " + name(change.kind()) + "  "
                        + (change.profile().isEmpty() ? "" : change.profile() + " / ") + change.item() + ": "
                        + shown(change.from()) + " -> " + shown(change.to())
                        + (change.whom().isEmpty() ? "" : "; for " + String.join(", ", change.whom())));
            }
        }
        if (changes.isEmpty() && !older.sha256().equals(newer.sha256())) {
            out.println();
            out.println("The files differ, but in names, notes or dates only.");
        }
    }

    private static String heading(Change.Direction direction) {
        return switch (direction) {
            case OPENS -> "Opens";
            case CLOSES -> "Closes";
            case ALTERS -> "Changes otherwise";
        };
    }

    private static String name(Change.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }

    private static String line(ShippedEdition edition) {
        return "edition " + edition.number() + ", from " + edition.validFrom() + ", sha256 " + edition.sha256();
    }

    private static ObjectNode json(ShippedEdition older, ShippedEdition newer, List<Change> changes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("from", json(older));
        node.set("to", json(newer));
        ArrayNode array = node.putArray("changes");
        for (Change change : changes) {
            ObjectNode entry = array.addObject()
                    .put("direction", change.direction().name())
                    .put("kind", change.kind().name())
                    .put("profile", change.profile())
                    .put("item", change.item())
                    .put("from", change.from())
                    .put("to", change.to());
            ArrayNode whom = entry.putArray("whom");
            change.whom().forEach(whom::add);
        }
        return node;
    }

    private static ObjectNode json(ShippedEdition edition) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("edition", edition.number())
                .put("source", edition.source())
                .put("validFrom", edition.validFrom().toString())
                .put("sha256", edition.sha256());
    }
}
