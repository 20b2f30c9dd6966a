package kz.negiz.cli.registry;

import java.util.UUID;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.SigningKey;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whose account a verb is about: by IIN and BIN, of a system by BIN and identifier, or by the holder of a demo key, so that no number stands in the history of the terminal. */
final class Holder {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--iin", paramLabel = "IIN", description = "IIN of the user.")
    private String iin = "";

    @Option(names = "--bin", paramLabel = "BIN", description = "BIN of the organisation, for owners and systems.")
    private String bin = "";

    @Option(names = "--system", paramLabel = "OID", description = "Identifier of the information system.")
    private String system = "";

    @Option(
            names = "--of-key",
            paramLabel = "NAME|P12",
            description = "Take these numbers from this key's certificate.")
    private String ofKey = "";

    @Option(
            names = "--of-key-password",
            paramLabel = "TEXT",
            defaultValue = "demo",
            description = "Password of that key.")
    private String password = "";

    ObjectNode json() {
        if (!ofKey.isEmpty()) {
            SigningKey key = SigningKey.open(ofKey, password.toCharArray());
            return numbers(key.iin(), key.bin(), key.system());
        }
        if (iin.isEmpty() == system.isEmpty()) {
            throw new CommandFailed(
                    Negiz.USAGE, "Say whose account: --iin (and --bin), --system and --bin, or --of-key");
        }
        return numbers(iin, bin, system);
    }

    private static ObjectNode numbers(String iin, String bin, String system) {
        return JSON.createObjectNode().put("iin", iin).put("bin", bin).put("system", system);
    }

    /** The holder's account, which must exist. */
    UUID account(ApiClient client) {
        JsonNode found = client.post("/api/registry/accounts/find", json()).path("accounts");
        if (found.isEmpty()) {
            throw new CommandFailed(Negiz.REFUSED, "There is no account of this holder that you may see");
        }
        return UUID.fromString(found.get(0).path("id").asString());
    }
}
