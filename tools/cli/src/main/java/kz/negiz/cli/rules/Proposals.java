package kz.negiz.cli.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The editions and proposals of a running platform. */
final class Proposals {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPEN = Set.of("PREPARED", "WAITS");

    private final ApiClient client;

    Proposals(ApiClient client) {
        this.client = client;
    }

    JsonNode overview() {
        return client.get("/api/rules");
    }

    /** The address of an open proposal that was named by its id, or by its number where only one has it. */
    String open(String named) {
        if (!isNumber(named)) {
            return proposal(named);
        }
        List<String> found = ids(each -> each.path("edition").asString("").equals(named)
                && OPEN.contains(each.path("state").asString("")));
        if (found.size() != 1) {
            throw new CommandFailed(
                    Negiz.USAGE,
                    found.isEmpty()
                            ? "No open proposal has the number " + named + "."
                            : "More than one proposal has the number " + named + "; name one by its id: "
                                    + String.join(", ", found) + ".");
        }
        return proposal(found.getFirst());
    }

    /** The address of an edition, or else of an open proposal. */
    String any(String named) {
        if (isNumber(named)) {
            for (JsonNode each : overview().path("editions")) {
                if (each.path("edition").asString("").equals(named)) {
                    return "/api/rules/editions/" + named;
                }
            }
        }
        return open(named);
    }

    /** Signs the document of a proposal; nothing where this operator has nothing to sign. */
    JsonNode sign(JsonNode prepared) {
        String document = prepared.path("document").asString("");
        String id = prepared.path("proposal").path("id").asString("");
        if (document.isEmpty()) {
            throw new CommandFailed(
                    Negiz.REFUSED,
                    "There is nothing for you to sign: the proposal is "
                            + prepared.path("proposal").path("state").asString("") + ".");
        }
        byte[] cms = client.key().sign(Base64.getDecoder().decode(document));
        return client.post(
                proposal(id) + "/confirmations",
                JSON.createObjectNode()
                        .put("document", document)
                        .put("signature", new String(Base64.getEncoder().encode(cms), StandardCharsets.US_ASCII)));
    }

    static String words(JsonNode prepared) {
        List<String> words = new ArrayList<>();
        prepared.path("words").forEach(sentence -> words.add(sentence.asString("")));
        return String.join("\n", words);
    }

    private List<String> ids(Predicate<JsonNode> wanted) {
        List<String> ids = new ArrayList<>();
        for (JsonNode each : overview().path("proposals")) {
            if (wanted.test(each)) {
                ids.add(each.path("id").asString(""));
            }
        }
        return ids;
    }

    private static boolean isNumber(String named) {
        return named.matches("\\d{1,9}");
    }

    private static String proposal(String id) {
        if (!id.matches("[0-9a-f-]{36}")) {
            throw new CommandFailed(Negiz.USAGE, "A proposal is named by its number or its id; " + id + " is neither.");
        }
        return "/api/rules/proposals/" + id;
    }
}
