package kz.negiz.demo.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import kz.negiz.gost.NationalGost;

/** The kinds of key that the demo authority makes; some only to be refused. */
public enum KeyKind {
    RSA_1024("RSA", 1024, 65537),
    RSA_2048("RSA", 2048, 65537),
    RSA_2048_EXPONENT_3("RSA", 2048, 3),
    RSA_3072("RSA", 3072, 65537),
    EC_P256("EC", 256, 0),
    EC_P384("EC", 384, 0),
    /** GOST 34.10-2015: what the national authority gives out today. */
    GOST_512("ECGOST3410-2015-512", 512, 0);

    private final String algorithm;
    private final int bits;
    private final int exponent;

    KeyKind(String algorithm, int bits, int exponent) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.exponent = exponent;
    }

    /** A fresh key pair of this kind. */
    public KeyPair generate() {
        try {
            if (isGost()) {
                NationalGost.install();
                return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a key of kind " + this, e);
        }
    }

    boolean isGost() {
        return this == GOST_512;
    }

    boolean isRsa() {
        return algorithm.equals("RSA");
    }

    private AlgorithmParameterSpec parameters() {
        return isRsa()
                ? new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent))
                : new ECGenParameterSpec("secp" + bits + "r1");
    }

    static String signatureAlgorithmFor(String keyAlgorithm) {
        return keyAlgorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }
}
