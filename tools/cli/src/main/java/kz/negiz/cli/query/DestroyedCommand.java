package kz.negiz.cli.query;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Confirms that copies were destroyed. */
@Command(
        name = "destroyed",
        description = "Put on record that copies were destroyed by an act; it is about the copies alone.",
        mixinStandardHelpOptions = true)
final class DestroyedCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(arity = "1..*", paramLabel = "COPY", description = "Ids of copies, as copies lists them.")
    private List<UUID> copies = List.of();

    @Option(names = "--act", required = true, paramLabel = "NUMBER", description = "Number of the act.")
    private String act = "";

    @Option(names = "--on", required = true, paramLabel = "DATE", description = "Its date, such as 2026-11-22.")
    private LocalDate on = LocalDate.EPOCH;

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("act", act).put("on", on.toString());
        var ids = body.putArray("copies");
        copies.forEach(copy -> ids.add(copy.toString()));
        return api.run(() -> api.print(
                api.client().post("/api/questions/copies/destructions", body),
                done -> copies.size() + " on record as destroyed by act " + act));
    }
}
