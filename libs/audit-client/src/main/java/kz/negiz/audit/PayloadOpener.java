package kz.negiz.audit;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import kz.negiz.log.event.DisclosedValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Opens sealed payloads with the private keyset, which the audit log alone has. */
public final class PayloadOpener {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HybridDecrypt decrypt;

    private PayloadOpener(HybridDecrypt decrypt) {
        this.decrypt = decrypt;
    }

    public static PayloadOpener fromFile(Path privateKeyset) {
        try {
            HybridConfig.register();
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(privateKeyset), InsecureSecretKeyAccess.get());
            return new PayloadOpener(keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no private payload keyset can be read from " + privateKeyset, e);
        }
    }

    /**
     * The salted values of an event's details by name.
     *
     * @throws UnreadablePayloadException when the payload was not sealed for this log and this event
     */
    public SortedMap<String, DisclosedValue> open(UUID event, String payload) {
        try {
            byte[] plaintext = decrypt.decrypt(
                    Base64.getUrlDecoder().decode(payload), event.toString().getBytes(StandardCharsets.US_ASCII));
            return read(plaintext);
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException e) {
            throw new UnreadablePayloadException(event);
        }
    }

    private static SortedMap<String, DisclosedValue> read(byte[] plaintext) {
        if (!(JSON.readTree(plaintext) instanceof ObjectNode json)) {
            throw new IllegalArgumentException("no object");
        }
        SortedMap<String, DisclosedValue> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            values.put(
                    entry.getKey(),
                    new DisclosedValue(
                            entry.getValue().path("salt").asString(""),
                            entry.getValue().path("value").asString("")));
        }
        return values;
    }
}
