package kz.negiz.cli.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Information systems: a token that counts only with proofs by a key of this program's own (RFC 9449). */
final class KeyAccess implements Access {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN = "/api/login";

    private ProofKey key = ProofKey.generate();
    private String token = "";
    private Optional<String> nonce = Optional.empty();

    @Override
    public void forget() {
        key = ProofKey.generate();
        token = "";
    }

    @Override
    public boolean isOpen() {
        return !token.isEmpty();
    }

    @Override
    public void addTo(HttpRequest.Builder request) {
        HttpRequest asked = request.build();
        String proof =
                key.proof(asked.method(), asked.uri(), token.isEmpty() ? Optional.empty() : Optional.of(token), nonce);
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "DPoP " + token).setHeader("DPoP", proof);
        } else if (asked.uri().getPath().equals(LOGIN)) {
            request.setHeader("DPoP", proof);
        }
    }

    @Override
    public boolean take(HttpResponse<?> answer) {
        nonce = answer.headers().firstValue("DPoP-Nonce").or(() -> nonce);
        return answer.headers().allValues("WWW-Authenticate").stream()
                .anyMatch(asked -> asked.contains("\"use_dpop_nonce\""));
    }

    @Override
    public ObjectNode wanted() {
        return JSON.createObjectNode().put("dpop_jkt", key.thumbprint());
    }

    @Override
    public void entered(JsonNode answer) {
        token = answer.path("access_token").asString("");
    }

    @Override
    public ObjectNode kept() {
        return key.addTo(JSON.createObjectNode()).put("token", token);
    }

    @Override
    public void goOn(JsonNode kept) {
        try {
            key = ProofKey.of(kept);
            token = kept.path("token").asString("");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            forget();
        }
    }
}
