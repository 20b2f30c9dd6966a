package kz.negiz.gateway.trust;

import java.text.MessageFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.json.StrictObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operator signs to change the trust anchors ({@code docs/trust-anchors-format.md}): RFC 8785 JSON that says in words
 * which anchors come and go. One that was sent in is rendered again and must be the same in every byte.
 */
record AnchorDocument(UUID id, Instant issued, UUID account, String audience, String language, AnchorChange change) {

    static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private static final String TYPE = "kz.negiz.trust-anchors";
    private static final int VERSION = 1;
    private static final Map<String, Properties> SENTENCES = LANGUAGES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), each -> SignedDocuments.sentences("anchor-words", VERSION, each)));

    /** The document again from the bytes that were sent in, if it is one on this change by this account. */
    static Optional<AnchorDocument> read(byte[] bytes, UUID account, String audience, AnchorChange change) {
        try {
            JsonNode json = SignedDocuments.read(bytes);
            AnchorDocument document = new AnchorDocument(
                    UUID.fromString(json.path("id").asString("")),
                    Instant.parse(json.path("issued").asString("")),
                    account,
                    audience,
                    json.path("language").asString(""),
                    change);
            return LANGUAGES.contains(document.language()) && Arrays.equals(document.toBytes(), bytes)
                    ? Optional.of(document)
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    byte[] toBytes() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPE)
                .put("version", VERSION)
                .put("audience", audience)
                .put("id", id.toString())
                .put("issued", SignedDocuments.time(issued))
                .put("account", account.toString())
                .put("basis", change.basis())
                .put("language", language);
        put(json.putArray("added"), change.added());
        put(json.putArray("removed"), change.removed());
        ArrayNode words = json.putArray("words");
        words().forEach(words::add);
        return StrictObject.canonical(json);
    }

    List<String> words() {
        List<String> sentences = new ArrayList<>();
        sentences.add(say("opening", audience));
        change.added().forEach(each -> sentences.add(say("added", each.name(), each.sha256())));
        change.removed().forEach(each -> sentences.add(say("removed", each.name(), each.sha256())));
        sentences.add(say("closing", id.toString(), account.toString(), AstanaTime.exact(issued)));
        return sentences;
    }

    private static void put(ArrayNode array, List<AnchorChange.Anchor> anchors) {
        anchors.forEach(each -> array.addObject().put("name", each.name()).put("sha256", each.sha256()));
    }

    private String say(String key, Object... arguments) {
        String sentence = SENTENCES.getOrDefault(language, new Properties()).getProperty(key, "");
        return new MessageFormat(sentence, Locale.ROOT).format(arguments);
    }
}
