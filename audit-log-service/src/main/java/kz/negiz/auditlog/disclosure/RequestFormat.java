package kz.negiz.auditlog.disclosure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import kz.negiz.auditlog.AuditProblem;
import kz.negiz.kit.document.SignedDocuments;
import kz.negiz.kit.problem.ProblemException;
import kz.negiz.log.export.ExportScope;
import kz.negiz.log.json.StrictObject;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bytes of the document that a prosecutor signs ({@code docs/audit-format.md}): RFC 8785 JSON. A document is read by
 * rendering it again from its fields; whatever differs in a single byte, the words included, is not one.
 */
final class RequestFormat {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RequestFormat() {}

    static byte[] write(RequestDocument document) {
        ObjectNode json = JSON.objectNode()
                .put("type", RequestDocument.TYPE)
                .put("version", RequestDocument.VERSION)
                .put("audience", document.audience())
                .put("id", document.id().toString())
                .put("issued", SignedDocuments.time(document.issued()))
                .put("account", document.account().toString())
                .put("from", SignedDocuments.time(document.from()))
                .put("to", SignedDocuments.time(document.to()))
                .put("language", document.language());
        ArrayNode accounts = json.putArray("accounts");
        switch (document.scope()) {
            case ExportScope.Accounts some -> {
                some.accounts().forEach(account -> accounts.add(account.toString()));
                json.put("body", "");
            }
            case ExportScope.Body one -> json.put("body", one.body());
        }
        json.putObject("ground")
                .put("kind", document.ground().name())
                .put("number", document.number())
                .put("date", document.date().toString())
                .put("bytes", document.groundBytes())
                .put("sha256", document.groundSha256());
        ArrayNode words = json.putArray("words");
        RequestWords.of(document).forEach(words::add);
        return StrictObject.canonical(json);
    }

    /**
     * Reads the bytes that {@link #write} made.
     *
     * @throws ProblemException for any other bytes
     */
    static RequestDocument read(byte[] bytes) {
        try {
            JsonNode json = SignedDocuments.read(bytes);
            JsonNode ground = json.path("ground");
            RequestDocument document = new RequestDocument(
                    json.path("audience").asString(),
                    UUID.fromString(json.path("id").asString()),
                    Instant.parse(json.path("issued").asString()),
                    UUID.fromString(json.path("account").asString()),
                    scope(json),
                    Instant.parse(json.path("from").asString()),
                    Instant.parse(json.path("to").asString()),
                    Ground.valueOf(ground.path("kind").asString()),
                    ground.path("number").asString(),
                    LocalDate.parse(ground.path("date").asString()),
                    ground.path("bytes").asInt(),
                    ground.path("sha256").asString(),
                    json.path("language").asString());
            if (!RequestWords.LANGUAGES.contains(document.language()) || !Arrays.equals(write(document), bytes)) {
                throw malformed();
            }
            return document;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw malformed();
        }
    }

    private static ExportScope scope(JsonNode json) {
        String body = json.path("body").asString();
        if (!body.isEmpty()) {
            return new ExportScope.Body(body);
        }
        NavigableSet<UUID> accounts = new TreeSet<>();
        json.path("accounts").forEach(account -> accounts.add(UUID.fromString(account.asString())));
        return new ExportScope.Accounts(accounts);
    }

    private static ProblemException malformed() {
        return new ProblemException(AuditProblem.REQUEST_MALFORMED);
    }
}
