package kz.negiz.gost;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactorySpi;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Reads keys of one algorithm; Java's certificates and PKCS#12 stores ask for it by object identifier. */
final class GostKeyFactory extends KeyFactorySpi {

    private final GostAlgorithm algorithm;

    GostKeyFactory(GostAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
        if (spec instanceof X509EncodedKeySpec encoded) {
            GostPublicKey key = GostPublicKey.decode(encoded.getEncoded());
            if (key.gostAlgorithm() == algorithm) {
                return key;
            }
        }
        throw new InvalidKeySpecException("This is no encoded key of " + algorithm.keyName());
    }

    @Override
    protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
        if (spec instanceof PKCS8EncodedKeySpec encoded) {
            GostPrivateKey key = GostPrivateKey.decode(encoded.getEncoded());
            if (key.gostAlgorithm() == algorithm) {
                return key;
            }
        }
        throw new InvalidKeySpecException("This is no encoded key of " + algorithm.keyName());
    }

    @Override
    protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> wanted) throws InvalidKeySpecException {
        if (key instanceof GostPublicKey && wanted.isAssignableFrom(X509EncodedKeySpec.class)) {
            return wanted.cast(new X509EncodedKeySpec(key.getEncoded()));
        }
        if (key instanceof GostPrivateKey && wanted.isAssignableFrom(PKCS8EncodedKeySpec.class)) {
            return wanted.cast(new PKCS8EncodedKeySpec(key.getEncoded()));
        }
        throw new InvalidKeySpecException("Keys are given out in their encoding only");
    }

    @Override
    protected Key engineTranslateKey(Key key) throws InvalidKeyException {
        try {
            return switch (key) {
                case PublicKey open
                when "X.509".equals(open.getFormat()) ->
                    engineGeneratePublic(new X509EncodedKeySpec(open.getEncoded()));
                case PrivateKey secret
                when "PKCS#8".equals(secret.getFormat()) ->
                    engineGeneratePrivate(new PKCS8EncodedKeySpec(secret.getEncoded()));
                default -> throw new InvalidKeyException("This is no encoded key");
            };
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeyException(e.getMessage());
        }
    }
}
