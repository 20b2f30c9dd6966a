package kz.negiz.cli.encumbrance;

import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Confirms an encumbrance with the own signature. */
@Command(
        name = "confirm",
        description = {
            "Show what an encumbrance says and, with --yes, sign it: it is sent then, once, and cannot be taken back."
        },
        mixinStandardHelpOptions = true)
final class ConfirmCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The encumbrance's id.")
    private UUID id = new UUID(0, 0);

    @Option(names = "--yes", description = "Sign it.")
    private boolean yes;

    @Override
    public Integer call() {
        return api.run(() -> {
            ApiClient client = api.client();
            JsonNode view = client.get("/api/encumbrances/" + id);
            String document = view.path("document").asString("");
            if (!yes || document.isEmpty()) {
                api.print(view, EncumbranceText::of);
                if (!document.isEmpty()) {
                    throw new CommandFailed(Negiz.USAGE, "Not signed: read it, and give --yes");
                }
                throw new CommandFailed(Negiz.REFUSED, "It waits for no confirmation of yours");
            }
            byte[] signature = client.key().sign(Base64.getDecoder().decode(document));
            api.print(
                    client.post(
                            "/api/encumbrances/" + id + "/confirmation",
                            JSON.createObjectNode()
                                    .put("signature", Base64.getEncoder().encodeToString(signature))),
                    EncumbranceText::of);
        });
    }
}
