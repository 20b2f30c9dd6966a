package kz.negiz.kit.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import kz.negiz.audit.StoredEvent;
import kz.negiz.kit.identity.ServiceIdentity;
import tools.jackson.databind.ObjectMapper;

/**
 * Issues receipts: the service's signed promise that an event will stand in the log. A receipt is a compact JWS of type
 * {@code receipt+jwt}; the log's inclusion proof for the leaf hash redeems it.
 */
public final class Receipts {

    private static final String TYPE = "receipt+jwt";

    private final ServiceIdentity identity;
    private final ObjectMapper json;

    public Receipts(ServiceIdentity identity, ObjectMapper json) {
        this.identity = identity;
        this.json = json;
    }

    /** The promise for an event that was stored. */
    public Receipt of(StoredEvent event) {
        String leafHash = Base64.getEncoder().encodeToString(event.leafHash());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", identity.name());
        claims.put("event", event.id().toString());
        claims.put("leafHash", leafHash);
        claims.put("number", event.number());
        event.userNumber().ifPresent(number -> claims.put("userNumber", number));
        claims.put("time", event.time().toString());
        return new Receipt(
                event.id(),
                leafHash,
                event.number(),
                event.userNumber().isPresent() ? event.userNumber().getAsLong() : null,
                event.time(),
                identity.sign(TYPE, json.writeValueAsString(claims).getBytes(StandardCharsets.UTF_8)));
    }
}
