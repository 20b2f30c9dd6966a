package kz.negiz.log.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import kz.negiz.log.checkpoint.Note;
import kz.negiz.log.checkpoint.NoteFormatException;
import kz.negiz.log.event.DisclosedValue;
import kz.negiz.log.json.JsonFormatException;
import kz.negiz.log.json.StrictObject;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A line of an export package, version 1 or 2, as {@code docs/audit-format.md} specifies it. */
@SuppressWarnings("ArrayRecordComponent") // lines are written and read, never compared
public sealed interface ExportLine {

    String TYPE = "kz.negiz.export";

    /** What is written; the older one, which has no encumbrances, is read too. */
    int VERSION = 2;

    int OLDEST_VERSION = 1;

    /** Longest line in bytes; answers may be large. */
    int MAX_BYTES = 64 * 1024 * 1024;

    /** The fields of the line. */
    ObjectNode toJson();

    /** The line's one form, without the line break. */
    default byte[] encode() {
        return StrictObject.canonical(toJson());
    }

    /** Who asked for what, on which ground, and who gave it. */
    record Head(
            int version,
            Instant created,
            UUID request,
            String ground,
            String groundNumber,
            LocalDate groundDate,
            String documentSha256,
            UUID requestedBy,
            UUID releasedBy,
            ExportScope scope,
            Instant from,
            Instant to,
            List<String> producers)
            implements ExportLine {

        public Head {
            producers = List.copyOf(new TreeSet<>(producers));
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("head");
            json.put("type", TYPE);
            json.put("version", version);
            json.put("created", created.toString());
            json.put("request", request.toString());
            json.put("ground", ground);
            json.put("groundNumber", groundNumber);
            json.put("groundDate", groundDate.toString());
            json.put("documentSha256", documentSha256);
            json.put("requestedBy", requestedBy.toString());
            json.put("releasedBy", releasedBy.toString());
            switch (scope) {
                case ExportScope.Accounts accounts -> {
                    ArrayNode list = json.putArray("accounts");
                    accounts.accounts().forEach(account -> list.add(account.toString()));
                }
                case ExportScope.Body body -> json.put("body", body.body());
            }
            json.put("from", from.toString());
            json.put("to", to.toString());
            ArrayNode list = json.putArray("producers");
            producers.forEach(list::add);
            return json;
        }
    }

