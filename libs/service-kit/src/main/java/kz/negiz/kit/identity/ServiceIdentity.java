package kz.negiz.kit.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;

/**
 * The key by which a service signs, and the keys of the services it believes. Everything a service signs is a compact JWS
 * with ES256 and an explicit type, so that a signature made for one purpose can't be taken for another.
 */
public final class ServiceIdentity {

    private final String name;
    private final JWSSigner signer;
    private final String keyId;
    private final Map<String, ECDSAVerifier> verifiers;

    private ServiceIdentity(String name, ECKey key, JWKSet trusted) throws JOSEException {
        this.name = name;
        this.keyId = key.getKeyID();
        this.signer = new ECDSASigner(key);
        Map<String, ECDSAVerifier> byKeyId = new HashMap<>();
        for (JWK jwk : trusted.getKeys()) {
            byKeyId.put(jwk.getKeyID(), new ECDSAVerifier(jwk.toECKey()));
        }
        this.verifiers = Map.copyOf(byKeyId);
    }

    /**
     * Reads the keys of a service.
     *
     * @throws IllegalArgumentException if a file is not what it should be, with a sentence that says which
     */
    public static ServiceIdentity read(String serviceName, Path keyFile, Path trustedKeysFile) {
        try {
            ECKey key = ECKey.parse(Files.readString(keyFile));
            if (!key.isPrivate() || !key.getKeyID().startsWith(serviceName + ":")) {
                throw new IllegalArgumentException(
                        keyFile + " is not the private key of " + serviceName + " (its key id names the service)");
            }
            JWKSet trusted = JWKSet.parse(Files.readString(trustedKeysFile));
            if (trusted.getKeyByKeyId(key.getKeyID()) == null) {
                throw new IllegalArgumentException(trustedKeysFile + " lacks the public key " + key.getKeyID());
            }
            return new ServiceIdentity(serviceName, key, trusted);
        } catch (IOException e) {
            throw new UncheckedIOException("The keys of " + serviceName + " can't be read", e);
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException(keyFile + " or " + trustedKeysFile + " is not a JWK of curve P-256", e);
        }
    }

    /** The service's own name. */
    public String name() {
        return name;
    }

    /** Signs bytes as a compact JWS of the given type. */
    public String sign(String type, byte[] payload) {
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType(type))
                            .keyID(keyId)
                            .build(),
                    new Payload(payload));
            jws.sign(signer);
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Signing with the service key failed", e);
        }
    }

    /**
     * Verifies a compact JWS.
     *
     * @return the payload and the service that signed it
     * @throws TokenRefused if the type is another, the key is not known, or the signature does not verify
     */
    public Signed verify(String type, String compact) throws TokenRefused {
        if (compact.length() > 4_000_000) {
            throw new TokenRefused("too long");
        }
        try {
            JWSObject jws = JWSObject.parse(compact);
            JWSHeader header = jws.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || header.getType() == null
                    || !type.equals(header.getType().getType())) {
                throw new TokenRefused("algorithm or type");
            }
            String kid = header.getKeyID();
            ECDSAVerifier verifier = kid == null ? null : verifiers.get(kid);
            if (verifier == null || !jws.verify(verifier)) {
                throw new TokenRefused("signature");
            }
            return new Signed(
                    kid.substring(0, kid.indexOf(':')), jws.getPayload().toBytes());
        } catch (ParseException | JOSEException e) {
            throw new TokenRefused("form");
        }
    }

    /** Bytes that a service has signed. */
    public record Signed(String service, byte[] payload) {}
}
