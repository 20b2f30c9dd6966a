package kz.negiz.log.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

/**
 * One line of the audit log, as {@code docs/audit-format.md} specifies it. An event is its exact bytes; this record is a
 * reading of them, and {@link #encode()} gives the same bytes back. Nothing in it says who a person is: the account is an
 * internal number, and what was asked about is promised by {@link #commitments()} and sealed in {@link #payload()}.
 */
public record AuditEvent(
        UUID id,
        String producer,
        long number,
        Instant time,
        String action,
        Optional<UUID> account,
        OptionalLong userNumber,
        Optional<String> body,
        Optional<String> department,
        OptionalLong edition,
        List<String> rules,
        String outcome,
        Optional<UUID> reference,
        Optional<String> session,
        SortedMap<String, String> commitments,
        Optional<String> payload) {

    public static final String TYPE = "kz.negiz.event";
    public static final int VERSION = 1;

    /** Longest event in bytes. */
    public static final int MAX_BYTES = 65_536;
    /** Longest sealed payload, in characters of base64url. */
    public static final int MAX_PAYLOAD = 49_152;

    private static final int MAX_RULES = 64;
    private static final int MAX_COMMITMENTS = 64;
    /** Integers above this are not exact in every JSON reader (RFC 8785, section 3.2.2.3). */
    private static final long MAX_INTEGER = (1L << 53) - 1;

    private static final Pattern PRODUCER = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern RULE = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,31}");
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final Pattern DEPARTMENT = Pattern.compile("(?:/[\\p{L}\\p{N}._-]+)+|/");
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,62}");
    private static final Pattern COMMITMENT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** Twelve digits on their own look like an IIN or a BIN, and those never stand in clear. */
    private static final Pattern PERSON_NUMBER = Pattern.compile("(?<![A-Za-z0-9])[0-9]{12}(?![A-Za-z0-9])");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Set<String> FIELDS = Set.copyOf(List.of(
            "type",
            "version",
            "id",
            "producer",
            "number",
            "time",
            "action",
            "account",
            "userNumber",
            "body",
            "department",
            "edition",
            "rules",
            "outcome",
            "reference",
            "session",
            "commitments",
            "payload"));

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BYTES)
                            .maxNestingDepth(3)
                            .maxStringLength(MAX_PAYLOAD)
                            .maxNameLength(64)
                            .maxNumberLength(16)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public AuditEvent {
        if (id.version() != 7 || id.variant() != 2) {
            throw new EventFormatException("id: a UUID of version 7 is needed");
        }
        matches("producer", PRODUCER, producer);
        positive("number", number);
        if (!time.truncatedTo(ChronoUnit.MICROS).equals(time)) {
            throw new EventFormatException("time: microseconds at most");
        }
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 2000 || year > 9999) {
            throw new EventFormatException("time: out of range");
        }
        matches("action", WORD, action);
        if (account.isPresent() != userNumber.isPresent()) {
            throw new EventFormatException("userNumber: an account and its number come together");
        }
        userNumber.ifPresent(value -> positive("userNumber", value));
        body.ifPresent(value -> matches("body", BODY, value));
        department.ifPresent(value -> {
            if (value.length() > 255) {
                throw new EventFormatException("department: too long");
            }
            matches("department", DEPARTMENT, value);
        });
        edition.ifPresent(value -> positive("edition", value));
        rules = List.copyOf(rules);
        if (rules.size() > MAX_RULES) {
            throw new EventFormatException("rules: too many");
        }
        rules.forEach(value -> matches("rules", RULE, value));
        matches("outcome", WORD, outcome);
        session.ifPresent(value -> matches("session", SESSION, value));
        commitments = Collections.unmodifiableSortedMap(new TreeMap<>(commitments));
        if (commitments.size() > MAX_COMMITMENTS) {
            throw new EventFormatException("commitments: too many");
        }
        commitments.forEach((name, value) -> {
            matches("commitments", NAME, name);
            matches("commitments", COMMITMENT, value);
        });
        if (commitments.isEmpty() == payload.isPresent()) {
            throw new EventFormatException("payload: commitments and their sealed values come together");
        }
        payload.ifPresent(value -> {
            if (value.length() > MAX_PAYLOAD) {
                throw new EventFormatException("payload: too long");
            }
            matches("payload", BASE64URL, value);
        });
        noPersonNumber("body", body);
        noPersonNumber("department", department);
        noPersonNumber("session", session);
        noPersonNumber("producer", Optional.of(producer));
        for (String rule : rules) {
            noPersonNumber("rules", Optional.of(rule));
        }
    }

    /** Reads an event and refuses everything that is not its one canonical form. */
    public static AuditEvent parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new EventFormatException("longer than " + MAX_BYTES + " bytes");
        }
        AuditEvent event = read(text(bytes));
        if (!Arrays.equals(event.encode(), bytes)) {
            throw new EventFormatException("not in canonical form");
        }
        return event;
    }

    /** The exact bytes: RFC 8785 JSON in UTF-8. */
    public byte[] encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", TYPE);
        json.put("version", VERSION);
        json.put("id", id.toString());
        json.put("producer", producer);
        json.put("number", number);
        json.put("time", TIME.format(time));
        json.put("action", action);
        account.ifPresent(value -> json.put("account", value.toString()));
        userNumber.ifPresent(value -> json.put("userNumber", value));
        body.ifPresent(value -> json.put("body", value));
        department.ifPresent(value -> json.put("department", value));
        edition.ifPresent(value -> json.put("edition", value));
        ArrayNode ruleArray = json.putArray("rules");
        rules.forEach(ruleArray::add);
        json.put("outcome", outcome);
        reference.ifPresent(value -> json.put("reference", value.toString()));
        session.ifPresent(value -> json.put("session", value));
        payload.ifPresent(value -> {
            ObjectNode promised = json.putObject("commitments");
            commitments.forEach(promised::put);
            json.put("payload", value);
        });
        byte[] bytes = canonical(json);
        if (bytes.length > MAX_BYTES) {
            throw new EventFormatException("longer than " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    private static byte[] canonical(ObjectNode json) {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(json)).getEncodedUTF8();
        } catch (IOException e) {
            throw new EventFormatException("cannot be written as canonical JSON");
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EventFormatException("not UTF-8");
        }
    }

    private static AuditEvent read(String text) {
        try {
            if (!(JSON.readTree(text) instanceof ObjectNode json)) {
                throw new EventFormatException("not a JSON object");
            }
            json.propertyNames().stream()
                    .filter(name -> !FIELDS.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new EventFormatException("unknown field");
                    });
            if (!TYPE.equals(string(json, "type"))) {
                throw new EventFormatException("type: not " + TYPE);
            }
            if (integer(json, "version") != VERSION) {
                throw new EventFormatException("version: not " + VERSION);
            }
            return new AuditEvent(
                    uuid(string(json, "id")),
                    string(json, "producer"),
                    integer(json, "number"),
                    time(string(json, "time")),
                    string(json, "action"),
                    optional(json, "account").map(AuditEvent::uuid),
                    optionalInteger(json, "userNumber"),
                    optional(json, "body"),
                    optional(json, "department"),
                    optionalInteger(json, "edition"),
                    strings(json, "rules"),
                    string(json, "outcome"),
                    optional(json, "reference").map(AuditEvent::uuid),
                    optional(json, "session"),
                    map(json, "commitments"),
                    optional(json, "payload"));
        } catch (JacksonException e) {
            // The reader's own message repeats its input, which may be a secret put in the wrong place.
            throw new EventFormatException("not JSON within the limits");
        }
    }

    private static String string(ObjectNode json, String field) {
        return optional(json, field).orElseThrow(() -> new EventFormatException(field + ": missing"));
    }

    private static Optional<String> optional(ObjectNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(string(value, field));
    }

    private static String string(JsonNode value, String field) {
        if (!value.isString()) {
            throw new EventFormatException(field + ": text is needed");
        }
        return value.stringValue();
    }

    private static long integer(ObjectNode json, String field) {
        return optionalInteger(json, field).orElseThrow(() -> new EventFormatException(field + ": missing"));
    }

    private static OptionalLong optionalInteger(ObjectNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new EventFormatException(field + ": an integer is needed");
        }
        return OptionalLong.of(value.longValue());
    }

    private static List<String> strings(ObjectNode json, String field) {
        if (!(json.get(field) instanceof ArrayNode array)) {
            throw new EventFormatException(field + ": a list is needed");
        }
        if (array.size() > MAX_RULES) {
            throw new EventFormatException(field + ": too many");
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : array) {
            values.add(string(value, field));
        }
        return values;
    }

    private static SortedMap<String, String> map(ObjectNode json, String field) {
        SortedMap<String, String> values = new TreeMap<>();
        JsonNode value = json.get(field);
        if (value == null) {
            return values;
        }
        if (!(value instanceof ObjectNode object)) {
            throw new EventFormatException(field + ": an object is needed");
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            values.put(entry.getKey(), string(entry.getValue(), field));
        }
        return values;
    }

    private static UUID uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new EventFormatException("a UUID is needed");
        }
        return UUID.fromString(text);
    }

    private static Instant time(String text) {
        try {
            return TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new EventFormatException("time: RFC 3339 in UTC with microseconds is needed");
        }
    }

    private static void matches(String field, Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new EventFormatException(field + ": not of the form " + pattern);
        }
    }

    private static void positive(String field, long value) {
        if (value < 1 || value > MAX_INTEGER) {
            throw new EventFormatException(field + ": out of range");
        }
    }

    private static void noPersonNumber(String field, Optional<String> value) {
        value.map(text -> UUID_TEXT.matcher(text).replaceAll("-"))
                .filter(text -> PERSON_NUMBER.matcher(text).find())
                .ifPresent(text -> {
                    throw new EventFormatException(field + ": must not carry an IIN or BIN");
                });
    }
}
