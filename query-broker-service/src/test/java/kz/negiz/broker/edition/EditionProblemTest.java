package kz.negiz.broker.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import kz.negiz.kit.problem.ProblemTexts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A refusal of a change of the rules")
class EditionProblemTest {

    private final ProblemTexts texts = new ProblemTexts();

    @ParameterizedTest
    @EnumSource(EditionProblem.class)
    @DisplayName("speaks Kazakh, Russian and English, and says more than a title")
    void speaksThreeLanguages(EditionProblem problem) {
        Set<String> titles = new HashSet<>();
        Set<String> details = new HashSet<>();
        for (Locale language : ProblemTexts.LANGUAGES) {
            titles.add(texts.title(problem, language));
            details.add(texts.detail(problem, language, "x", "y"));
        }
        assertThat(titles).hasSize(3);
        assertThat(details).hasSize(3).allSatisfy(detail -> assertThat(detail).hasSizeGreaterThan(30));
        assertThat(problem.code())
                .isEqualTo("edition-" + problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
