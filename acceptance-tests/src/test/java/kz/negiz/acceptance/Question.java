package kz.negiz.acceptance;

import java.util.Base64;
import java.util.List;
import kz.negiz.cli.api.ApiClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question on its way: what is asked, the document that the server makes of it, the signature, the answer.
 *
 * @param subjects {@code kind} and {@code number} as the scenario names them
 */
public record Question(String profile, JsonNode basis, List<String> services, List<JsonNode> subjects) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static final String FIELD_INSPECTION = "STATE_REVENUE_FIELD_INSPECTION";
    public static final String COVERT_INVESTIGATION = "COVERT_INVESTIGATION";

    /** Under a field inspection, by its number. */
    public static Question underInspection(String number, JsonNode subject, String... services) {
        return numbered(FIELD_INSPECTION, "INSPECTION_NUMBER", number, subject, services);
    }

    /** Under a criminal case, by its number. */
    public static Question underCase(String number, JsonNode subject, String... services) {
        return numbered(COVERT_INVESTIGATION, "CRIMINAL_CASE_NUMBER", number, subject, services);
    }

    private static Question numbered(
            String profile, String basisKind, String number, JsonNode subject, String... services) {
        return new Question(
                profile,
                JSON.createObjectNode().put("kind", basisKind).put("number", number),
                List.of(services),
                List.of(subject));
    }

    /** The document that is to be signed, as the server makes it. */
    public byte[] draft(ApiClient client) {
        ObjectNode input = JSON.createObjectNode().put("profile", profile);
        input.set("basis", basis);
        ArrayNode codes = input.putArray("services");
        services.forEach(codes::add);
        ArrayNode asked = input.putArray("subjects");
        subjects.forEach(subject -> asked.addObject()
                .put("kind", subject.get("kind").asString())
                .put("value", subject.get("number").asString()));
        input.put("purpose", "To compare what was declared with what is registered")
                .put("language", "en");
        return Base64.getDecoder()
                .decode(client.post("/api/questions/drafts", input)
                        .get("document")
                        .asString());
    }

    /** Asks, signed with the client's own key. */
    public JsonNode ask(ApiClient client) {
        byte[] document = draft(client);
        return send(client, document, client.key().sign(document));
    }

    /** Hands a signed document in. */
    public static JsonNode send(ApiClient carrier, byte[] document, byte[] signature) {
        return carrier.post(
                "/api/questions",
                JSON.createObjectNode()
                        .put("document", Base64.getEncoder().encodeToString(document))
                        .put("signature", Base64.getEncoder().encodeToString(signature)));
    }
}
