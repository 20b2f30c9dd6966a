package kz.negiz.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/requirements.md} to what the code and the tests really cite. Run with {@code -Dnegiz.docs.update=true}
 * to write the page anew.
 */
class RequirementsMapTest {

    private static final Path ROOT = Repository.root();
    private static final Path PAGE = ROOT.resolve("docs/requirements.md");
    private static final Pattern ID =
            Pattern.compile("(?<![A-Za-z0-9])R(?:283|1358|41|150|757)[-_](?:[AD]\\d+|\\d+)[a-z]?(?![A-Za-z0-9])");
    private static final Set<String> SOURCES = Set.of("java", "sql", "html", "properties", "csv", "js");

    @Test
    void everyRequirementIsMappedToTheCodeAndTheTestsThatCiteIt() throws IOException {
        String page = page(requirements(), citations());
        if (Boolean.getBoolean("negiz.docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void noSourceCitesARequirementThatDoesNotExist() throws IOException {
        Set<String> known = requirements().stream()
                .map(requirement -> requirement.get("id"))
                .collect(Collectors.toSet());
        // A whole paragraph may be cited without the letter of its parts.
        known.addAll(known.stream().map(id -> id.replaceAll("[a-z]$", "")).collect(Collectors.toSet()));
        assertThat(citations().keySet()).isSubsetOf(known);
    }

    private static List<CSVRecord> requirements() throws IOException {
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("docs/law/requirements.csv"))) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    private static Map<String, Citations> citations() throws IOException {
        Map<String, Citations> byId = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file :
                    files.filter(RequirementsMapTest::isSource).sorted().toList()) {
                Matcher matcher = ID.matcher(read(file));
                boolean test = file.toString().contains("/src/test/");
                while (matcher.find()) {
                    Citations citations = byId.computeIfAbsent(
                            matcher.group().replace('_', '-'), id -> new Citations(new TreeSet<>(), new TreeSet<>()));
                    (test ? citations.tests() : citations.code()).add(label(file));
                }
            }
        }
        return byId;
    }

    private static boolean isSource(Path file) {
        String path = ROOT.relativize(file).toString();
        return Files.isRegularFile(file)
                && path.contains("src/")
                && !path.contains("target/")
                && !path.startsWith(".")
                && !path.endsWith("access_matrix.csv")
                && SOURCES.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return "";
        }
    }

    private static String label(Path file) {
        String path = ROOT.relativize(file).toString();
        String module = path.substring(0, path.indexOf("/src/"));
        return module.substring(module.lastIndexOf('/') + 1) + "/" + file.getFileName();
    }

    private static String page(List<CSVRecord> requirements, Map<String, Citations> citations) {
        List<String> lines = new ArrayList<>(
                List.of(
                        "# Requirements, and what holds them",
                        "",
                        "Every requirement of the five orders, the code that carries it out and the tests that hold it, by the ids that stand in the",
                        "sources. A row without code or tests is not built yet. This page is written by `RequirementsMapTest` and compared by it in every build."));
        String order = "";
        for (CSVRecord requirement : requirements) {
            if (!order.equals(requirement.get("order"))) {
                order = requirement.get("order");
                lines.addAll(List.of(
                        "", "## Order " + order, "", "| id | ¶ | rule | code | tests |", "|---|---|---|---|---|"));
            }
            String id = requirement.get("id");
            Citations found = citations.getOrDefault(id, new Citations(new TreeSet<>(), new TreeSet<>()));
            lines.add("| %s | %s | %s | %s | %s |"
                    .formatted(
                            id,
                            requirement.get("paragraph"),
                            requirement.get("rule"),
                            String.join(", ", found.code()),
                            String.join(", ", found.tests())));
        }
        return String.join("\n", lines) + "\n";
    }

    private record Citations(Set<String> code, Set<String> tests) {}
}
