package kz.negiz.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Holds {@code docs/configuration.md} to the properties that the services really have. */
class ConfigurationPageTest {

    private static final Path ROOT = Repository.root();
    private static final Pattern NAME = Pattern.compile("`(negiz\\.[a-z0-9.-]*[a-z0-9])`");

    @Test
    void pageNamesEveryPropertyAndNoOther() throws IOException {
        Set<String> named = NAME.matcher(Files.readString(ROOT.resolve("docs/configuration.md")))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(properties());
    }

    @Test
    void everyPropertyHasADescription() throws IOException {
        Set<String> undescribed = new TreeSet<>();
        for (Path file : metadata()) {
            for (JsonNode property :
                    new ObjectMapper().readTree(Files.readString(file)).path("properties")) {
                if (property.path("name").asString().startsWith("negiz.")
                        && property.path("description").asString("").isBlank()) {
                    undescribed.add(property.path("name").asString());
                }
            }
        }
        assertThat(undescribed).isEmpty();
    }

    static Set<String> properties() throws IOException {
        return properties("");
    }

    /** Properties below which stand names of somebody's own choice. */
    static Set<String> maps() throws IOException {
        return properties("java.util.Map<");
    }

    private static Set<String> properties(String type) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : metadata()) {
            for (JsonNode property :
                    new ObjectMapper().readTree(Files.readString(file)).path("properties")) {
                if (property.path("type").asString("").startsWith(type)) {
                    names.add(property.path("name").asString());
                }
            }
        }
        names.removeIf(name -> !name.startsWith("negiz."));
        return names;
    }

    private static Set<Path> metadata() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 7)) {
            return files.filter(file ->
                            file.endsWith(Path.of("target/classes/META-INF/spring-configuration-metadata.json")))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
