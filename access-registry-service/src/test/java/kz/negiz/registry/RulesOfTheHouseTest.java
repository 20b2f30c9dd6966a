package kz.negiz.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import kz.negiz.testkit.ArchitectureRules;
import kz.negiz.testkit.PageTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesOfTheHouseTest {

    @Test
    void featuresHangTogetherAsTheHouseWants() {
        ArchitectureRules.forService("kz.negiz.registry").check();
    }

    @Test
    void everyTextOfThePagesIsThereInThreeLanguagesAndUsed() {
        assertThat(PageTexts.of("messages", "portal-messages").faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"problems", "problems_ru", "problems_en"})
    void everyProblemHasTextsInEveryLanguage(String bundle) throws IOException {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/" + bundle + ".properties"))) {
            texts.load(reader);
        }
        assertThat(new TreeSet<>(texts.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(Arrays.stream(RegistryProblem.values())
                        .flatMap(problem -> List.of(problem.code() + ".title", problem.code() + ".detail").stream())
                        .toList()));
    }

    /** Both services read the same edition of the roles; it stands in each so that neither needs the other's files. */
    @ParameterizedTest
    @ValueSource(strings = {"roles.csv", "body_profiles.csv"})
    void rolesAreThoseOfTheRuleEdition(String file) throws IOException {
        Path here = Path.of("src/main/resources/rules/edition-1", file);
        Path there = Path.of("../libs/rules/src/main/resources/rules/edition-1", file);
        assertThat(Files.readString(here)).isEqualTo(Files.readString(there));
    }
}
