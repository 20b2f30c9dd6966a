package kz.negiz.kit.trust;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.identity.TokenRefused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The gateway's word on which trust bundle holds at a moment. The bundle itself, which may have many megabytes, is fetched by
 * its number and held against the digest; this statement is small and asked for again and again.
 *
 * @param number of the bundle; it only grows
 * @param sha256 of the bundle's bytes ({@link kz.negiz.eds.TrustBundle#toBytes()}), in hex
 * @param asOf when the gateway last found its folders to hold exactly this
 * @param ocsp whether the gateway asks an OCSP responder, so that its word on each certificate is to be had
 */
public record TrustStatement(long number, String sha256, Instant asOf, boolean ocsp) {

    /** The JWS type, so that no other signature of the gateway can be taken for this one. */
    public static final String TYPE = "trust-bundle+jws";

    private static final String OWNER = "gateway-service";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public TrustStatement {
        if (number < 1 || !DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a number and digest of a trust bundle");
        }
    }

    /** As a compact JWS of the gateway. */
    public String sign(ServiceIdentity gateway, ObjectMapper json) {
        String payload = json.createObjectNode()
                .put("number", number)
                .put("sha256", sha256)
                .put("asOf", asOf.toString())
                .put("ocsp", ocsp)
                .toString();
        return gateway.sign(TYPE, payload.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a statement.
     *
     * @throws TokenRefused if no service of the platform has signed it as one
     * @throws IllegalArgumentException if another service than the gateway has, or it says something else
     */
    public static TrustStatement verify(String jws, ServiceIdentity reader, ObjectMapper json) throws TokenRefused {
        ServiceIdentity.Signed signed = reader.verify(TYPE, jws);
        if (!OWNER.equals(signed.service())) {
            throw new IllegalArgumentException("A trust statement of another service than the gateway");
        }
        try {
            JsonNode statement = json.readTree(signed.payload());
            return new TrustStatement(
                    statement.path("number").asLong(0),
                    statement.path("sha256").asString(""),
                    Instant.parse(statement.path("asOf").asString("")),
                    statement.path("ocsp").asBoolean(false));
        } catch (JacksonException | DateTimeParseException e) {
            throw new IllegalArgumentException("Not a trust statement", e);
        }
    }
}
