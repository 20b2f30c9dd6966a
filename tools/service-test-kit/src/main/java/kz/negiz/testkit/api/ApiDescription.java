package kz.negiz.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A description in {@code docs/openapi}; an operation's key is its verb and path: {@code GET /api/questions}. */
public final class ApiDescription {

    static final Path DOCS = Path.of("../docs");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode api;

    private ApiDescription(JsonNode api) {
        this.api = api;
    }

    /** Reads the description of a service by its name. */
    public static ApiDescription of(String service) {
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(DOCS.resolve("openapi").resolve(service + ".yaml")));
            return new ApiDescription(JSON.valueToTree(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it. */
    public JsonNode json() {
        return api;
    }

    /** The schemas by name. */
    public JsonNode schemas() {
        return api.path("components").path("schemas");
    }

    /** The examples of what an operation takes. */
    public List<JsonNode> examples(String key) {
        return stream(operation(key)
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("examples"))
                .map(example -> example.path("value"))
                .toList();
    }

    /** The names of what a schema has. */
    public Set<String> properties(String schema) {
        return new TreeSet<>(schemas().path(schema).path("properties").propertyNames());
    }

    /** The values that a schema, or a property of it, may have. */
    public Set<String> values(String schema, String property) {
        JsonNode node = schemas().path(schema);
        return DescribedTypes.texts(
                (property.isEmpty() ? node : node.path("properties").path(property)).path("enum"));
    }

    /** Holds what was answered to a schema, to the last field. */
    public void requireIs(String schema, int status, JsonNode answer) {
        ObjectNode components = (ObjectNode) api.path("components").deepCopy();
        walk(components.path("schemas"), node -> {
            if (node instanceof ObjectNode object && node.path("properties").isObject() && node.has("type")) {
                object.put("additionalProperties", false);
            }
        });
        assertThat(schema(JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema), components)
                        .validate(answer))
                .as(schema + " " + status + " " + answer)
                .isEmpty();
    }

    /** The operation with a key. */
    public JsonNode operation(String key) {
        return pathItem(key).path(key.substring(0, key.indexOf(' ')).toLowerCase(Locale.ROOT));
    }

    JsonNode pathItem(String key) {
        return api.path("paths").path(key.substring(key.indexOf(' ') + 1));
    }

    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        JsonNode paths = api.path("paths");
        for (String path : paths.propertyNames()) {
            for (String verb : paths.path(path).propertyNames()) {
                if (VERBS.contains(verb)) {
                    operations.put(
                            verb.toUpperCase(Locale.ROOT) + " " + path,
                            paths.path(path).path(verb));
                }
            }
        }
        return operations;
    }

    void walk(Consumer<JsonNode> visitor) {
        walk(api, visitor);
    }

    private static void walk(JsonNode node, Consumer<JsonNode> visitor) {
        visitor.accept(node);
        node.forEach(each -> walk(each, visitor));
    }

    /** A schema of this description, with what it refers to. */
    Schema schema(JsonNode schema) {
        return schema(schema, api.path("components"));
    }

    private static Schema schema(JsonNode schema, JsonNode components) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", components);
        return SCHEMAS.getSchema(whole);
    }

    static Schema schemaOfDescriptions() throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(ApiDescription.class.getResourceAsStream("/openapi/oas-3.1-schema.json"))) {
            return SCHEMAS.getSchema(JSON.readTree(schema));
        }
    }

    static Stream<JsonNode> stream(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all.stream();
    }
}
