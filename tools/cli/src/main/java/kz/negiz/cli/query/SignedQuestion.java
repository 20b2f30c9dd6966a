package kz.negiz.cli.query;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.SigningKey;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A question's document as the platform drew it up, and its signature. */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record SignedQuestion(byte[] document, byte[] signature) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> OF_THE_PLATFORM =
            Set.of("type", "version", "audience", "id", "issued", "edition", "words");
    private static final Set<String> FIELDS = Set.of(
            "type",
            "version",
            "audience",
            "id",
            "issued",
            "profile",
            "basis",
            "services",
            "subjects",
            "purpose",
            "language",
            "edition",
            "words");
    private static final String ON_BEHALF_OF = "onBehalfOf";
    private static final Set<String> FIELDS_FOR_OFFICER =
            Stream.concat(FIELDS.stream(), Stream.of(ON_BEHALF_OF)).collect(Collectors.toUnmodifiableSet());
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Has the document of a question drawn up, and signs it if it asks what was to be asked, and nothing else. */
    public static SignedQuestion of(ApiClient client, ObjectNode question, SigningKey signer) {
        byte[] document = drafted(client, "/api/questions/drafts", question);
        requireSame(document, question);
        return new SignedQuestion(document, signer.sign(document));
    }

    /** Has the document of an encumbrance drawn up, and signs it if it wants what was wanted, and nothing else. */
    public static SignedQuestion ofEncumbrance(ApiClient client, ObjectNode wanted, SigningKey signer) {
        byte[] document = drafted(client, "/api/encumbrances/drafts", wanted);
        Set<String> names = new HashSet<>(wanted.propertyNames());
        names.addAll(FIELDS);
        requireSame(document, wanted, "kz.negiz.encumbrance", 1, names);
        return new SignedQuestion(document, signer.sign(document));
    }

    private static byte[] drafted(ApiClient client, String path, ObjectNode wanted) {
        return Base64.getDecoder()
                .decode(client.post(path, wanted).path("document").asString(""));
    }

    /**
     * Compares a document with the question that it was drawn up for ({@code docs/question-format.md}).
     *
     * @throws CommandFailed naming the field that differs
     */
    static void requireSame(byte[] document, ObjectNode question) {
        boolean forOfficer = question.has(ON_BEHALF_OF);
        requireSame(
                document,
                question,
                "kz.negiz.question",
                version(question, forOfficer),
                forOfficer ? FIELDS_FOR_OFFICER : FIELDS);
    }

    private static void requireSame(byte[] document, ObjectNode wanted, String type, int version, Set<String> fields) {
        JsonNode drafted;
        try {
            drafted = STRICT.readTree(new String(document, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new CommandFailed(Negiz.REFUSED, "Not signed: the platform's document cannot be read");
        }
        if (!drafted.path("type").asString("").equals(type)) {
            throw differs("type");
        }
        if (drafted.path("version").asInt(0) != version) {
            throw differs("version");
        }
        if (!Set.copyOf(drafted.propertyNames()).equals(fields)) {
            throw differs("fields");
        }
        for (String field : fields) {
            boolean asked = !OF_THE_PLATFORM.contains(field);
            if (asked && !drafted.path(field).equals(tidy(wanted.path(field)))) {
                throw differs(field);
            }
        }
    }

    private static int version(ObjectNode question, boolean forOfficer) {
        boolean others = question.path("subjects")
                .valueStream()
                .anyMatch(subject ->
                        !Set.of("IIN", "BIN").contains(subject.path("kind").asString("")));
        return others ? 3 : forOfficer ? 2 : 1;
    }

    private static CommandFailed differs(String field) {
        return new CommandFailed(
                Negiz.REFUSED, "Not signed: the platform's document says something else than was asked: " + field);
    }

    /** Texts as the platform writes them: composed, and with single spaces. */
    private static JsonNode tidy(JsonNode node) {
        return switch (node) {
            case StringNode text ->
                StringNode.valueOf(SPACES.matcher(Normalizer.normalize(text.stringValue(), Normalizer.Form.NFC))
                        .replaceAll(" ")
                        .strip());
            case ArrayNode list -> {
                ArrayNode tidied = JSON.createArrayNode();
                list.forEach(each -> tidied.add(tidy(each)));
                yield tidied;
            }
            case ObjectNode object -> {
                ObjectNode tidied = JSON.createObjectNode();
                object.forEachEntry((name, value) -> tidied.set(name, tidy(value)));
                yield tidied;
            }
            default -> node;
        };
    }

    /** The same signature under another document. */
    SignedQuestion altered(byte[] otherDocument) {
        return new SignedQuestion(otherDocument, signature);
    }

    /** As it is sent. */
    public ObjectNode json() {
        return JSON.createObjectNode()
                .put("document", Base64.getEncoder().encodeToString(document))
                .put("signature", Base64.getEncoder().encodeToString(signature));
    }
}
