package kz.negiz.gost;

import java.io.NotSerializableException;
import java.security.Key;
import java.util.Arrays;

/** What both keys of a pair have: an algorithm, and an encoding that is the key for whoever gets it. */
abstract sealed class GostKey implements Key permits GostPrivateKey, GostPublicKey {

    private static final long serialVersionUID = 1L;

    private final transient GostAlgorithm algorithm;
    private final transient byte[] encoded;

    GostKey(GostAlgorithm algorithm, byte[] encoded) {
        this.algorithm = algorithm;
        this.encoded = encoded.clone();
    }

    public GostAlgorithm gostAlgorithm() {
        return algorithm;
    }

    @Override
    public final String getAlgorithm() {
        return algorithm.keyName();
    }

    @Override
    public final byte[] getEncoded() {
        return encoded.clone();
    }

    @Override
    public abstract boolean equals(Object other);

    @Override
    public final int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + algorithm.keyName() + "]";
    }

    /** Called by serialization, for both keys: therefore not private. */
    @SuppressWarnings("DoNotCallSuggester")
    final Object writeReplace() throws NotSerializableException {
        throw new NotSerializableException("Keys travel in their encoding");
    }
}
