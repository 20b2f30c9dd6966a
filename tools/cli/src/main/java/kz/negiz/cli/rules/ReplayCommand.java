package kz.negiz.cli.rules;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code negiz rules replay}: what an edition would have decided on the questions of the last days, part by part. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Tells what an edition, or a proposed one, would have decided on the questions of the last days.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:replayed, whatever differs",
            "1:refused, or decisions on record are not reproduced by their own edition"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "N", description = "Number of an edition or of a proposed one, or the id of a proposal.")
    private String named = "";

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "31",
            description = "How far back (default: 31, at most 366).")
    private int days;

    private boolean sound = true;

    @Override
    public Integer call() {
        int code = api.run(this::replay);
        return code == 0 && !sound ? Negiz.REFUSED : code;
    }

    private void replay() {
        ApiClient client = api.client();
        String address = new Proposals(client).any(named) + "/replay?days=" + days;
        PrintWriter out = api.out();
        Map<String, Long> counts = new LinkedHashMap<>();
        String next = "";
        boolean first = true;
        do {
            JsonNode part = client.get(next.isEmpty() ? address : address + "&after=" + next);
            if (api.json() && next.isEmpty()) {
                out.print("{\"edition\":" + part.path("edition") + ",\"days\":" + days + ",\"lines\":[");
            }
            for (JsonNode line : part.path("lines")) {
                out.print(api.json() ? (first ? "\n" : ",\n") + line : text(line) + "\n");
                first = false;
            }
            out.flush();
            part.path("counts")
                    .properties()
                    .forEach(count ->
                            counts.merge(count.getKey(), count.getValue().asLong(0), Long::sum));
            next = part.path("next").asString("");
            if (!api.json() && !next.isEmpty()) {
                api.err()
                        .printf(
                                Locale.ROOT,
                                "%3.0f %%, questions: %d%n",
                                part.path("done").asDouble(0) * 100,
                                counts.getOrDefault("questions", 0L));
                api.err().flush();
            }
        } while (!next.isEmpty());
        sound = counts.getOrDefault("notReproduced", 0L) + counts.getOrDefault("unreadable", 0L) == 0;
        if (api.json()) {
            ObjectNode all = JSON.createObjectNode();
            counts.forEach(all::put);
            out.println("\n],\"counts\":" + all + "}");
        } else {
            counts.forEach((what, count) -> out.printf(Locale.ROOT, "%9d  %s%n", count, what));
        }
        out.flush();
    }

    private static String text(JsonNode line) {
        return "%-13s %s  %s  %s -> %s"
                .formatted(
                        line.path("turn").asString(""),
                        line.path("question").asString(""),
                        line.path("service").asString(""),
                        said(line.path("then")),
                        said(line.path("now")));
    }

    private static String said(JsonNode said) {
        String what = said.path("level").asString(said.path("reason").asString(""));
        return said.path("decision").asString("")
                + (what.isEmpty() ? "" : " " + what)
                + (said.path("rule").asString("").isEmpty()
                        ? ""
                        : " (" + said.path("rule").asString("") + ")");
    }
}
