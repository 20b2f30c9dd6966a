package kz.negiz.gost;

import java.security.MessageDigestSpi;
import org.bouncycastle.crypto.Digest;

/** A hash as it stands in messages: the bytes of the standard, in its order. */
final class GostDigest extends MessageDigestSpi {

    private final Digest digest;

    GostDigest(GostAlgorithm algorithm) {
        this.digest = algorithm.newDigest();
    }

    @Override
    protected int engineGetDigestLength() {
        return digest.getDigestSize();
    }

    @Override
    protected void engineUpdate(byte next) {
        digest.update(next);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    @Override
    protected void engineReset() {
        digest.reset();
    }
}
