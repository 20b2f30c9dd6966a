package kz.negiz.log.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import kz.negiz.log.json.JsonFormatException;
import kz.negiz.log.json.StrictObject;
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

    private static final StrictObject.Limits LIMITS = new StrictObject.Limits(MAX_BYTES, 3);

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
        try {
            AuditEvent event = read(StrictObject.parse(bytes, LIMITS, FIELDS));
            if (!Arrays.equals(event.encode(), bytes)) {
                throw new EventFormatException("not in canonical form");
            }
            return event;
        } catch (JsonFormatException e) {
            throw new EventFormatException(String.valueOf(e.getMessage()));
        }
    }

    /** The exact bytes: RFC 8785 JSON in UTF-8. */
    public byte[] encode() {
        ObjectNode json = StrictObject.empty();
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
        byte[] bytes = StrictObject.canonical(json);
        if (bytes.length > MAX_BYTES) {
            throw new EventFormatException("longer than " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    private static AuditEvent read(StrictObject json) {
        if (!TYPE.equals(json.string("type"))) {
            throw new EventFormatException("type: not " + TYPE);
        }
        if (json.integer("version") != VERSION) {
            throw new EventFormatException("version: not " + VERSION);
        }
        return new AuditEvent(
                json.uuid("id"),
                json.string("producer"),
                json.integer("number"),
                time(json.string("time")),
                json.string("action"),
                json.optionalUuid("account"),
                json.optionalInteger("userNumber"),
                json.optional("body"),
                json.optional("department"),
                json.optionalInteger("edition"),
                json.strings("rules"),
                json.string("outcome"),
                json.optionalUuid("reference"),
                json.optional("session"),
                json.stringMap("commitments"),
                json.optional("payload"));
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
