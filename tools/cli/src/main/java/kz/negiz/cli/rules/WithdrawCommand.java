package kz.negiz.cli.rules;

import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.ObjectMapper;

/** {@code negiz rules withdraw}: takes a proposal back. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description = "Takes a proposed edition back; it stays on record.")
final class WithdrawCommand implements Callable<Integer> {

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(paramLabel = "N", description = "Number of the proposed edition, or the id of the proposal.")
    private String named = "";

    @Override
    public Integer call() {
        return api.run(() -> {
            ApiClient client = api.client();
            api.print(
                    client.post(
                            new Proposals(client).open(named) + "/withdrawal", new ObjectMapper().createObjectNode()),
                    answer -> "Withdrawn: " + answer.path("id").asString(""));
        });
    }
}
