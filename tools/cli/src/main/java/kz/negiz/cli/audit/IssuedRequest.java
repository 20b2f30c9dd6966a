package kz.negiz.cli.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The request's document as the platform drew it up ({@code docs/audit-format.md}). Nothing is signed before it was found to
 * ask for what was typed, and for nothing else.
 */
record IssuedRequest(JsonNode document) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> FIELDS = Set.of(
            "type",
            "version",
            "audience",
            "id",
            "issued",
            "account",
            "accounts",
            "body",
            "from",
            "to",
            "ground",
            "language",
            "words");

    /**
     * Reads a document and compares it with what was asked.
     *
     * @param asked the form that was sent
     * @throws CommandFailed naming the field that differs
     */
    static IssuedRequest of(byte[] bytes, JsonNode asked, byte[] attachment) {
        JsonNode document = read(bytes);
        same("type", text(document, "type").equals("kz.negiz.disclosure-request"));
        same("version", document.path("version").asInt(0) == 1);
        same("fields", Set.copyOf(document.propertyNames()).equals(FIELDS));
        same("accounts", accounts(document).equals(accounts(asked)));
        same("body", text(document, "body").equals(text(asked, "body")));
        same("from", moment(document, "from").equals(moment(asked, "from")));
        same("to", moment(document, "to").equals(moment(asked, "to")));
        JsonNode ground = document.path("ground");
        same("ground", text(ground, "kind").equals(text(asked, "ground")));
        same("number", text(ground, "number").equals(text(asked, "number")));
        same("date", text(ground, "date").equals(text(asked, "date")));
        same("length of the attached document", ground.path("bytes").asInt(-1) == attachment.length);
        same("digest of the attached document", text(ground, "sha256").equals(sha256(attachment)));
        return new IssuedRequest(document);
    }

    List<String> words() {
        return document.path("words")
                .valueStream()
                .map(word -> word.asString(""))
                .toList();
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new CommandFailed(Negiz.REFUSED, "Not signed: the platform's document cannot be read");
        }
    }

    private static void same(String field, boolean same) {
        if (!same) {
            throw new CommandFailed(
                    Negiz.REFUSED, "Not signed: the platform's document says something else than was asked: " + field);
        }
    }

    private static Set<String> accounts(JsonNode node) {
        return node.path("accounts")
                .valueStream()
                .map(account -> account.asString("").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Instant moment(JsonNode node, String field) {
        try {
            return Instant.parse(text(node, field)).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new CommandFailed(Negiz.REFUSED, "Not signed: the platform's document has no time: " + field);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
