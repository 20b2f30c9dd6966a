package kz.negiz.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureRulesTest {

    @ParameterizedTest(name = "{0} is caught: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            injected | Collaborators
            named    | ShoeManager
            cycles   | Cycle detected
            prints   | System.out
            logs     | java.util.logging
            foreign  | kz.negiz.broker
            counts   | counter
            """)
    void catches(String example, String named) {
        assertThatThrownBy(() -> ArchitectureRules.forService("kz.negiz.testkit.examples." + example, INCLUDING_TESTS)
                        .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(named);
    }

    @Test
    @DisplayName("rules that know a framework are caught where they are said to be pure")
    void catchesSpringInDomain() {
        ArchitectureRules rules = ArchitectureRules.forService("kz.negiz.testkit.examples.domain", INCLUDING_TESTS);
        assertThatCode(rules::check).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.withDomain("..examples.domain..").check())
                .hasMessageContaining("rules are pure");
    }

    @Test
    @DisplayName("a package without classes is a mistake in the test, not a pass")
    void emptyPackage() {
        assertThatThrownBy(() -> ArchitectureRules.forService("kz.negiz.nothing"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static final ImportOption INCLUDING_TESTS = location -> true;
}
