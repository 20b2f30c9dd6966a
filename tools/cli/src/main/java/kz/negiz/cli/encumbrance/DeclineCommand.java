package kz.negiz.cli.encumbrance;

import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Declines an encumbrance. */
@Command(
        name = "decline",
        description = "Say that you do not want an encumbrance that waits for your confirmation.",
        mixinStandardHelpOptions = true)
final class DeclineCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The encumbrance's id.")
    private UUID id = new UUID(0, 0);

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why not, in a sentence.")
    private String why = "";

    @Override
    public Integer call() {
        return api.run(() -> api.print(
                api.client()
                        .post(
                                "/api/encumbrances/" + id + "/refusal",
                                JSON.createObjectNode().put("why", why)),
                EncumbranceText::of));
    }
}
