package kz.negiz.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every variable that containers are given is a property of a service: a misspelt one would be ignored in silence. */
class ComposeVariablesTest {

    /** The beginning of a line, so that values and the shell's variables in them do not count. */
    private static final Pattern VARIABLE = Pattern.compile("(?m)^ +(NEGIZ_[A-Z0-9_]+): ");

    /** Read by the migrations and by the database's first start, not by Spring. */
    private static final Pattern NOT_A_PROPERTY =
            Pattern.compile("NEGIZ_MIGRATION_.*|NEGIZ_[A-Z]+_(OWNER|APP)_PASSWORD");

    @Test
    void everyVariableIsAProperty() throws IOException {
        Set<String> variables = VARIABLE.matcher(
                        Files.readString(Repository.root().resolve("docker-compose.yml")))
                .results()
                .map(result -> result.group(1))
                .filter(name -> !NOT_A_PROPERTY.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> properties = ConfigurationPageTest.properties().stream()
                .map(ComposeVariablesTest::variable)
                .collect(Collectors.toCollection(TreeSet::new));
        // Of what bears names of somebody's own choice only the beginning is known here.
        Set<String> maps = ConfigurationPageTest.maps().stream()
                .map(ComposeVariablesTest::variable)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(variables)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(
                                properties.contains(name) || maps.stream().anyMatch(map -> name.startsWith(map + "_")))
                        .as(name)
                        .isTrue());
    }

    private static String variable(String property) {
        return property.replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT);
    }
}
