package kz.negiz.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTextsTest {

    private final ProblemTexts texts = new ProblemTexts();

    @ParameterizedTest
    @EnumSource(CommonProblem.class)
    void everyProblemSpeaksThreeLanguages(CommonProblem problem) {
        Set<String> titles = new HashSet<>();
        Set<String> details = new HashSet<>();
        for (Locale language : ProblemTexts.LANGUAGES) {
            titles.add(texts.title(problem, language));
            details.add(texts.detail(problem, language, "x"));
        }
        assertThat(titles).hasSize(3);
        assertThat(details).hasSize(3);
    }
}
