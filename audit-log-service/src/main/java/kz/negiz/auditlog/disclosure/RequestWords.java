package kz.negiz.auditlog.disclosure;

import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.export.ExportScope;

/** The sentences of a request: everything in it, in words that the prosecutor reads before signing. */
final class RequestWords {

    static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final Map<String, Properties> TEXTS =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), RequestWords::read));

    private RequestWords() {}

    static List<String> of(RequestDocument document) {
        Properties texts = TEXTS.get(document.language());
        if (texts == null) {
            throw new IllegalArgumentException("not a language of the document");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(say(texts, "opening", document.audience()));
        sentences.add(
                switch (document.scope()) {
                    case ExportScope.Accounts some ->
                        say(
                                texts,
                                "accounts",
                                some.accounts().stream().map(Object::toString).collect(Collectors.joining(", ")));
                    case ExportScope.Body one -> say(texts, "body", one.body());
                });
        sentences.add(say(texts, "period", AstanaTime.exact(document.from()), AstanaTime.exact(document.to())));
        sentences.add(say(texts, "ground." + document.ground().name(), document.number(), DAY.format(document.date())));
        sentences.add(say(texts, "attached", Integer.toString(document.groundBytes()), document.groundSha256()));
        sentences.add(say(
                texts,
                "closing",
                document.id().toString(),
                document.account().toString(),
                AstanaTime.exact(document.issued())));
        return sentences;
    }

    private static String say(Properties texts, String key, Object... arguments) {
        return new MessageFormat(texts.getProperty(key), Locale.ROOT).format(arguments);
    }

    private static Properties read(String language) {
        return SignedDocuments.sentences("request-words", RequestDocument.VERSION, language);
    }
}
