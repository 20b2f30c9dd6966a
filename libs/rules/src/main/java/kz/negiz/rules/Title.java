package kz.negiz.rules;

/** A name in the platform's three languages. Kazakh is the orders' own; Russian and English are unofficial. */
public record Title(String kk, String ru, String en) {

    /** The name in {@code kk}, {@code ru} or {@code en}. */
    public String in(String language) {
        return switch (language) {
            case "ru" -> ru;
            case "en" -> en;
            default -> kk;
        };
    }
}
