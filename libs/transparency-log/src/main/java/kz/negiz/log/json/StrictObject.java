package kz.negiz.log.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object read without mercy: only known fields, each once, each of its type, within limits. */
public final class StrictObject {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final JsonMapper WRITER = JsonMapper.builder().build();

    private final ObjectNode json;

    private StrictObject(ObjectNode json, Set<String> fields) {
        this.json = json;
        if (!fields.containsAll(json.propertyNames())) {
            throw new JsonFormatException("unknown field");
        }
    }

    /** What a reader accepts at most. */
    public static final class Limits {

        private final int bytes;
        private final JsonMapper mapper;

        public Limits(int bytes, int depth) {
            this.bytes = bytes;
            this.mapper = JsonMapper.builder(JsonFactory.builder()
                            .streamReadConstraints(StreamReadConstraints.builder()
                                    .maxDocumentLength(bytes)
                                    .maxNestingDepth(depth)
                                    .maxStringLength(bytes)
                                    .maxNameLength(64)
                                    .maxNumberLength(16)
                                    .build())
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
        }
    }

    public static StrictObject parse(byte[] bytes, Limits limits, Set<String> fields) {
        if (bytes.length > limits.bytes) {
            throw new JsonFormatException("longer than " + limits.bytes + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (limits.mapper.readTree(text) instanceof ObjectNode object) {
                return new StrictObject(object, fields);
            }
            throw new JsonFormatException("not a JSON object");
        } catch (CharacterCodingException e) {
            throw new JsonFormatException("not UTF-8");
        } catch (JacksonException e) {
            // The reader's own message repeats its input, which may be a secret put in the wrong place.
            throw new JsonFormatException("not JSON within the limits");
        }
    }

    /** A new object, to be filled and written. */
    public static ObjectNode empty() {
        return WRITER.createObjectNode();
    }

    /** The canonical form of RFC 8785. */
    public static byte[] canonical(ObjectNode object) {
        try {
            return new JsonCanonicalizer(WRITER.writeValueAsString(object)).getEncodedUTF8();
        } catch (IOException e) {
            throw new JsonFormatException("cannot be written as canonical JSON");
        }
    }

    public boolean has(String field) {
        return json.has(field);
    }

    public String string(String field) {
        return optional(field).orElseThrow(() -> new JsonFormatException(field + ": missing"));
    }

    public Optional<String> optional(String field) {
        JsonNode value = json.get(field);
        return value == null ? Optional.empty() : Optional.of(string(value, field));
    }

    public long integer(String field) {
        return optionalInteger(field).orElseThrow(() -> new JsonFormatException(field + ": missing"));
    }

    public OptionalLong optionalInteger(String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new JsonFormatException(field + ": an integer is needed");
        }
        return OptionalLong.of(value.longValue());
    }

    public UUID uuid(String field) {
        return uuid(string(field), field);
    }

    public Optional<UUID> optionalUuid(String field) {
        return optional(field).map(text -> uuid(text, field));
    }

    public List<String> strings(String field) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : array(field)) {
            values.add(string(value, field));
        }
        return values;
    }

    public SortedMap<String, String> stringMap(String field) {
        SortedMap<String, String> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : properties(field)) {
            values.put(entry.getKey(), string(entry.getValue(), field));
        }
        return values;
    }

    public StrictObject object(String field, Set<String> fields) {
        return object(json.get(field), field, fields);
    }

    public List<StrictObject> objects(String field, Set<String> fields) {
        List<StrictObject> values = new ArrayList<>();
        for (JsonNode value : array(field)) {
            values.add(object(value, field, fields));
        }
        return values;
    }

    public SortedMap<String, StrictObject> objectMap(String field, Set<String> fields) {
        SortedMap<String, StrictObject> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : properties(field)) {
            values.put(entry.getKey(), object(entry.getValue(), field, fields));
        }
        return values;
    }

    private static StrictObject object(
            @org.jspecify.annotations.Nullable JsonNode value, String field, Set<String> fields) {
        if (value instanceof ObjectNode object) {
            return new StrictObject(object, fields);
        }
        throw new JsonFormatException(field + ": an object is needed");
    }

    private ArrayNode array(String field) {
        if (json.get(field) instanceof ArrayNode array) {
            return array;
        }
        throw new JsonFormatException(field + ": a list is needed");
    }

    private Set<Map.Entry<String, JsonNode>> properties(String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return Set.of();
        }
        if (value instanceof ObjectNode object) {
            return object.properties();
        }
        throw new JsonFormatException(field + ": an object is needed");
    }

    private static String string(JsonNode value, String field) {
        if (!value.isString()) {
            throw new JsonFormatException(field + ": text is needed");
        }
        return value.stringValue();
    }

    private static UUID uuid(String text, String field) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new JsonFormatException(field + ": a UUID is needed");
        }
        return UUID.fromString(text);
    }
}
