package kz.negiz.rules;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An article of the Criminal Code, with its part.
 *
 * @param part empty for the whole article
 */
public record Article(String article, String part) {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,4}(?:-\\d{1,2})?)(?:\\((\\d{1,2}(?:-\\d{1,2})?)\\))?");

    /** An article as {@link #toString} writes it; empty where the text is none. */
    public static Optional<Article> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new Article(written.group(1), Objects.requireNonNullElse(written.group(2), "")))
                : Optional.empty();
    }

    /** Whether an entry of the list covers an article of a case: an entry without a part covers the whole article. */
    boolean covers(Article other) {
        return article.equals(other.article) && (part.isEmpty() || part.equals(other.part));
    }

    /** {@code 217(2)}, or {@code 220}. */
    @Override
    public String toString() {
        return part.isEmpty() ? article : article + "(" + part + ")";
    }
}
