package kz.negiz.cli.encumbrance;

import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists encumbrances. */
@Command(
        name = "list",
        description = "List encumbrances, the latest first: a system's own, or an officer's to confirm.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Option(names = "--subordinates", description = "Those of an official's subordinates.")
    private boolean subordinates;

    @Option(names = "--unknown", description = "Those of which nobody knows what became; for operators.")
    private boolean unknown;

    @Option(names = "--before", paramLabel = "ID", defaultValue = "", description = "Go on from this one.")
    private String before = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many (default: 20).")
    private int limit;

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client()
                        .get((unknown ? "/api/encumbrances/unknown" : "/api/encumbrances")
                                + "?limit=" + limit
                                + (subordinates ? "&of=subordinates" : "")
                                + (before.isEmpty() ? "" : "&before=" + before)),
                EncumbranceText::ofPage));
    }
}
