package kz.negiz.cli.encumbrance;

import java.util.UUID;
import java.util.concurrent.Callable;
import kz.negiz.cli.api.ApiOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Settles an encumbrance by the letter of the register's owner. */
@Command(
        name = "settle",
        description =
                "Put on record what the letter of a register's owner says of an encumbrance nobody knows of; for operators.",
        mixinStandardHelpOptions = true)
final class SettleCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The encumbrance's id.")
    private UUID id = new UUID(0, 0);

    /** What a letter can say. */
    enum Said {
        DONE,
        REJECTED,
        NOT_EXECUTED
    }

    @Option(names = "--state", paramLabel = "STATE", required = true, description = "${COMPLETION-CANDIDATES}.")
    private Said state = Said.NOT_EXECUTED;

    @Option(names = "--letter", paramLabel = "TEXT", required = true, description = "Number and date of the letter.")
    private String letter = "";

    @Option(
            names = "--number",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Registration number; for DONE, and only then.")
    private String number = "";

    @Override
    public Integer call() {
        return api.run(() -> {
            ObjectNode said = JSON.createObjectNode().put("state", state.name()).put("letter", letter);
            if (!number.isEmpty()) {
                said.put("registrationNumber", number);
            }
            api.print(api.client().post("/api/encumbrances/" + id + "/outcome", said), EncumbranceText::ofSummary);
        });
    }
}
