package kz.negiz.rules;

/**
 * An article of the Criminal Code, with its part.
 *
 * @param part empty for the whole article
 */
public record Article(String article, String part) {

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
