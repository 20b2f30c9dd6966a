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
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kz.negiz.kit.curve.NativeCurve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key by which a service signs, and the keys of the services it believes. Everything a service signs is a compact JWS
 * with ES256 and an explicit type, so that a signature made for one purpose can't be taken for another.
 *
 * <p>The files are looked at again while the service runs ({@link #reread}), so that keys are exchanged without a restart: first
 * everybody is told the new public key, then the service gets the private one, then the old public key is taken away.
 */
public final class ServiceIdentity {

    private static final Logger log = LoggerFactory.getLogger(ServiceIdentity.class);

    private final String name;
    private final Path keyFile;
    private final Path trustedKeysFile;
    private final AtomicReference<Keys> keys;

    private ServiceIdentity(String name, Path keyFile, Path trustedKeysFile) {
        this.name = name;
        this.keyFile = keyFile;
        this.trustedKeysFile = trustedKeysFile;
        this.keys = new AtomicReference<>(read());
    }

    /** What the files held; the texts are compared, since a file may be exchanged within the tick of its clock. */
    private record Keys(
            String keyText, String trustedText, String keyId, JWSSigner signer, Map<String, ECDSAVerifier> verifiers) {

        static Keys of(String keyText, String trustedText, ECKey key, JWKSet trusted) throws JOSEException {
            // The provider's own keys: one of another provider it would check and convert for every signature.
            Optional<Provider> provider = NativeCurve.provider();
            Map<String, ECDSAVerifier> byKeyId = new HashMap<>();
            for (JWK jwk : trusted.getKeys()) {
                ECDSAVerifier verifier = new ECDSAVerifier(jwk.toECKey().toECPublicKey(provider.orElse(null)));
                provider.ifPresent(verifier.getJCAContext()::setProvider);
                byKeyId.put(jwk.getKeyID(), verifier);
            }
            ECDSASigner signer = new ECDSASigner(key.toECPrivateKey(provider.orElse(null)), Curve.P_256);
            provider.ifPresent(signer.getJCAContext()::setProvider);
            return new Keys(keyText, trustedText, key.getKeyID(), signer, Map.copyOf(byKeyId));
        }

        /** The private key is nobody's to print. */
        @Override
        public String toString() {
            return "Keys[" + keyId + "]";
        }
    }

    /**
     * Reads the keys of a service.
     *
     * @throws IllegalArgumentException if a file is not what it should be, with a sentence that says which
     */
    public static ServiceIdentity read(String serviceName, Path keyFile, Path trustedKeysFile) {
        return new ServiceIdentity(serviceName, keyFile, trustedKeysFile);
    }

    /** Looks at the files again; while they are not what they should be, the former keys stay. */
    public void reread() {
        Keys former = current();
        try {
            Keys now = read();
            if (!now.keyText().equals(former.keyText()) || !now.trustedText().equals(former.trustedText())) {
                keys.set(now);
                log.info(
                        "The service signs with {} and believes {}",
                        now.keyId(),
                        now.verifiers().keySet());
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            log.error("The keys of the service stay the former ones: {}", e.getMessage());
        }
    }

    private Keys read() {
        try {
            String keyText = Files.readString(keyFile);
            String trustedText = Files.readString(trustedKeysFile);
            ECKey key = ECKey.parse(keyText);
            if (!key.isPrivate() || !key.getKeyID().startsWith(name + ":")) {
                throw new IllegalArgumentException(
                        keyFile + " is not the private key of " + name + " (its key id names the service)");
            }
            JWKSet trusted = JWKSet.parse(trustedText);
            JWK published = trusted.getKeyByKeyId(key.getKeyID());
            if (published == null || !published.computeThumbprint().equals(key.computeThumbprint())) {
                throw new IllegalArgumentException(trustedKeysFile + " lacks the public key " + key.getKeyID());
            }
            return Keys.of(keyText, trustedText, key, trusted);
        } catch (IOException e) {
            throw new UncheckedIOException("The keys of " + name + " can't be read", e);
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException(keyFile + " or " + trustedKeysFile + " is not a JWK of curve P-256", e);
        }
    }

    private Keys current() {
        return Objects.requireNonNull(keys.get());
    }

    /** The service's own name. */
    public String name() {
        return name;
    }

    /** Signs bytes as a compact JWS of the given type. */
    public String sign(String type, byte[] payload) {
        Keys signing = current();
        try {
            JWSObject jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType(type))
                            .keyID(signing.keyId())
                            .build(),
                    new Payload(payload));
            jws.sign(signing.signer());
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
            ECDSAVerifier verifier = kid == null ? null : current().verifiers().get(kid);
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
