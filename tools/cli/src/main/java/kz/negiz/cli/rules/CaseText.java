package kz.negiz.cli.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.negiz.rules.Article;
import kz.negiz.rules.Case;
import kz.negiz.rules.Rules;
import kz.negiz.rules.Ruling;

/** A case as it was typed. */
record CaseText(String profile, String service, String article, String body, String role) {

    private static final int MOST_SHOWN = 60;

    /** What came out: a ruling, or sentences on what was not understood. */
    sealed interface Outcome {

        record Ruled(Ruling.Decided ruling) implements Outcome {}

        record NotUnderstood(String sentence) implements Outcome {}
    }

    Outcome by(Rules rules) {
        Optional<Article> named = article.isEmpty() ? Optional.empty() : Article.parse(article);
        List<String> wrong = new ArrayList<>();
        if (!article.isEmpty() && named.isEmpty()) {
            wrong.add("the article " + shown(article) + " is not written like 217(2) or 220");
        }
        Ruling ruling = rules.ruling(new Case(profile, service, named, body, role));
        return switch (ruling) {
            case Ruling.Decided decided when wrong.isEmpty() -> new Outcome.Ruled(decided);
            case Ruling.Decided decided -> new Outcome.NotUnderstood(String.join("; ", wrong));
            case Ruling.NotKnown(List<Ruling.Unknown> unknown) -> {
                String edition = " is not known in edition " + rules.edition().number();
                unknown.forEach(each -> wrong.add(name(each.field())
                        + (each.value().isEmpty() ? " is missing" : " " + shown(each.value()) + edition)));
                yield new Outcome.NotUnderstood(String.join("; ", wrong));
            }
        };
    }

    /** As it was typed, but short and without what could play tricks on a terminal. */
    static String shown(String value) {
        String printable = value.codePoints()
                .limit(MOST_SHOWN)
                .mapToObj(point -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
                        ? "?"
                        : Character.toString(point))
                .collect(Collectors.joining());
        return value.codePointCount(0, value.length()) > MOST_SHOWN ? printable + "…" : printable;
    }

    private static String name(Ruling.Field field) {
        return switch (field) {
            case PROFILE -> "the profile";
            case SERVICE -> "the service";
            case BODY -> "the body";
            case ROLE -> "the role";
        };
    }
}
