package kz.negiz.broker.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.log.json.StrictObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What every signed request says of itself, whatever it asks for. */
record RequestHead(String audience, UUID id, Instant issued, int edition, List<String> words) {

    /** The fields that it stands in, beside {@code type} and {@code version}. */
    static final Set<String> NAMES = Set.of("type", "version", "audience", "id", "issued", "edition", "words");

    /** Longest request in bytes. */
    static final int MAX_BYTES = 65_536;

    private static final int MAX_WORDS = 160;
    private static final int MAX_SENTENCE = 2_000;
    private static final Pattern AUDIENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,99}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxNestingDepth(4)
                            .maxStringLength(MAX_SENTENCE)
                            .maxNameLength(64)
                            .maxNumberLength(16)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * The object that the bytes of a request are.
     *
     * @throws DocumentRefused if they are too many, no JSON object, or of another type
     */
    static ObjectNode object(byte[] bytes, String type) throws DocumentRefused {
        if (bytes.length > MAX_BYTES) {
            throw new DocumentRefused("document", "longer than " + MAX_BYTES + " bytes");
        }
        if (!(tree(text(bytes)) instanceof ObjectNode json)) {
            throw new DocumentRefused("document", "a JSON object is needed");
        }
        if (!type.equals(QuestionFields.string(json, "type"))) {
            throw new DocumentRefused("type", "not " + type);
        }
        return json;
    }

    static RequestHead read(ObjectNode json) throws DocumentRefused {
        String audience = QuestionFields.string(json, "audience");
        if (!AUDIENCE.matcher(audience).matches()) {
            throw new DocumentRefused("audience", "not of the form " + AUDIENCE);
        }
        UUID id = id(QuestionFields.string(json, "id"));
        Instant issued = time(QuestionFields.string(json, "issued"));
        // Records are kept by ranges of their id, and the id says when it was made: it must not say two things.
        if (id.getMostSignificantBits() >>> 16 != issued.toEpochMilli()) {
            throw new DocumentRefused("id", "not made at the time of issue");
        }
        return new RequestHead(audience, id, issued, integer(json, "edition"), words(json.get("words")));
    }

    /** The exact bytes of a request. */
    static byte[] encode(SignedRequest request, String type, int version, Body body) {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", type);
        json.put("version", version);
        json.put("audience", request.audience());
        json.put("id", request.id().toString());
        json.put("issued", SignedDocuments.time(request.issued()));
        body.writeTo(json);
        json.put("edition", request.edition());
        ArrayNode sentences = json.putArray("words");
        request.words().forEach(sentences::add);
        return StrictObject.canonical(json);
    }

    /** What a request asks for. */
    @FunctionalInterface
    interface Body {
        void writeTo(ObjectNode json);
    }

    static int integer(ObjectNode json, String field) throws DocumentRefused {
        JsonNode value = json.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw new DocumentRefused(field, "an integer from 1 is needed");
        }
        return value.intValue();
    }

    private static JsonNode tree(String text) throws DocumentRefused {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            // The reader's own message repeats its input, which may be a personal datum.
            throw new DocumentRefused("document", "not JSON within the limits");
        }
    }

    private static String text(byte[] bytes) throws DocumentRefused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DocumentRefused("document", "not UTF-8");
        }
    }

    private static List<String> words(@Nullable JsonNode node) throws DocumentRefused {
        if (!(node instanceof ArrayNode array) || array.isEmpty() || array.size() > MAX_WORDS) {
            throw new DocumentRefused("words", "a list of 1 to " + MAX_WORDS + " is needed");
        }
        List<String> words = new ArrayList<>();
        for (JsonNode sentence : array) {
            words.add(QuestionFields.text("words", QuestionFields.string("words", sentence), MAX_SENTENCE));
        }
        return words;
    }

    private static UUID id(String text) throws DocumentRefused {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new DocumentRefused("id", "a UUID of version 7 in lower case is needed");
        }
        return UUID.fromString(text);
    }

    private static Instant time(String text) throws DocumentRefused {
        try {
            Instant time = Instant.parse(text);
            if (SignedDocuments.time(time).equals(text)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Refused like any other form of a time.
        }
        throw new DocumentRefused("issued", "RFC 3339 in UTC with milliseconds is needed");
    }
}
