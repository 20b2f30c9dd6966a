package kz.negiz.gost;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECGOST3410Signer;
import org.jspecify.annotations.Nullable;

/** Signs and verifies. The value is r and then s, each with its least significant byte first. */
final class GostSignature extends SignatureSpi {

    private final GostAlgorithm algorithm;
    private final Digest digest;
    private @Nullable ECGOST3410Signer signer;

    GostSignature(GostAlgorithm algorithm) {
        this.algorithm = algorithm;
        this.digest = algorithm.newDigest();
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
        // Certificates that were read before the provider was there carry keys of an unknown class.
        GostPublicKey known = key instanceof GostPublicKey gost && gost.gostAlgorithm() == algorithm
                ? gost
                : (GostPublicKey) new GostKeyFactory(algorithm).engineTranslateKey(key);
        ECGOST3410Signer next = new ECGOST3410Signer();
        next.init(false, known.parameters());
        signer = next;
        digest.reset();
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
        GostPrivateKey known = key instanceof GostPrivateKey gost && gost.gostAlgorithm() == algorithm
                ? gost
                : (GostPrivateKey) new GostKeyFactory(algorithm).engineTranslateKey(key);
        SecureRandom random = appRandom == null ? CryptoServicesRegistrar.getSecureRandom() : appRandom;
        ECGOST3410Signer next = new ECGOST3410Signer();
        next.init(true, new ParametersWithRandom(known.parameters(), random));
        signer = next;
        digest.reset();
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
    protected byte[] engineSign() throws SignatureException {
        BigInteger[] rs = ready().generateSignature(hash());
        byte[] value = new byte[2 * algorithm.size()];
        algorithm.write(rs[0], value, 0);
        algorithm.write(rs[1], value, algorithm.size());
        return value;
    }

    @Override
    protected boolean engineVerify(byte[] value) throws SignatureException {
        byte[] hash = hash();
        if (value.length != 2 * algorithm.size()) {
            return false;
        }
        // The signer refuses halves of 0, and those not below the order.
        return ready().verifySignature(hash, algorithm.number(value, 0), algorithm.number(value, algorithm.size()));
    }

    private ECGOST3410Signer ready() throws SignatureException {
        if (signer == null) {
            throw new SignatureException("There is no key yet");
        }
        return signer;
    }

    private byte[] hash() {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new InvalidParameterException("The algorithm has no parameters");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new InvalidParameterException("The algorithm has no parameters");
    }
}
