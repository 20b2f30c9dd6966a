package kz.negiz.rules;

/** How much of an answer a permitted question gets. */
public sealed interface Level {

    /** All of it. */
    record Full() implements Level {}

    /** What the rule leaves of it. */
    record Reduced(String rule) implements Level {}

    /** All of it, because the register confirms that the case is about a listed article (R150-9). */
    record ListedArticle(Article article) implements Level {}

    /** Name in records and interfaces: {@code FULL}, {@code REDUCED}, {@code LISTED_ARTICLE}. */
    default String name() {
        return switch (this) {
            case Full full -> "FULL";
            case Reduced reduced -> "REDUCED";
            case ListedArticle listed -> "LISTED_ARTICLE";
        };
    }
}
