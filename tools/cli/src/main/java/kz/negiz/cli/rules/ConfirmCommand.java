package kz.negiz.cli.rules;

import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code negiz rules confirm}: the second operator's signature. */
@Command(
        name = "confirm",
        mixinStandardHelpOptions = true,
        description = "Signs a proposed edition as the second operator: it takes effect at its moment.")
final class ConfirmCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "N", description = "Number of the proposed edition, or the id of the proposal.")
    private String named = "";

    @Override
    public Integer call() {
        return api.run(() -> {
            ApiClient client = api.client();
            Proposals proposals = new Proposals(client);
            JsonNode prepared = client.get(proposals.open(named));
            JsonNode outcome = proposals.sign(prepared);
            api.print(
                    outcome,
                    answer -> Proposals.words(prepared) + "\n"
                            + (answer.path("confirmed").asBoolean(false)
                                    ? "Confirmed: it takes effect at its moment."
                                    : "Signed: another operator has to confirm it."));
        });
    }
}
