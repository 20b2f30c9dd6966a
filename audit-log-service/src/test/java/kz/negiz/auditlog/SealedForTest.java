package kz.negiz.auditlog;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import kz.negiz.log.event.Commitment;
import tools.jackson.databind.json.JsonMapper;

/** Details committed to and sealed as the format says, written anew from its text. */
record SealedForTest(SortedMap<String, String> commitments, Optional<String> payload) {

    static SealedForTest of(UUID event, Map<String, String> details) {
        SortedMap<String, String> commitments = new TreeMap<>();
        if (details.isEmpty()) {
            return new SealedForTest(commitments, Optional.empty());
        }
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        Map<String, Object> plaintext = new TreeMap<>();
        details.forEach((name, value) -> {
            byte[] salt = (event + name).substring(0, 32).getBytes(StandardCharsets.US_ASCII);
            commitments.put(name, Commitment.of(salt, value));
            plaintext.put(name, Map.of("salt", base64.encodeToString(salt), "value", value));
        });
        try {
            HybridConfig.register();
            HybridEncrypt encrypt = TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(
                            Files.readString(RunningLog.KEYS.payloadPublicKeysetFile()))
                    .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
            return new SealedForTest(
                    commitments,
                    Optional.of(base64.encodeToString(encrypt.encrypt(
                            JsonMapper.builder().build().writeValueAsBytes(plaintext),
                            event.toString().getBytes(StandardCharsets.US_ASCII)))));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
