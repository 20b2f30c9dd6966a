package kz.negiz.demo.sources.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.demo.sources.register.CaseRegister;
import kz.negiz.demo.sources.register.InspectionRegister;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rule data of the broker and these sources agree on")
class RuleDataTest {

    private static final Path EDITION = Path.of("../../libs/rules/src/main/resources/rules/edition-1");

    private static final Path KINDS = Path.of("../../query-broker-service/src/main/resources/source/subject-kinds.csv");

    private final SourceCatalogue catalogue =
            new SourceCatalogue(new CaseRegister(List.of()), new InspectionRegister(List.of()));

    @Test
    @DisplayName("number and code of every service")
    void services() throws IOException {
        List<String> ruled =
                rows("services.csv").map(row -> row[0] + " " + row[1]).toList();

        assertThat(catalogue.all().stream().map(source -> source.number() + " " + source.code()))
                .containsExactlyElementsOf(ruled);
    }

    @Test
    @DisplayName("by what every service can be asked beside IIN and BIN")
    void subjects() throws IOException {
        List<String> shipped = Files.readAllLines(KINDS).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> row[0] + " " + new TreeSet<>(Arrays.asList(row[1].split(" ", -1))))
                .toList();

        assertThat(catalogue.all().stream()
                        .filter(source -> !source.others().isEmpty())
                        .map(source -> source.code() + " "
                                + source.others().keySet().stream()
                                        .map(Enum::name)
                                        .collect(Collectors.toCollection(TreeSet::new))))
                .containsExactlyElementsOf(shipped);
    }

    @Test
    @DisplayName("the path of every field that a redaction keeps or asks for")
    void redactions() throws IOException {
        List<String[]> paths =
                rows("redactions.csv").filter(row -> !row[5].equals("**")).toList();

        assertThat(paths).isNotEmpty();
        for (String[] row : paths) {
            Source source = catalogue.find(row[1]).orElseThrow();
            Set<String> known = new HashSet<>();
            collect(source.schema(), "", known);
            assertThat(known).as(row[1]).contains(row[5]);
        }
    }

    private static void collect(Class<?> type, String prefix, Set<String> paths) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean list = component.getGenericType() instanceof ParameterizedType;
            Class<?> single = list
                    ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                    : component.getType();
            String path = prefix + component.getName() + (list ? "[]" : "");
            if (single.isRecord()) {
                collect(single, path + ".", paths);
            } else {
                paths.add(path);
            }
        }
    }

    /** The first seven columns never hold a comma. */
    private static Stream<String[]> rows(String file) throws IOException {
        return Files.readAllLines(EDITION.resolve(file)).stream().skip(1).map(line -> line.split(",", -1));
    }
}
