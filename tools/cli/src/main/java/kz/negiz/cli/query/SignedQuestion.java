package kz.negiz.cli.query;

import java.util.Base64;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.SigningKey;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A question's document as the platform drew it up, and its signature. */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record SignedQuestion(byte[] document, byte[] signature) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Has the document of a question drawn up, and signs it. */
    public static SignedQuestion of(ApiClient client, ObjectNode question, SigningKey signer) {
        byte[] document = Base64.getDecoder()
                .decode(client.post("/api/questions/drafts", question)
                        .path("document")
                        .asString(""));
        return new SignedQuestion(document, signer.sign(document));
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
