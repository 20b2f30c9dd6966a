package kz.negiz.video.access;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.time.AstanaTime;

/** The sentences of the document: everything in it, in words that the owner reads before signing. */
final class DocumentWords {

    static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private static final Map<String, Properties> TEXTS =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), DocumentWords::read));

    private DocumentWords() {}

    static List<String> of(AccessDocument document) {
        Sentences sentences = new Sentences(document.language());
        sentences.add("opening", document.audience());
        sentences.add(
                "warehouse", document.warehouseName(), document.warehouse().toString());
        document.request().ifPresent(request -> sentences.add("request", request.toString()));
        document.changedAt().ifPresent(moment -> sentences.add("change", AstanaTime.exact(moment)));
        Access access = document.access();
        sentences.addGiven("login", access.login());
        sentences.addGiven("password", access.password());
        sentences.addGiven("url", access.url());
        if (access.program().isEmpty() && !access.programNeeded()) {
            sentences.add("program.not-needed");
        } else {
            sentences.addGiven("program", access.program());
        }
        sentences.add("closing", document.id().toString(), AstanaTime.exact(document.issued()));
        return sentences.all();
    }

    private static Properties read(String language) {
        return SignedDocuments.sentences("video-words", AccessDocument.VERSION, language);
    }

    private static final class Sentences {

        private final List<String> sentences = new ArrayList<>();
        private final Properties texts;

        Sentences(String language) {
            Properties known = TEXTS.get(language);
            if (known == null) {
                throw new IllegalArgumentException("not a language of the document");
            }
            this.texts = known;
        }

        void add(String key, Object... arguments) {
            sentences.add(new MessageFormat(texts.getProperty(key), Locale.ROOT).format(arguments));
        }

        void addGiven(String key, String value) {
            if (value.isEmpty()) {
                add(key + ".none");
            } else {
                add(key, value);
            }
        }

        List<String> all() {
            return List.copyOf(sentences);
        }
    }
}
