package kz.negiz.audit;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.security.GeneralSecurityException;

/**
 * A new pair of payload keysets in Tink's JSON form: the public one goes to every service, the private one to
 * audit-log-service alone.
 */
public record PayloadKeys(String publicKeyset, String privateKeyset) {

    /** HPKE (RFC 9180): P-256, HKDF-SHA-256, AES-256-GCM. */
    private static final String TEMPLATE = "DHKEM_P256_HKDF_SHA256_HKDF_SHA256_AES_256_GCM";

    public static PayloadKeys generate() {
        try {
            HybridConfig.register();
            KeysetHandle keys = KeysetHandle.generateNew(KeyTemplates.get(TEMPLATE));
            return new PayloadKeys(
                    TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keys.getPublicKeysetHandle()),
                    TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("payload keys could not be made", e);
        }
    }

    /** The private keyset stays out of log lines. */
    @Override
    public String toString() {
        return "PayloadKeys[…]";
    }
}
