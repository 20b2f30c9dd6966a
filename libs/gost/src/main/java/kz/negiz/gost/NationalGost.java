package kz.negiz.gost;

import java.security.PrivateKey;
import java.security.Security;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/**
 * Teaches this Java the national GOST algorithms: with them its own certificates, revocation lists, path validation and
 * PKCS#12 stores work on everything that the National Certification Authority issues.
 */
public final class NationalGost {

    static {
        // Behind all others: it serves object identifiers that nobody else knows.
        if (Security.getProvider(NationalGostProvider.NAME) == null) {
            Security.addProvider(new NationalGostProvider());
        }
    }

    private NationalGost() {}

    /** Registers the provider, once. To be called before the first certificate is read. */
    public static void install() {
        // Done when this class was initialised.
    }

    /** The algorithm of a GOST key. */
    public static GostAlgorithm algorithmOf(PrivateKey key) {
        if (key instanceof GostPrivateKey gost) {
            return gost.gostAlgorithm();
        }
        throw new IllegalArgumentException("This is no national GOST key");
    }

    /** Signs certificates, lists and messages that are built with Bouncy Castle, whose own builder knows no such key. */
    public static ContentSigner contentSigner(PrivateKey key) {
        return new GostContentSigner(algorithmOf(key), key);
    }

    /** The identifier of the hash as it stands in a message. */
    public static AlgorithmIdentifier digestIdentifier(GostAlgorithm algorithm) {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm.digestOid()), DERNull.INSTANCE);
    }

    static AlgorithmIdentifier signatureIdentifier(GostAlgorithm algorithm) {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(algorithm.signatureOid()), DERNull.INSTANCE);
    }
}
