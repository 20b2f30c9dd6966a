package kz.negiz.broker.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.rules.Basis;
import kz.negiz.rules.ChosenBasis;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Service;
import kz.negiz.rules.Subject;

/**
 * Says a question document in words. The sentences belong to the format: the same fields give the same words for ever, so
 * that a signed document can be checked against what its signer was shown.
 */
public final class QuestionWords {

    private static final Map<String, Properties> SENTENCES = Stream.of("kk", "ru", "en")
            .collect(Collectors.toUnmodifiableMap(language -> language, QuestionWords::read));

    private final Edition edition;

    /** Words with the names of an edition. */
    public QuestionWords(Edition edition) {
        this.edition = edition;
    }

    /** The sentences of a document; its own {@code words} are not looked at. */
    public List<String> of(QuestionDocument document) {
        QuestionFields fields = document.fields();
        String language = fields.language();
        List<String> words = new ArrayList<>();
        words.add(say(language, "opening", Map.of("audience", document.audience())));
        words.add(say(
                language,
                "profile",
                Map.of(
                        "profile",
                        edition.profile(fields.profile())
                                .map(Profile::title)
                                .map(title -> title.in(language))
                                .orElse(fields.profile()))));
        basis(fields.basis(), language, words);
        for (Subject subject : fields.subjects()) {
            words.add(say(language, "subject." + subject.kind(), Map.of("value", subject.value())));
        }
        int number = 1;
        for (String service : fields.services()) {
            words.add(say(
                    language,
                    "service",
                    Map.of(
                            "number",
                            String.valueOf(number++),
                            "service",
                            edition.service(service)
                                    .map(Service::title)
                                    .map(title -> title.in(language))
                                    .orElse(service))));
        }
        words.add(say(language, "purpose", Map.of("purpose", fields.purpose())));
        words.add(say(language, "promise", Map.of()));
        words.add(say(
                language,
                "closing",
                Map.of(
                        "id", document.id().toString(),
                        "time", AstanaTime.exact(document.issued()),
                        "edition", String.valueOf(document.edition()))));
        return List.copyOf(words);
    }

    private void basis(Basis basis, String language, List<String> words) {
        switch (basis) {
            case Basis.Inspection inspection ->
                words.add(say(language, "basis.inspection", Map.of("number", inspection.number())));
            case Basis.CriminalCase named ->
                words.add(named.assignment()
                        .map(assignment -> say(
                                language,
                                "basis.assignment",
                                Map.of(
                                        "number", named.number(),
                                        "assignment", assignment.number(),
                                        "date", assignment.date().toString(),
                                        "body", assignment.issuingBody())))
                        .orElseGet(() -> say(language, "basis.case", Map.of("number", named.number()))));
            case Basis.OptionalText text ->
                words.add(
                        text.text().isEmpty()
                                ? say(language, "basis.none", Map.of())
                                : say(language, "basis.text", Map.of("text", text.text())));
            case Basis.Chosen chosen ->
                words.add(say(
                        language,
                        "basis.chosen",
                        Map.of(
                                "basis",
                                edition.chosenBasis(chosen.code())
                                        .map(ChosenBasis::title)
                                        .map(title -> title.in(language))
                                        .orElse(chosen.code()),
                                "material",
                                chosen.material())));
        }
        if (!(basis instanceof Basis.CriminalCase)) {
            basis.criminalCase()
                    .ifPresent(number -> words.add(say(language, "basis.named-case", Map.of("number", number))));
        }
    }

    /** Fills a sentence in one pass: what a person typed is never looked through for placeholders. */
    private static String say(String language, String key, Map<String, String> values) {
        Properties sentences = SENTENCES.getOrDefault(language, new Properties());
        String sentence = sentences.getProperty(key);
        if (sentence == null) {
            throw new IllegalStateException("no words for " + key + " in " + language);
        }
        StringBuilder said = new StringBuilder();
        int from = 0;
        for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', from)) {
            int close = sentence.indexOf('}', open);
            String name = sentence.substring(open + 1, close);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("no value for " + name);
            }
            said.append(sentence, from, open).append(value);
            from = close + 1;
        }
        return said.append(sentence, from, sentence.length()).toString();
    }

    private static Properties read(String language) {
        return SignedDocuments.sentences("question-words", QuestionDocument.VERSION, language);
    }
}
