package kz.negiz.video.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.log.json.StrictObject;
import kz.negiz.video.VideoProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bytes of the document that an owner signs, version 1 of {@code docs/video-access-format.md}: RFC 8785 JSON. A document
 * is read by rendering it again from its fields; whatever differs in a single byte, the words included, is not one.
 */
final class DocumentFormat {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DocumentFormat() {}

    static byte[] write(AccessDocument document) {
        ObjectNode json = JSON.objectNode()
                .put("type", AccessDocument.TYPE)
                .put("version", AccessDocument.VERSION)
                .put("audience", document.audience())
                .put("id", document.id().toString())
                .put("issued", SignedDocuments.time(document.issued()))
                .put("language", document.language())
                .put("request", document.request().map(UUID::toString).orElse(""))
                .put(
                        "changedAt",
                        document.changedAt().map(SignedDocuments::time).orElse(""));
        json.putObject("warehouse").put("id", document.warehouse().toString()).put("name", document.warehouseName());
        json.putObject("access")
                .put("login", document.access().login())
                .put("password", document.access().password())
                .put("url", document.access().url())
                .put("program", document.access().program())
                .put("programNeeded", document.access().programNeeded());
        var words = json.putArray("words");
        DocumentWords.of(document).forEach(words::add);
        return StrictObject.canonical(json);
    }

    /**
     * Reads the bytes that {@link #write} made.
     *
     * @throws ProblemException for any other bytes; it never repeats them
     */
    static AccessDocument read(byte[] bytes) {
        try {
            JsonNode json = SignedDocuments.read(bytes);
            JsonNode access = json.path("access");
            AccessDocument document = new AccessDocument(
                    json.path("audience").asString(),
                    UUID.fromString(json.path("id").asString()),
                    Instant.parse(json.path("issued").asString()),
                    UUID.fromString(json.path("warehouse").path("id").asString()),
                    json.path("warehouse").path("name").asString(),
                    given(json, "request").map(UUID::fromString),
                    given(json, "changedAt").map(Instant::parse),
                    new Access(
                            access.path("login").asString(),
                            access.path("password").asString(),
                            access.path("url").asString(),
                            access.path("program").asString(),
                            access.path("programNeeded").asBoolean()),
                    json.path("language").asString().toLowerCase(Locale.ROOT));
            if (!DocumentWords.LANGUAGES.contains(document.language()) || !Arrays.equals(write(document), bytes)) {
                throw malformed();
            }
            return document;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            // The cause may quote the document, and with it the password: it is left out.
            throw malformed();
        }
    }

    private static Optional<String> given(JsonNode json, String field) {
        String text = json.path(field).asString();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static ProblemException malformed() {
        return new ProblemException(VideoProblem.DOCUMENT_MALFORMED);
    }
}
