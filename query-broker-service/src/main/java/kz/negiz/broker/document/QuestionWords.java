package kz.negiz.broker.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.rules.Basis;
import kz.negiz.rules.ChosenBasis;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Subject;

/**
 * Says a question document in words. The sentences belong to the format: the same fields give the same words for ever, so
 * that a signed document can be checked against what its signer was shown.
 */
public final class QuestionWords {

    private static final Map<Integer, Map<String, Properties>> SENTENCES = Map.of(
            QuestionDocument.BY_OFFICER, read(QuestionDocument.BY_OFFICER),
            QuestionDocument.BY_SYSTEM, read(QuestionDocument.BY_SYSTEM),
            QuestionDocument.OTHER_SUBJECTS, read(QuestionDocument.OTHER_SUBJECTS));

    /** What stands before the sentences of a system, where a version has both. */
    private static final String SYSTEM = "system.";

    private final Edition edition;

    /** Words with the names of an edition. */
    public QuestionWords(Edition edition) {
        this.edition = edition;
    }

    /** The sentences of a document; its own {@code words} are not looked at. */
    public List<String> of(QuestionDocument document) {
        QuestionFields fields = document.fields();
        String language = fields.language();
        Function<String, String> sentences = sentences(document);
        List<String> words = new ArrayList<>();
        words.add(say(sentences, "opening", Map.of("audience", document.audience())));
        officerAndProfile(fields, sentences, words);
        basis(fields.basis(), sentences, language, words);
        for (Subject subject : fields.subjects()) {
            words.add(say(sentences, "subject." + form(subject), subject.fields()));
        }
        int number = 1;
        for (String service : fields.services()) {
            words.add(say(
                    sentences,
                    "service",
                    Map.of("number", String.valueOf(number++), "service", edition.serviceTitle(service, language))));
        }
        words.add(say(sentences, "purpose", Map.of("purpose", fields.purpose())));
        words.add(say(sentences, "promise", Map.of()));
        words.add(say(
                sentences,
                "closing",
                Map.of(
                        "id", document.id().toString(),
                        "time", AstanaTime.exact(document.issued()),
                        "edition", String.valueOf(document.edition()))));
        return List.copyOf(words);
    }

    /** For whom a system asks, and by which access right. */
    void officerAndProfile(QuestionFields fields, Function<String, String> sentences, List<String> words) {
        fields.onBehalfOf()
                .ifPresent(officer -> words.add(
                        officer.bin().isEmpty()
                                ? say(sentences, "officer", Map.of("iin", officer.iin()))
                                : say(
                                        sentences,
                                        "officer.organisation",
                                        Map.of("iin", officer.iin(), "bin", officer.bin()))));
        words.add(say(
                sentences,
                "profile",
                Map.of(
                        "profile",
                        edition.profile(fields.profile())
                                .map(Profile::title)
                                .map(title -> title.in(fields.language()))
                                .orElse(fields.profile()))));
    }

    void basis(Basis basis, Function<String, String> sentences, String language, List<String> words) {
        switch (basis) {
            case Basis.Inspection inspection ->
                words.add(say(sentences, "basis.inspection", Map.of("number", inspection.number())));
            case Basis.CriminalCase named ->
                words.add(named.assignment()
                        .map(assignment -> say(
                                sentences,
                                "basis.assignment",
                                Map.of(
                                        "number", named.number(),
                                        "assignment", assignment.number(),
                                        "date", assignment.date().toString(),
                                        "body", assignment.issuingBody())))
                        .orElseGet(() -> say(sentences, "basis.case", Map.of("number", named.number()))));
            case Basis.OptionalText text ->
                words.add(
                        text.text().isEmpty()
                                ? say(sentences, "basis.none", Map.of())
                                : say(sentences, "basis.text", Map.of("text", text.text())));
            case Basis.Chosen chosen ->
                words.add(say(
                        sentences,
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
                    .ifPresent(number -> words.add(say(sentences, "basis.named-case", Map.of("number", number))));
        }
    }

    /** Fills a sentence in one pass: what a person typed is never looked through for placeholders. */
    static String say(Function<String, String> sentences, String key, Map<String, String> values) {
        String sentence = sentences.apply(key);
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

    /** Which sentence a subject has: each of its fields appears in it. */
    private static String form(Subject subject) {
        return switch (subject) {
            case Subject.Address(String _, Optional<String> code) when code.isPresent() -> subject.label() + ".code";
            case Subject.PersonName name when name.patronymic().isPresent() -> subject.label() + ".patronymic";
            default -> subject.label();
        };
    }

    private static Function<String, String> sentences(QuestionDocument document) {
        Properties sentences = Objects.requireNonNull(Objects.requireNonNull(SENTENCES.get(document.version()))
                .get(document.fields().language()));
        boolean system = document.fields().onBehalfOf().isPresent();
        return key -> {
            String ofSystem = system ? sentences.getProperty(SYSTEM + key) : null;
            String sentence = ofSystem == null ? sentences.getProperty(key) : ofSystem;
            if (sentence == null) {
                throw new IllegalStateException("no words for " + key);
            }
            return sentence;
        };
    }

    private static Map<String, Properties> read(int version) {
        return Stream.of("kk", "ru", "en")
                .collect(Collectors.toUnmodifiableMap(
                        language -> language,
                        language -> SignedDocuments.sentences("question-words", version, language)));
    }
}
