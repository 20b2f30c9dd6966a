package kz.negiz.cli.rules;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import kz.negiz.rules.Cell;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Service;
import kz.negiz.rules.ShippedEdition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz rules show}: an edition with its source, its date, what it holds and its digest. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows an edition: its source, from when it holds, what it counts, its digest.")
final class ShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "EDITION",
            arity = "0..1",
            description = "Number of a shipped edition, or a folder (default: the shipped one in force).")
    private @Nullable String edition;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() {
        EditionArgument of = EditionArgument.of(edition);
        ShippedEdition files = of.files();
        Map<String, Integer> counts = counts(of.rules().edition());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("edition", files.number());
            node.put("source", files.source());
            node.put("validFrom", files.validFrom().toString());
            node.put("sha256", files.sha256());
            ObjectNode counted = node.putObject("counts");
            counts.forEach(counted::put);
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } else {
            out.println("edition  " + files.number());
            out.println("source   " + files.source());
            out.println("from     " + files.validFrom());
            out.println("sha256   " + files.sha256());
            counts.forEach((what, count) -> out.printf("%7d  %s%n", count, what));
        }
        out.flush();
        return 0;
    }

    private static Map<String, Integer> counts(Edition edition) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("services", edition.services().size());
        counts.put("profiles", edition.profiles().size());
        counts.put("cells", edition.cells());
        for (Cell cell : Cell.values()) {
            counts.put("cells " + cell, 0);
        }
        for (Profile profile : edition.profiles()) {
            for (Service service : edition.services()) {
                if (edition.hasCell(profile, service)) {
                    counts.merge("cells " + edition.cell(profile, service), 1, Integer::sum);
                }
            }
        }
        counts.put("roles", edition.roles().size());
        counts.put("rows of bodies and roles", edition.bodyProfiles().size());
        counts.put("listed articles", edition.listedArticles().size());
        counts.put("bases to choose from", edition.chosenBases().size());
        return counts;
    }
}
