package kz.negiz.kit.problem;

import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The error catalogue's texts in the reader's language: the kit's own bundle, then the service's {@code problems}. */
public final class ProblemTexts {

    /** The languages of the platform, the default first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.of("kk"), Locale.of("ru"), Locale.ENGLISH);

    private final ResourceBundleMessageSource source = new ResourceBundleMessageSource();

    public ProblemTexts() {
        source.setBasenames("problems", "kit-problems");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setDefaultLocale(LANGUAGES.getFirst());
    }

    public String title(Problem problem, Locale language) {
        return source.getMessage(problem.code() + ".title", null, language);
    }

    public String detail(Problem problem, Locale language, Object... arguments) {
        return source.getMessage(problem.code() + ".detail", arguments, language);
    }

    /** The platform's language nearest to the asked one. */
    public static Locale nearest(Locale asked) {
        return LANGUAGES.stream()
                .filter(known -> known.getLanguage().equals(asked.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }
}
