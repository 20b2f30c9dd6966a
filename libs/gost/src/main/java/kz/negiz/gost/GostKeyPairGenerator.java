package kz.negiz.gost;

import java.math.BigInteger;
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyPairGeneratorSpi;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** Makes keys, for demonstrations and tests. */
final class GostKeyPairGenerator extends KeyPairGeneratorSpi {

    private final GostAlgorithm algorithm;
    private SecureRandom random = CryptoServicesRegistrar.getSecureRandom();

    GostKeyPairGenerator(GostAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    public void initialize(int bits, SecureRandom source) {
        if (bits != algorithm.size() * 8) {
            throw new InvalidParameterException("Keys of " + algorithm.keyName() + " have one size only");
        }
        random = source;
    }

    @Override
    public KeyPair generateKeyPair() {
        BigInteger scalar = BigIntegers.createRandomInRange(
                BigInteger.ONE, algorithm.domain().getN().subtract(BigInteger.ONE), random);
        return new KeyPair(
                GostPublicKey.of(
                        algorithm,
                        new FixedPointCombMultiplier()
                                .multiply(algorithm.domain().getG(), scalar)),
                GostPrivateKey.of(algorithm, scalar));
    }
}
