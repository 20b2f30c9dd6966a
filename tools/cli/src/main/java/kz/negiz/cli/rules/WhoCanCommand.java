package kz.negiz.cli.rules;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kz.negiz.rules.BodyProfile;
import kz.negiz.rules.Case;
import kz.negiz.rules.Cell;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Ruling;
import kz.negiz.rules.Service;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz rules who-can}: to whom a service is open, how far, and by which paragraph. */
@Command(
        name = "who-can",
        mixinStandardHelpOptions = true,
        description = "Says to whom a service is open, how far, and by which paragraph.")
final class WhoCanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SERVICE", description = "Code of the service, such as VAT_PAYERS.")
    private String service;

    @Option(
            names = "--edition",
            paramLabel = "EDITION",
            description = "Number of a shipped edition, or a folder (default: the shipped one in force).")
    private @Nullable String edition;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    private record Row(Profile profile, Ruling.Decided ruling, List<BodyProfile> holders) {}

    @Override
    public Integer call() {
        EditionArgument of = EditionArgument.of(edition);
        Edition rules = of.rules().edition();
        Service asked = rules.service(service)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "The service " + CaseText.shown(service) + " is not known in edition " + rules.number() + "."));
        List<Row> rows = new ArrayList<>();
        for (Profile profile : rules.profiles()) {
            if (of.rules().ruling(new Case(profile.code(), service)) instanceof Ruling.Decided decided) {
                rows.add(new Row(profile, decided, rules.holders(profile)));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(json(asked, rows, rules.number())));
        } else {
            print(out, asked, rows, rules.number());
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, Service asked, List<Row> rows, int edition) {
        out.println(asked.number() + " " + asked.code() + ": " + asked.title().en() + " (edition " + edition + ")");
        for (Row row : rows) {
            if (row.ruling().level() == Cell.NONE) {
                continue;
            }
            out.println();
            out.printf(
                    Locale.ROOT,
                    "%-20s  %s  %s, paragraphs %s  %s%n",
                    row.ruling().level(),
                    row.profile().code(),
                    FindingText.place(row.profile()),
                    row.profile().paragraphs(),
                    row.ruling().rule());
            byBody(row.holders())
                    .forEach((body, roles) -> out.println("    " + body + ": " + String.join(", ", roles)));
            if (row.holders().isEmpty()) {
                out.println("    nobody has this access right");
            }
        }
        String closed = rows.stream()
                .filter(row -> row.ruling().level() == Cell.NONE)
                .map(row -> row.profile().code())
                .collect(Collectors.joining(", "));
        out.println();
        out.println("NONE  " + (closed.isEmpty() ? "-" : closed));
    }

    private static Map<String, List<String>> byBody(List<BodyProfile> holders) {
        Map<String, List<String>> bodies = new TreeMap<>();
        holders.forEach(holder -> bodies.computeIfAbsent(holder.bodyKind(), body -> new ArrayList<>())
                .add((holder.actor() == BodyProfile.Actor.SYSTEM ? "its information system" : holder.roleCode()) + " ("
                        + holder.requirement() + ")"));
        return bodies;
    }

    private static ObjectNode json(Service asked, List<Row> rows, int edition) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("service", asked.code());
        node.put("number", asked.number());
        node.put("edition", edition);
        ArrayNode profiles = node.putArray("profiles");
        for (Row row : rows) {
            ObjectNode profile = profiles.addObject()
                    .put("profile", row.profile().code())
                    .put("level", row.ruling().level().name())
                    .put("rule", row.ruling().rule())
                    .put("order", row.profile().order().name())
                    .put("annex", row.profile().annex())
                    .put("column", row.profile().column())
                    .put("paragraphs", row.profile().paragraphs());
            ArrayNode holders = profile.putArray("holders");
            row.holders()
                    .forEach(holder -> holders.addObject()
                            .put("body", holder.bodyKind())
                            .put("actor", holder.actor().name())
                            .put("role", holder.roleCode())
                            .put("rule", holder.requirement()));
        }
        return node;
    }
}
