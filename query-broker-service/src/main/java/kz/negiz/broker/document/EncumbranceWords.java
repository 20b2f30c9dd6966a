package kz.negiz.broker.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Subject;

/** Says an encumbrance document in words. As with {@link QuestionWords}, the same fields give the same words for ever. */
final class EncumbranceWords {

    private static final Map<String, Properties> SENTENCES = Stream.of("kk", "ru", "en")
            .collect(Collectors.toUnmodifiableMap(
                    language -> language,
                    language -> SignedDocuments.sentences("encumbrance-words", EncumbranceDocument.VERSION, language)));

    private EncumbranceWords() {}

    static List<String> of(EncumbranceDocument document, Edition edition) {
        QuestionFields fields = document.fields();
        String language = fields.language();
        Encumbrance encumbrance = document.encumbrance();
        Function<String, String> sentences = key -> sentence(language, key);
        List<String> words = new ArrayList<>();
        words.add(say(sentences, "opening." + encumbrance.action(), Map.of("audience", document.audience())));
        QuestionWords shared = new QuestionWords(edition);
        shared.officerAndProfile(fields, sentences, words);
        shared.basis(fields.basis(), sentences, language, words);
        words.add(say(sentences, "service", Map.of("service", edition.serviceTitle(document.service(), language))));
        Subject subject = document.subject();
        words.add(say(sentences, "subject." + subject.kind(), Map.of("value", subject.value())));
        encumbrance.object().ifPresent(number -> words.add(say(sentences, "object", Map.of("object", number))));
        words.add(say(
                sentences,
                "ground",
                Map.of(
                        "number", encumbrance.ground().number(),
                        "date", encumbrance.ground().date().toString(),
                        "issuedBy", encumbrance.ground().issuedBy())));
        words.add(say(sentences, "purpose", Map.of("purpose", fields.purpose())));
        words.add(say(sentences, "confirmation", Map.of()));
        words.add(say(
                sentences,
                "closing",
                Map.of(
                        "id", document.id().toString(),
                        "time", AstanaTime.exact(document.issued()),
                        "edition", String.valueOf(document.edition()))));
        return List.copyOf(words);
    }

    private static String say(Function<String, String> sentences, String key, Map<String, String> values) {
        return QuestionWords.say(sentences, key, values);
    }

    private static String sentence(String language, String key) {
        Properties ofLanguage = SENTENCES.get(language);
        String sentence = ofLanguage == null ? null : ofLanguage.getProperty(key);
        if (sentence == null) {
            throw new IllegalStateException("no words for " + key);
        }
        return sentence;
    }
}
