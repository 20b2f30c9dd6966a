package kz.negiz.cli.audit;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kz.negiz.cli.api.ApiOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows what was asked in a period, or only how much. */
@Command(
        name = "report",
        description =
                "As an official or the operator: what was asked in a period, or only how much (R150-42, R150-43).",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "Beginning: a day or a time.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "End, not in the period.")
    private String to = "";

    @Option(names = "--account", paramLabel = "ID", description = "Only questions of this account.")
    private @Nullable UUID account;

    @Option(names = "--counts", description = "Only the three figures of R150-42.")
    private boolean counts;

    @Override
    public Integer call() {
        return api.run(() -> {
            String period =
                    "?from=" + PeriodArgument.moment("--from", from) + "&to=" + PeriodArgument.moment("--to", to);
            if (counts) {
                api.print(api.client().get("/api/audit/reports/counts" + period), ReportCommand::figures);
            } else {
                api.print(
                        api.client()
                                .get("/api/audit/reports/questions" + period
                                        + (account == null ? "" : "&account=" + account)),
                        ReportCommand::questions);
            }
        });
    }

    private static String figures(JsonNode report) {
        return "carried out " + report.path("carriedOut").asLong(0) + ", not accepted "
                + report.path("notAccepted").asLong(0) + ", breaches "
                + report.path("breaches").asLong(0) + upTo(report);
    }

    private static String questions(JsonNode report) {
        return report.path("questions")
                        .valueStream()
                        .map(one -> one.path("time").asString("") + "  "
                                + one.path("account").asString("") + " #"
                                + one.path("userNumber").asLong(0) + "  "
                                + one.path("action").asString("") + " "
                                + one.path("outcome").asString("") + " " + one.path("rules"))
                        .collect(Collectors.joining("\n"))
                + upTo(report);
    }

    private static String upTo(JsonNode report) {
        JsonNode upTo = report.path("completeUpTo");
        return "\nComplete up to event " + upTo.path("number").asLong(0) + " of "
                + upTo.path("producer").asString("") + ", " + upTo.path("time").asString("no time");
    }
}
