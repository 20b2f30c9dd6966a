package kz.negiz.registry.agreement;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.log.json.StrictObject;
import kz.negiz.registry.standing.AgreementForm;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the holder of an account signs: version 1 of {@code kz.negiz.agreement}, canonical JSON (RFC 8785). It names the text
 * by its digest and says the acceptance in words; {@code docs/agreement-format.md} specifies it.
 *
 * @param audience the installation that it is meant for
 */
record AgreementDocument(
        UUID id, String audience, UUID account, AgreementForm form, String version, String language, Instant time) {

    static final int MOST_BYTES = 16_384;

    private static final String TYPE = "kz.negiz.agreement";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, String> STATEMENTS = Map.of(
            "kk", "Келісімді оқыдым, онымен келісемін және оны қабылдаймын.",
            "ru", "Соглашение прочитано мной, я с ним согласен и принимаю его.",
            "en", "I have read the agreement, I agree with it and accept it.");

    AgreementDocument {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        if (!STATEMENTS.containsKey(language)) {
            throw new IllegalArgumentException("language");
        }
    }

    /** The acceptance in words, as it stands in the document. */
    String statement() {
        return STATEMENTS.getOrDefault(language, "");
    }

    /** The exact bytes to be signed. */
    byte[] bytes() {
        return StrictObject.canonical(JSON.createObjectNode()
                .put("type", TYPE)
                .put("version", 1)
                .put("id", id.toString())
                .put("audience", audience)
                .put("account", account.toString())
                .put("form", form.name())
                .put("text", version)
                .put("language", language)
                .put("accepted", true)
                .put("statement", statement())
                .put("time", time.toString()));
    }

    /** Reads a document; nothing if it is not exactly what {@link #bytes} would write. */
    static Optional<AgreementDocument> parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            AgreementDocument document = new AgreementDocument(
                    UUID.fromString(json.path("id").asString("")),
                    json.path("audience").asString(""),
                    UUID.fromString(json.path("account").asString("")),
                    AgreementForm.valueOf(json.path("form").asString("")),
                    json.path("text").asString(""),
                    json.path("language").asString(""),
                    Instant.parse(json.path("time").asString("")));
            return Arrays.equals(document.bytes(), bytes) ? Optional.of(document) : Optional.empty();
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
