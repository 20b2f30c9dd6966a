package kz.negiz.broker.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.json.StrictObject;
import kz.negiz.rules.Ask;
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

/**
 * The document that an officer, or an information system for an officer, signs, as {@code docs/question-format.md} specifies it. A document is its exact bytes; this
 * record is a reading of them, and {@link #encode()} gives the same bytes back.
 *
 * @param audience the installation that it is meant for
 * @param id names the question; made at {@link #issued()}
 * @param words the sentences that the officer was shown
 */
public record QuestionDocument(
        String audience, UUID id, Instant issued, QuestionFields fields, int edition, List<String> words) {

    public static final String TYPE = "kz.negiz.question";

    /** An officer asks. */
    static final int BY_OFFICER = 1;

    /** An information system asks on behalf of an officer. */
    static final int BY_SYSTEM = 2;

    /** Either of them asks, and about something that is named otherwise than by IIN or BIN. */
    static final int OTHER_SUBJECTS = 3;

    /** Longest document in bytes. */
    public static final int MAX_BYTES = 65_536;

    private static final int MAX_WORDS = 160;
    private static final int MAX_SENTENCE = 2_000;
    private static final Pattern AUDIENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,99}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private static final Set<String> NAMES;

    private static final Set<String> NAMES_BY_SYSTEM;

    static {
        Set<String> names = new HashSet<>(QuestionFields.NAMES);
        names.addAll(List.of("type", "version", "audience", "id", "issued", "edition", "words"));
        NAMES = Set.copyOf(names);
        names.add(QuestionFields.ON_BEHALF_OF);
        NAMES_BY_SYSTEM = Set.copyOf(names);
    }

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

    public QuestionDocument {
        words = List.copyOf(words);
    }

    /** A document with its words, ready to be shown and signed. */
    public static QuestionDocument issue(
            String audience, UUID id, Instant issued, QuestionFields fields, int edition, QuestionWords words) {
        QuestionDocument silent = new QuestionDocument(audience, id, issued, fields, edition, List.of());
        return new QuestionDocument(audience, id, issued, fields, edition, words.of(silent));
    }

    /** The version of the format: who asks, and how the subjects are named, tells which. */
    int version() {
        if (!fields.subjects().stream().allMatch(subject -> subject.kind().isNational())) {
            return OTHER_SUBJECTS;
        }
        return fields.onBehalfOf().isPresent() ? BY_SYSTEM : BY_OFFICER;
    }

    /** What the rules need to know of it. */
    public Ask ask() {
        return new Ask(fields.profile(), fields.basis(), fields.services(), fields.subjects(), AstanaTime.date(issued));
    }

    /**
     * Reads a document and refuses everything that is not its one canonical form.
     *
     * @throws DocumentRefused with the field that is wrong
     */
    public static QuestionDocument parse(byte[] bytes) throws DocumentRefused {
        if (bytes.length > MAX_BYTES) {
            throw new DocumentRefused("document", "longer than " + MAX_BYTES + " bytes");
        }
        QuestionDocument document = read(text(bytes));
        if (!Arrays.equals(document.encode(), bytes)) {
            throw new DocumentRefused("document", "not in canonical form");
        }
        return document;
    }

    /** The exact bytes: RFC 8785 JSON in UTF-8. */
    public byte[] encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", TYPE);
        json.put("version", version());
        json.put("audience", audience);
        json.put("id", id.toString());
        json.put("issued", SignedDocuments.time(issued));
        fields.writeTo(json);
        json.put("edition", edition);
        ArrayNode sentences = json.putArray("words");
        words.forEach(sentences::add);
        return StrictObject.canonical(json);
    }

    private static QuestionDocument read(String text) throws DocumentRefused {
        if (!(tree(text) instanceof ObjectNode json)) {
            throw new DocumentRefused("document", "a JSON object is needed");
        }
        if (!TYPE.equals(QuestionFields.string(json, "type"))) {
            throw new DocumentRefused("type", "not " + TYPE);
        }
        switch (integer(json, "version")) {
            case BY_OFFICER -> QuestionFields.onlyKnown(json, NAMES, "document");
            case BY_SYSTEM -> {
                QuestionFields.onlyKnown(json, NAMES_BY_SYSTEM, "document");
                if (!json.has(QuestionFields.ON_BEHALF_OF)) {
                    throw new DocumentRefused(QuestionFields.ON_BEHALF_OF, "the officer is needed");
                }
            }
            case OTHER_SUBJECTS -> QuestionFields.onlyKnown(json, NAMES_BY_SYSTEM, "document");
            default -> throw new DocumentRefused("version", "not one from " + BY_OFFICER + " to " + OTHER_SUBJECTS);
        }
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
        return new QuestionDocument(
                audience,
                id,
                issued,
                QuestionFields.ofDocument(json),
                integer(json, "edition"),
                words(json.get("words")));
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

    private static int integer(ObjectNode json, String field) throws DocumentRefused {
        JsonNode value = json.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw new DocumentRefused(field, "an integer from 1 is needed");
        }
        return value.intValue();
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

    /** Only what names it; the rest is about persons. */
    @Override
    public String toString() {
        return "QuestionDocument[" + id + "]";
    }
}
