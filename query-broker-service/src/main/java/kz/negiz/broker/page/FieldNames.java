package kz.negiz.broker.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What the fields of answers are called in a language. Sources may add fields at any time: one without a name is called by
 * the words of its own.
 */
public final class FieldNames {

    private final Map<String, Properties> names = new HashMap<>();

    public FieldNames() {
        for (String language : List.of("kk", "ru", "en")) {
            names.put(language, read("/answer-names/" + language + ".properties"));
        }
    }

    /** {@code employerName} as "Employer name", or as the language says; the same word may differ between services. */
    String of(String service, String field, String language) {
        for (String key : List.of(service + "." + field, field)) {
            if (knows(key, language)) {
                return knownOrNone(key, language);
            }
        }
        String words = field.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A word that stands for a value, such as {@code true}; the value itself where none does. */
    String ofValue(String value, String language) {
        String known = knownOrNone("value." + value, language);
        return known.isEmpty() ? value : known;
    }

    boolean knows(String field, String language) {
        return !knownOrNone(field, language).isEmpty();
    }

    private String knownOrNone(String key, String language) {
        Properties known = names.get(language);
        return known == null ? "" : known.getProperty(key, "");
    }

    private static Properties read(String resource) {
        try (InputStream in = FieldNames.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            Properties read = new Properties();
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
