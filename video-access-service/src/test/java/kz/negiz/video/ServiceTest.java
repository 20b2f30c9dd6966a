package kz.negiz.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.testkit.ArchitectureRules;
import kz.negiz.testkit.PageTexts;
import kz.negiz.testkit.service.EndpointDeclarationsCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What holds for the service as a whole. */
class ServiceTest extends VideoUnderTest {

    private static final List<String> FACTS = List.of(
            "warehouse", "access_request", "access_version", "change_notice", "reveal", "record_key", "key_check");

    @Test
    void followsTheRulesOfTheHouse() {
        ArchitectureRules.forService("kz.negiz.video").check();
    }

    @Test
    void everyEndpointServesOnlyWhomItDeclares(
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        assertThat(EndpointDeclarationsCheck.of(VideoApi.SERVICE, KEYS, port).faults(mappings))
                .isEmpty();
    }

    @Test
    void everyTextIsThereInThreeLanguagesAndUsed() {
        assertThat(PageTexts.of("problems", "messages", "portal-messages").faults())
                .isEmpty();
        assertThat(PageTexts.of("messages", "portal-messages").faults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(VideoProblem.class)
    void everyProblemIsToldInEachLanguage(VideoProblem problem) {
        ProblemTexts texts = new ProblemTexts();
        for (Locale language : ProblemTexts.LANGUAGES) {
            assertThat(texts.title(problem, language)).isNotBlank();
            assertThat(texts.detail(problem, language, "x")).isNotBlank();
        }
    }

    @ParameterizedTest
    @DisplayName("R41-25, R150-50: facts are never changed, neither by the service nor by the owner of the tables")
    @ValueSource(strings = {"update %s set recorded_at = now()", "delete from %s", "truncate %s cascade"})
    void factsAreNeverChanged(String statement) throws SQLException {
        for (String fact : FACTS) {
            for (Connection connection : List.of(DATABASE.connect(), DATABASE.connectAsOwner())) {
                try (connection;
                        Statement change = connection.createStatement()) {
                    assertThatThrownBy(() -> change.execute(statement.formatted(fact)))
                            .as(fact)
                            .isInstanceOf(SQLException.class)
                            .satisfies(e ->
                                    assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
                }
            }
        }
    }
}
