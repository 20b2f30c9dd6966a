package kz.negiz.platform.secrets;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * All keys and passwords of a platform on one machine. They are made at the first start, lie in files that only the owner
 * may read, and each service is told of those it needs and no other.
 */
public final class PlatformSecrets {

    private final SecretFiles files;
    private final SecureRandom random = new SecureRandom();

    private PlatformSecrets(SecretFiles files) {
        this.files = files;
    }

    /** Opens the secrets in this folder; they are made when first asked for. */
    public static PlatformSecrets open(Path directory) {
        try {
            AeadConfig.register();
            HybridConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new PlatformSecrets(SecretFiles.open(directory));
    }

    /** A password of 256 random bits for what bears this name; only hexadecimal digits, so it needs no quoting anywhere. */
    public String password(String name) {
        return SecretFiles.read(passwordFile(name));
    }

    /** The file with such a password. */
    public Path passwordFile(String name) {
        return files.orCreate(name + ".password", this::hexadecimal);
    }

    /** A file with the password of the demo PKI's key files, which everybody knows. */
    public Path demoKeysPassword(String password) {
        return files.derived("demo-keys.password", password);
    }

    /** File with the password of the key store whose key seals copies of records. */
    public Path sealPassword(String password) {
        return files.derived("seal.password", password);
    }

    /** JWK file with the private P-256 key by which the service proves who it is. */
    public Path identityKey(String service) {
        return files.orCreate(service + ".identity.jwk", () -> newIdentity(service + ":1"));
    }

    /** JWK set file with the public identity keys of these services. */
    public Path trustedIdentities(List<String> services) {
        try {
            List<JWK> keys = new ArrayList<>();
            for (String service : services) {
                keys.add(ECKey.parse(SecretFiles.read(identityKey(service))).toPublicJWK());
            }
            return files.derived("trusted-services.jwks", new JWKSet(keys).toString(true));
        } catch (ParseException e) {
            throw new IllegalStateException("an identity key is damaged", e);
        }
    }

    /** Tink keyset (JSON) that opens the payloads of audit events; for audit-log-service alone. */
    public Path auditPayloadPrivateKeyset() {
        return files.orCreate("audit-payload.private.json", PlatformSecrets::newHybridKeyset);
    }

    /** Tink keyset (JSON) that seals the payloads of audit events; for every producer. */
    public Path auditPayloadPublicKeyset() {
        try {
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(
                    SecretFiles.read(auditPayloadPrivateKeyset()), InsecureSecretKeyAccess.get());
            return files.derived(
                    "audit-payload.public.json",
                    TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keys.getPublicKeysetHandle()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the payload keyset is damaged", e);
        }
    }

    /** Tink keyset (JSON) of the AEAD key that wraps the data keys of the service's records. */
    public Path vaultMasterKeyset(String service) {
        return files.orCreate(service + ".vault.json", PlatformSecrets::newAeadKeyset);
    }

    /** File with the 64 hexadecimal digits of the key by which the registry finds accounts. */
    public Path registrySearchKey() {
        return files.orCreate("registry-search.key", this::hexadecimal);
    }

    /** PEM file (PKCS#8) with the Ed25519 key that signs the checkpoints of the audit log. */
    public Path checkpointKey() {
        return files.orCreate("checkpoint.private.pem", PlatformSecrets::newCheckpointKey);
    }

    private String hexadecimal() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String newIdentity(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(keyId)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("an identity key cannot be made", e);
        }
    }

    private static String newHybridKeyset() {
        try {
            HpkeParameters parameters = HpkeParameters.builder()
                    .setVariant(HpkeParameters.Variant.TINK)
                    .setKemId(HpkeParameters.KemId.DHKEM_P256_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .build();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(parameters), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a payload keyset cannot be made", e);
        }
    }

    private static String newAeadKeyset() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a master keyset cannot be made", e);
        }
    }

    private static String newCheckpointKey() {
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a checkpoint key cannot be made", e);
        }
    }
}
