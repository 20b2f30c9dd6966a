package kz.negiz.broker.edition;

import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.json.StrictObject;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two operators sign to bring an edition into force ({@code docs/edition-format.md}): RFC 8785 JSON that says in words
 * which edition from which moment, and how much opens and closes. Both sign the same bytes, so the words stand in it in all
 * three languages.
 *
 * @param id of the proposal
 * @param account of the operator who prepared it
 * @param base the edition that it follows
 * @param baseSha256 digest of that
 */
record EditionDocument(
        UUID id,
        Instant issued,
        UUID account,
        String audience,
        int number,
        String sha256,
        Instant validFrom,
        String source,
        int base,
        String baseSha256,
        EditionChanges.Counts counts) {

    static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private static final String TYPE = "kz.negiz.edition";
    private static final int VERSION = 1;
    private static final Map<String, Properties> SENTENCES = LANGUAGES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), each -> SignedDocuments.sentences("edition-words", VERSION, each)));

    byte[] toBytes() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPE)
                .put("version", VERSION)
                .put("audience", audience)
                .put("id", id.toString())
                .put("issued", SignedDocuments.time(issued))
                .put("account", account.toString())
                .put("edition", number)
                .put("sha256", sha256)
                .put("validFrom", SignedDocuments.time(validFrom))
                .put("source", source)
                .put("opens", counts.opens())
                .put("closes", counts.closes())
                .put("alters", counts.alters());
        json.putObject("base").put("edition", base).put("sha256", baseSha256);
        ObjectNode words = json.putObject("words");
        LANGUAGES.forEach(language -> {
            ArrayNode sentences = words.putArray(language);
            words(language).forEach(sentences::add);
        });
        return StrictObject.canonical(json);
    }

    /** What the bytes of a document say in a language. */
    static List<String> words(byte[] document, String language) {
        return SignedDocuments.read(document)
                .path("words")
                .path(language)
                .valueStream()
                .map(sentence -> sentence.asString(""))
                .toList();
    }

    /** What an operator reads. */
    private List<String> words(String language) {
        List<String> sentences = new ArrayList<>();
        sentences.add(say(language, "opening", audience, String.valueOf(number), AstanaTime.exact(validFrom)));
        sentences.add(say(language, "source", source));
        sentences.add(say(
                language,
                "base",
                String.valueOf(base),
                String.valueOf(counts.opens()),
                String.valueOf(counts.closes()),
                String.valueOf(counts.alters())));
        sentences.add(say(language, "digest", sha256, baseSha256));
        sentences.add(say(language, "closing", id.toString(), account.toString(), AstanaTime.exact(issued)));
        return sentences;
    }

    private static String say(String language, String key, Object... arguments) {
        String sentence = SENTENCES.getOrDefault(language, new Properties()).getProperty(key, "");
        return new MessageFormat(sentence, Locale.ROOT).format(arguments);
    }
}
