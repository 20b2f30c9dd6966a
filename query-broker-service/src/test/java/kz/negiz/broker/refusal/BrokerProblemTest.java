package kz.negiz.broker.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.rules.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The catalogue of refusals")
class BrokerProblemTest {

    private final ProblemTexts texts = new ProblemTexts();

    @ParameterizedTest
    @EnumSource(BrokerProblem.class)
    @DisplayName("speaks Kazakh, Russian and English, and says more than a title")
    void speaksThreeLanguages(BrokerProblem problem) {
        Set<String> titles = new HashSet<>();
        Set<String> details = new HashSet<>();
        for (Locale language : ProblemTexts.LANGUAGES) {
            titles.add(texts.title(problem, language));
            details.add(texts.detail(problem, language, "x"));
        }
        assertThat(titles).hasSize(3);
        assertThat(details).hasSize(3).allSatisfy(detail -> assertThat(detail).hasSizeGreaterThan(30));
        assertThat(problem.code())
                .isEqualTo(problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    @DisplayName("has an entry for each reason of the rules")
    void hasEveryReason(Reason reason) {
        assertThat(BrokerProblem.of(reason).name()).isEqualTo(reason.name());
    }
}
