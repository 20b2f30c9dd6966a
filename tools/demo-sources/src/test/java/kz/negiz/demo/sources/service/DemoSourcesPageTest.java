package kz.negiz.demo.sources.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.demo.sources.register.CaseRegister;
import kz.negiz.demo.sources.register.InspectionRegister;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/demo-sources.md")
class DemoSourcesPageTest {

    private static final Path PAGE = Path.of("../../docs/demo-sources.md");

    /** With this property the test writes the table instead of comparing it. */
    private static final String WRITE = "negiz.docs.write";

    private static final String BEGIN = "<!-- services: begin -->\n";
    private static final String END = "<!-- services: end -->";

    private final SourceCatalogue catalogue =
            new SourceCatalogue(new CaseRegister(List.of()), new InspectionRegister(List.of()));

    @Test
    @DisplayName("lists every service with every field")
    void isComplete() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as("write it anew with -D" + WRITE + "=true")
                    .isEqualTo(table());
        }
    }

    @Test
    @DisplayName("has the 77 services of the orders")
    void seventySeven() {
        assertThat(catalogue.all().stream().map(Source::number))
                .hasSize(77)
                .startsWith(1, 2, 3)
                .endsWith(75, 76, 101)
                .isSorted();
    }

    private String table() {
        StringBuilder table = new StringBuilder("| no | code | of | data |\n|---|---|---|---|\n");
        for (Source source : catalogue.all()) {
            table.append("| ")
                    .append(source.number())
                    .append(" | `")
                    .append(source.code())
                    .append("` | ")
                    .append(Stream.concat(source.answersFor().stream(), source.others().keySet().stream())
                            .map(Enum::name)
                            .collect(Collectors.joining(", ")))
                    .append(" | `")
                    .append(fields(source.schema()))
                    .append("` |\n");
        }
        return table.toString();
    }

    /** As in {@code vehicles[]{plate, vin}, total}. */
    private static String fields(Class<?> type) {
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Type of = component.getGenericType();
            boolean list = of instanceof ParameterizedType;
            Class<?> single =
                    list ? (Class<?>) ((ParameterizedType) of).getActualTypeArguments()[0] : component.getType();
            String name = component.getName() + (list ? "[]" : "");
            fields.add(single.isRecord() ? name + "{" + fields(single) + "}" : name);
        }
        return String.join(", ", fields);
    }
}
