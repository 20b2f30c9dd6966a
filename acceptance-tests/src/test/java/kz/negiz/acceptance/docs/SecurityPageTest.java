package kz.negiz.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every threat on the page names a control and tests, and every test that it names is there. */
class SecurityPageTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyThreatIsTried() throws IOException {
        List<String> threats = Files.readAllLines(Repository.root().resolve("docs/security.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| threat"))
                .toList();
        assertThat(threats).hasSizeGreaterThan(30);
        List<Path> sources = testSources();
        for (String threat : threats) {
            String[] cells = threat.split("\\|");
            assertThat(cells).as(threat).hasSize(4);
            assertThat(cells[2]).as(threat).isNotBlank();
            List<String> missing = TEST.matcher(cells[3])
                    .results()
                    .filter(test -> !isThere(test.group(1), test.group(2), sources))
                    .map(test -> test.group())
                    .toList();
            assertThat(missing).as(threat).isEmpty();
            assertThat(TEST.matcher(cells[3]).find()).as(threat).isTrue();
        }
    }

    private static boolean isThere(String test, String method, List<Path> sources) {
        Pattern declared = Pattern.compile("(?s)@(Parameterized)?Test\\b.*\\bvoid " + method + "\\(");
        return sources.stream().filter(file -> file.endsWith(test + ".java")).anyMatch(file -> {
            try {
                return declared.matcher(Files.readString(file)).find();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static List<Path> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.root())) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> file.toString().contains("/src/test/"))
                    .toList();
        }
    }
}
