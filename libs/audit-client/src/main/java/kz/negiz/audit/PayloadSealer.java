package kz.negiz.audit;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import kz.negiz.log.event.Commitment;
import kz.negiz.log.event.EventFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Commits to the details of an event and seals them with the audit log's public keys; the producer cannot open them again. */
final class PayloadSealer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** HPKE and base64 add to the plaintext; this keeps the sealed form inside the format's limit. */
    private static final int MAX_PLAINTEXT = 32_768;

    private final HybridEncrypt encrypt;
    private final SecureRandom random = new SecureRandom();

    private PayloadSealer(HybridEncrypt encrypt) {
        this.encrypt = encrypt;
    }

    static PayloadSealer fromFile(Path publicKeyset) {
        try {
            HybridConfig.register();
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(Files.readString(publicKeyset));
            return new PayloadSealer(keys.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "negiz.audit.payload-public-keyset-file: no public keyset can be read from " + publicKeyset, e);
        }
    }

    SealedDetails seal(UUID event, Map<String, String> details) {
        SortedMap<String, String> commitments = new TreeMap<>();
        if (details.isEmpty()) {
            return new SealedDetails(commitments, Optional.empty());
        }
        ObjectNode plaintext = JSON.createObjectNode();
        details.forEach((name, value) -> {
            byte[] salt = new byte[Commitment.SALT_LENGTH];
            random.nextBytes(salt);
            commitments.put(name, Commitment.of(salt, value));
            plaintext.putObject(name).put("salt", base64(salt)).put("value", value);
        });
        byte[] bytes = JSON.writeValueAsBytes(plaintext);
        if (bytes.length > MAX_PLAINTEXT) {
            throw new EventFormatException("details: longer than " + MAX_PLAINTEXT + " bytes together");
        }
        try {
            byte[] sealed = encrypt.encrypt(bytes, event.toString().getBytes(StandardCharsets.US_ASCII));
            return new SealedDetails(commitments, Optional.of(base64(sealed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an audit event could not be sealed", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
