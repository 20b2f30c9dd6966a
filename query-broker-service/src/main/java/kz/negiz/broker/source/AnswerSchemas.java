package kz.negiz.broker.source;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the data of each service look like, as JSON Schema (draft 2020-12). Data that do not satisfy the schema are refused as a
 * whole. A shipped schema lies under {@code source/schemas}; configuration may name another.
 */
final class AnswerSchemas {

    private final JsonMapper json = JsonMapper.builder().build();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Path> own;
    private final Map<String, OfService> read = new ConcurrentHashMap<>();

    /**
     * All schemas.
     *
     * @param own schema files by service, in place of the shipped ones
     */
    AnswerSchemas(Map<String, Path> own) {
        this.own = Map.copyOf(own);
        // A file that can't be read is found at the start, not at the first answer.
        own.keySet().forEach(this::of);
    }

    /** The schema of one service. */
    record OfService(JsonNode document, Schema schema) {

        boolean admits(ObjectNode data) {
            return schema.validate(data).isEmpty();
        }
    }

    OfService of(String service) {
        return read.computeIfAbsent(service, this::read);
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    private OfService read(String service) {
        JsonNode document = document(service);
        return new OfService(document, registry.getSchema(document));
    }

    private JsonNode document(String service) {
        @Nullable Path file = own.get(service);
        if (file != null) {
            try {
                return json.readTree(ConnectorFiles.text(file));
            } catch (JacksonException e) {
                throw new IllegalStateException(file + " of negiz.sources is no JSON Schema", e);
            }
        }
        try (InputStream in = AnswerSchemas.class.getResourceAsStream("/source/schemas/" + service + ".json")) {
            return in == null ? json.createObjectNode().put("type", "object") : json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