    /**
     * The log of a year.
     *
     * @param note the signed checkpoint that all proofs of this year lead to
     * @param firstLeaf bytes of the first leaf, which ties the log to the one before
     * @param consistency proofs that the log goes on from smaller sizes, by size
     */
    record Log(
            int year, Note note, byte[] firstLeaf, List<byte[]> firstProof, SortedMap<Long, List<byte[]>> consistency)
            implements ExportLine {

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("log");
            json.put("year", year);
            json.put("note", note.toString());
            json.put("firstLeaf", base64(firstLeaf));
            json.set("firstProof", hashes(firstProof));
            ArrayNode proofs = json.putArray("consistency");
            consistency.forEach((from, proof) -> {
                ObjectNode one = proofs.addObject();
                one.put("from", from);
                one.set("proof", hashes(proof));
            });
            return json;
        }
    }

    /** Opens the events of a user at a producer: all user numbers from first to last follow; 0 and 0 say there are none. */
    record User(UUID account, String producer, long first, long last) implements ExportLine {

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("user");
            json.put("account", account.toString());
            json.put("producer", producer);
            json.put("first", first);
            json.put("last", last);
            return json;
        }
    }

    /** An event, where it stands in the log, and its details with their salts if it is asked for. */
    record Event(int year, long index, byte[] event, List<byte[]> proof, SortedMap<String, DisclosedValue> disclosed)
            implements ExportLine {

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("event");
            json.put("year", year);
            json.put("index", index);
            json.put("event", base64(event));
            json.set("proof", hashes(proof));
            ObjectNode values = json.putObject("disclosed");
            disclosed.forEach((name, value) ->
                    values.putObject(name).put("salt", value.salt()).put("value", value.value()));
            return json;
        }
    }

    /** What was signed and what was answered to a question. */
    record Answers(UUID question, byte[] document, byte[] signature, byte[] evidence, List<Answer> answers)
            implements ExportLine {

        public Answers {
            answers = List.copyOf(answers);
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("answers");
            json.put("question", question.toString());
            json.put("state", "AVAILABLE");
            json.put("document", base64(document));
            json.put("signature", base64(signature));
            json.put("evidence", base64(evidence));
            ArrayNode list = json.putArray("answers");
            answers.forEach(answer -> list.addObject()
                    .put("service", answer.service())
                    .put("state", answer.state())
                    .put("content", base64(answer.content())));
            return json;
        }
    }

    /** One answer; no content where the source gave none. */
    record Answer(String service, String state, byte[] content) {}

    /** Says that question and answers could not be had when the export was made, and why. */
    record NoAnswers(UUID question, String reason) implements ExportLine {

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("answers");
            json.put("question", question.toString());
            json.put("state", "NOT_AVAILABLE");
            json.put("reason", reason);
            return json;
        }
    }

    /**
     * What was signed of an encumbrance.
     *
     * @param signature of the system that asked
     * @param confirmation the officer's signature over the same document; empty where it is none, or not asked for
     */
    record Encumbrance(
            UUID encumbrance,
            byte[] document,
            byte[] signature,
            byte[] evidence,
            byte[] confirmation,
            byte[] confirmationEvidence)
            implements ExportLine {

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("encumbrance");
            json.put("encumbrance", encumbrance.toString());
            json.put("state", "AVAILABLE");
            json.put("document", base64(document));
            json.put("signature", base64(signature));
            json.put("evidence", base64(evidence));
            json.put("confirmation", base64(confirmation));
            json.put("confirmationEvidence", base64(confirmationEvidence));
            return json;
        }
    }

    /** Says that an encumbrance could not be had when the export was made, and why. */
    record NoEncumbrance(UUID encumbrance, String reason) implements ExportLine {

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("encumbrance");
            json.put("encumbrance", encumbrance.toString());
            json.put("state", "NOT_AVAILABLE");
            json.put("reason", reason);
            return json;
        }
    }

    /** Closes the package: counts, and a note of the log's key over the digest of all bytes before. */
    record End(long events, long answers, Note note) implements ExportLine {

        @Override
        public ObjectNode toJson() {
            ObjectNode json = line("end");
            json.put("events", events);
            json.put("answers", answers);
            json.put("note", note.toString());
            return json;
        }

        /** The text that is signed. */
        static String signedText(int version, byte[] sha256) {
            return TYPE + "/" + version + "\n" + base64(sha256) + "\n";
        }
    }

    /** Reads a line and refuses everything that is not its one form. */
    static ExportLine parse(byte[] bytes) {
        StrictObject json = StrictObject.parse(bytes, Fields.LIMITS, Fields.ALL);
        ExportLine line;
        try {
            line = read(json);
        } catch (NoteFormatException | DateTimeException e) {
            throw new JsonFormatException("a note or a time is not of its form");
        }
        if (!Arrays.equals(line.encode(), bytes)) {
            throw new JsonFormatException("not in canonical form");
        }
        return line;
    }

    private static ExportLine read(StrictObject json) {
        return switch (json.string("line")) {
            case "head" -> head(json);
            case "log" -> {
                SortedMap<Long, List<byte[]>> consistency = new TreeMap<>();
                for (StrictObject one : json.objects("consistency", Set.of("from", "proof"))) {
                    consistency.put(one.integer("from"), bytes(one.strings("proof")));
                }
                yield new Log(
                        Math.toIntExact(Math.clamp(json.integer("year"), 0, 9999)),
                        Note.parse(json.string("note")),
                        bytes(json.string("firstLeaf")),
                        bytes(json.strings("firstProof")),
                        consistency);
            }
            case "user" ->
                new User(json.uuid("account"), json.string("producer"), json.integer("first"), json.integer("last"));
            case "event" -> {
                SortedMap<String, DisclosedValue> disclosed = new TreeMap<>();
                json.objectMap("disclosed", Set.of("salt", "value"))
                        .forEach((name, value) ->
                                disclosed.put(name, new DisclosedValue(value.string("salt"), value.string("value"))));
                yield new Event(
                        Math.toIntExact(Math.clamp(json.integer("year"), 0, 9999)),
                        json.integer("index"),
                        bytes(json.string("event")),
                        bytes(json.strings("proof")),
                        disclosed);
            }
            case "answers" -> answers(json);
            case "encumbrance" -> encumbrance(json);
            case "end" -> new End(json.integer("events"), json.integer("answers"), Note.parse(json.string("note")));
            default -> throw new JsonFormatException("line: unknown kind");
        };
    }

    private static Head head(StrictObject json) {
        long version = json.integer("version");
        if (!json.string("type").equals(TYPE) || version < OLDEST_VERSION || version > VERSION) {
            throw new JsonFormatException("not an export of version " + OLDEST_VERSION + " or " + VERSION);
        }
        ExportScope scope;
        if (json.has("body")) {
            scope = new ExportScope.Body(json.string("body"));
        } else {
            TreeSet<UUID> accounts = new TreeSet<>();
            for (String account : json.strings("accounts")) {
                try {
                    accounts.add(UUID.fromString(account));
                } catch (IllegalArgumentException e) {
                    throw new JsonFormatException("accounts: a UUID is needed");
                }
            }
            scope = new ExportScope.Accounts(accounts);
        }
        return new Head(
                Math.toIntExact(version),
                Instant.parse(json.string("created")),
                json.uuid("request"),
                json.string("ground"),
                json.string("groundNumber"),
                LocalDate.parse(json.string("groundDate")),
                json.string("documentSha256"),
                json.uuid("requestedBy"),
                json.uuid("releasedBy"),
                scope,
                Instant.parse(json.string("from")),
                Instant.parse(json.string("to")),
                json.strings("producers"));
    }

    private static ExportLine answers(StrictObject json) {
        if (json.string("state").equals("NOT_AVAILABLE")) {
            return new NoAnswers(json.uuid("question"), json.string("reason"));
        }
        List<Answer> answers = new ArrayList<>();
        for (StrictObject one : json.objects("answers", Set.of("service", "state", "content"))) {
            answers.add(new Answer(one.string("service"), one.string("state"), bytes(one.string("content"))));
        }
        return new Answers(
                json.uuid("question"),
                bytes(json.string("document")),
                bytes(json.string("signature")),
                bytes(json.string("evidence")),
                answers);
    }

    private static ExportLine encumbrance(StrictObject json) {
        if (json.string("state").equals("NOT_AVAILABLE")) {
            return new NoEncumbrance(json.uuid("encumbrance"), json.string("reason"));
        }
        return new Encumbrance(
                json.uuid("encumbrance"),
                bytes(json.string("document")),
                bytes(json.string("signature")),
                bytes(json.string("evidence")),
                bytes(json.string("confirmation")),
                bytes(json.string("confirmationEvidence")));
    }

    private static ObjectNode line(String kind) {
        return StrictObject.empty().put("line", kind);
    }

    private static ArrayNode hashes(List<byte[]> proof) {
        ArrayNode list = StrictObject.empty().putArray("hashes");
        proof.forEach(hash -> list.add(base64(hash)));
        return list;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<byte[]> bytes(List<String> texts) {
        return texts.stream().map(ExportLine::bytes).toList();
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new JsonFormatException("base64url is needed");
        }
    }

    /** What any line may have; each kind's own canonical form decides in the end. */
    final class Fields {

        private static final StrictObject.Limits LIMITS = new StrictObject.Limits(MAX_BYTES, 4);
        private static final Set<String> ALL = Set.copyOf(List.of(
                "line",
                "type",
                "version",
                "created",
                "request",
                "ground",
                "groundNumber",
                "groundDate",
                "documentSha256",
                "requestedBy",
                "releasedBy",
                "accounts",
                "body",
                "from",
                "to",
                "producers",
                "year",
                "note",
                "firstLeaf",
                "firstProof",
                "consistency",
                "account",
                "producer",
                "first",
                "last",
                "index",
                "event",
                "proof",
                "disclosed",
                "question",
                "state",
                "document",
                "signature",
                "evidence",
                "answers",
                "encumbrance",
                "confirmation",
                "confirmationEvidence",
                "reason",
                "events"));

        private Fields() {}
    }
}
