package kz.negiz.broker.notice;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.rules.Order;

/**
 * What whoever reads an answer takes on (R41-9b, R41-23a to R41-28, R150-23b to R150-28): a person reads it before the first answer
 * of a session opens, a program gets it with each.
 *
 * @param edition of its words: those of an edition never change, since records name it
 */
public record Notice(int edition, List<String> words) {

    /** The edition whose words are shown now. */
    public static final int EDITION = 1;

    private static final List<String> SENTENCES = List.of("confidential", "material", "copies", "liable", "logged");

    private static final Map<String, Notice> BY_LANGUAGE =
            Stream.of("kk", "ru", "en").collect(Collectors.toUnmodifiableMap(Function.identity(), Notice::read));

    public Notice {
        words = List.copyOf(words);
    }

    /** The notice in a language, one of {@code kk}, {@code ru}, {@code en}. */
    public static Notice in(String language) {
        return Objects.requireNonNull(BY_LANGUAGE.get(language), language);
    }

    /** What of each order it says: confidentiality before all, and who is liable. */
    static List<String> rules(Order order) {
        return switch (order) {
            case ORDER_41 -> List.of("R41-9b", "R41-26", "R41-28");
            case ORDER_150 -> List.of("R150-23b", "R150-25", "R150-28");
        };
    }

    private static Notice read(String language) {
        Properties sentences = SignedDocuments.sentences("notice-words", EDITION, language);
        return new Notice(
                EDITION,
                SENTENCES.stream()
                        .map(name -> Objects.requireNonNull(sentences.getProperty(name), name))
                        .toList());
    }
}
