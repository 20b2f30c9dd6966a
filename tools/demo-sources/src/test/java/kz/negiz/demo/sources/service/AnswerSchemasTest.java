package kz.negiz.demo.sources.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.demo.sources.register.CaseRegister;
import kz.negiz.demo.sources.register.InspectionRegister;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("the schemas that the broker holds answers to")
class AnswerSchemasTest {

    private static final Path FOLDER = Path.of("../../query-broker-service/src/main/resources/source/schemas");

    /** With this property the test writes the schemas instead of comparing them. */
    private static final String WRITE = "negiz.docs.write";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SourceCatalogue catalogue =
            new SourceCatalogue(new CaseRegister(List.of()), new InspectionRegister(List.of()));

    @Test
    @DisplayName("are those of the records that answers are written from, one file a service")
    void areTheRecords() throws IOException {
        for (Source source : catalogue.all()) {
            Path file = FOLDER.resolve(source.code() + ".json");
            ObjectNode schema = JSON.createObjectNode();
            schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            schema.put("title", source.code());
            schema.put("type", "object");
            schema.set("properties", properties(source.schema()));
            String text = JSON.writeValueAsString(schema).replace(System.lineSeparator(), "\n") + "\n";
            if (Boolean.getBoolean(WRITE)) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            } else {
                assertThat(file).as("write it anew with -D" + WRITE + "=true").hasContent(text);
            }
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> codes = catalogue.all().stream()
                    .map(source -> source.code() + ".json")
                    .collect(Collectors.toSet());
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(codes);
        }
    }

    private static ObjectNode properties(Class<?> type) {
        ObjectNode properties = JSON.createObjectNode();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), schema(component.getGenericType()));
        }
        return properties;
    }

    /** Every field may be null: that a source does not know it is no fault. */
    private static ObjectNode schema(Type of) {
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode types = schema.putArray("type");
        if (of instanceof ParameterizedType list) {
            assertThat(list.getRawType()).isEqualTo(List.class);
            types.add("array");
            schema.set("items", schema(list.getActualTypeArguments()[0]));
        } else if (of instanceof Class<?> type && type.isRecord()) {
            types.add("object");
            schema.set("properties", properties(type));
        } else if (of instanceof Class<?> type) {
            types.add(simple(type));
        } else {
            throw new IllegalStateException(of.getTypeName());
        }
        types.add("null");
        return schema;
    }

    private static String simple(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (Set.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
            return "integer";
        }
        if (Set.of(double.class, Double.class, BigDecimal.class).contains(type)) {
            return "number";
        }
        if (type.isEnum()
                || Set.of(
                                String.class,
                                LocalDate.class,
                                LocalDateTime.class,
                                OffsetDateTime.class,
                                YearMonth.class,
                                Instant.class)
                        .contains(type)) {
            return "string";
        }
        throw new IllegalStateException(type.getName());
    }
}
