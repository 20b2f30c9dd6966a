package kz.negiz.registry.agreement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of a form of the agreement in the three languages. Its version is the SHA-256 over all of them, so that a signature
 * names exactly what stood there, in each language.
 */
record AgreementText(Map<String, String> byLanguage) {

    static final List<String> LANGUAGES = List.of("kk", "ru", "en");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_CHARACTERS = 100_000;

    AgreementText {
        byLanguage = Map.copyOf(byLanguage);
        for (String language : LANGUAGES) {
            String text = byLanguage.get(language);
            if (text == null || text.lines().filter(line -> !line.isBlank()).count() < 2) {
                throw new IllegalArgumentException(
                        "an agreement has a title in its first line and at least one clause, in " + language);
            }
            if (text.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException("an agreement is too long in " + language);
            }
        }
    }

    /** The digest over the texts as a JSON object in the order of the languages' codes. */
    String version() {
        try {
            byte[] bytes = JSON.writeValueAsString(new TreeMap<>(byLanguage)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String in(String language) {
        return byLanguage.getOrDefault(language, byLanguage.getOrDefault("kk", ""));
    }

    String title(String language) {
        return in(language).lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    List<String> clauses(String language) {
        return in(language).lines().filter(line -> !line.isBlank()).skip(1).toList();
    }
}
