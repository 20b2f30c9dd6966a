package kz.negiz.eds;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.InvalidKeySpecException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import kz.negiz.gost.GostAlgorithm;
import kz.negiz.gost.GostPublicKey;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * One accepted kind of signature: which digest goes with which signature and which key. What is not in the table is
 * refused, so that a weak digest can never stand beside a strong key.
 *
 * <p>The table is the one place where an algorithm is added.
 *
 * @param signerOids signature algorithms in a CMS signer
 * @param xmlSignature identifier of the signature algorithm in XML
 * @param xmlDigest identifier of the digest in XML
 * @param jcaXmlSignature differs from the other where XML writes the value in another form
 * @param certificateOid signature algorithm of certificates and revocation lists
 * @param signsUntil when people's keys of this kind had run out: later reference times refuse them, whoever issues
 *     them; authorities that use it go on
 */
record AcceptedAlgorithm(
        Set<String> signerOids,
        String certificateOid,
        String digestOid,
        String xmlSignature,
        String xmlDigest,
        String jcaSignature,
        String jcaXmlSignature,
        String jcaDigest,
        Predicate<PublicKey> keyRule,
        Optional<Instant> signsUntil) {

    private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
    private static final String XML_SHA_256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String XML_MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String XML_NATIONAL = "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:";

    private static final List<AcceptedAlgorithm> TABLE = List.of(
            new AcceptedAlgorithm(
                    Set.of("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.1"),
                    "1.2.840.113549.1.1.11",
                    SHA_256,
                    XML_MORE + "rsa-sha256",
                    XML_SHA_256,
                    "SHA256withRSA",
                    "SHA256withRSA",
                    "SHA-256",
                    AcceptedAlgorithm::isStrongRsa,
                    Optional.empty()),
            new AcceptedAlgorithm(
                    Set.of("1.2.840.10045.4.3.2"),
                    "1.2.840.10045.4.3.2",
                    SHA_256,
                    XML_MORE + "ecdsa-sha256",
                    XML_SHA_256,
                    "SHA256withECDSA",
                    "SHA256withECDSAinP1363Format",
                    "SHA-256",
                    AcceptedAlgorithm::isP256,
                    Optional.empty()),
            gost(
                    GostAlgorithm.GOST_34_10_2015_512,
                    XML_NATIONAL + "gostr34102015-gostr34112015-512",
                    XML_NATIONAL + "gostr34112015-512",
                    Optional.empty()),
            // The last national authority that gave such keys to people ended on this day.
            gost(
                    GostAlgorithm.GOST_34_310_2004,
                    XML_MORE + "gost34310-gost34311",
                    XML_MORE + "gost34311",
                    Optional.of(Instant.parse("2025-06-25T04:55:58Z"))));

    private static AcceptedAlgorithm gost(
            GostAlgorithm algorithm, String xmlSignature, String xmlDigest, Optional<Instant> signsUntil) {
        return new AcceptedAlgorithm(
                Set.of(algorithm.signatureOid()),
                algorithm.signatureOid(),
                algorithm.digestOid(),
                xmlSignature,
                xmlDigest,
                algorithm.signatureOid(),
                algorithm.signatureOid(),
                algorithm.digestOid(),
                key -> isGost(key, algorithm),
                signsUntil);
    }

    static Optional<AcceptedAlgorithm> ofSigner(AlgorithmIdentifier signature, AlgorithmIdentifier digest) {
        return TABLE.stream()
                .filter(each ->
                        each.signerOids.contains(signature.getAlgorithm().getId()))
                .filter(each -> each.digestOid.equals(digest.getAlgorithm().getId()))
                .filter(each -> hasNoParameters(signature) && hasNoParameters(digest))
                .findFirst();
    }

    static Optional<AcceptedAlgorithm> ofXml(String signature, String digest) {
        return TABLE.stream()
                .filter(each -> each.xmlSignature.equals(signature) && each.xmlDigest.equals(digest))
                .findFirst();
    }

    /** The one kind of signature that is made with such a key. */
    static Optional<AcceptedAlgorithm> ofKey(PublicKey key) {
        return TABLE.stream().filter(each -> each.keyRule.test(key)).findFirst();
    }

    /** Whether a certificate or a list may bear such a signature by this key. */
    static boolean acceptsAuthority(String signatureOid, PublicKey key) {
        return TABLE.stream().anyMatch(each -> each.certificateOid.equals(signatureOid) && each.keyRule.test(key));
    }

    static boolean acceptsKey(PublicKey key) {
        return TABLE.stream().anyMatch(each -> each.keyRule.test(key));
    }

    /** Whether a holder may still sign or log in with such a key at this time. */
    static boolean acceptsSigner(PublicKey key, Instant at) {
        return TABLE.stream()
                .filter(each -> each.keyRule.test(key))
                .anyMatch(each -> each.signsUntil.map(end -> !at.isAfter(end)).orElse(true));
    }

    static boolean hasNoParameters(AlgorithmIdentifier algorithm) {
        return algorithm.getParameters() == null || DERNull.INSTANCE.equals(algorithm.getParameters());
    }

    private static boolean isStrongRsa(PublicKey key) {
        // The upper bound keeps one verification from costing seconds.
        return key instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= 2048
                && rsa.getModulus().bitLength() <= 8192
                && rsa.getPublicExponent().equals(BigInteger.valueOf(65537));
    }

    private static boolean isGost(PublicKey key, GostAlgorithm algorithm) {
        if (key instanceof GostPublicKey gost) {
            return gost.gostAlgorithm() == algorithm;
        }
        try {
            // A certificate that was read before the provider was there has a key of Java's own class for the unknown.
            return "X.509".equals(key.getFormat())
                    && GostAlgorithm.ofKey(oid(key)).isPresent()
                    && GostPublicKey.decode(key.getEncoded()).gostAlgorithm() == algorithm;
        } catch (InvalidKeySpecException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String oid(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getAlgorithm()
                .getAlgorithm()
                .getId();
    }

    private static boolean isP256(PublicKey key) {
        return key instanceof ECPublicKey ec && P256.isCurve(ec.getParams()) && P256.contains(ec.getW());
    }

    /** NIST P-256, FIPS 186-4 D.1.2.3; the order is prime and the cofactor 1, so a point on it has the right order. */
    private static final class P256 {
        private static final BigInteger P =
                new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        private static final BigInteger A = P.subtract(BigInteger.valueOf(3));
        private static final BigInteger B =
                new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
        private static final BigInteger N =
                new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        private static final ECPoint G = new ECPoint(
                new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
                new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16));

        static boolean isCurve(ECParameterSpec parameters) {
            return parameters.getCurve().getField() instanceof ECFieldFp field
                    && field.getP().equals(P)
                    && parameters.getCurve().getA().equals(A)
                    && parameters.getCurve().getB().equals(B)
                    && parameters.getGenerator().equals(G)
                    && parameters.getOrder().equals(N)
                    && parameters.getCofactor() == 1;
        }

        static boolean contains(ECPoint point) {
            if (point.equals(ECPoint.POINT_INFINITY)) {
                return false;
            }
            BigInteger x = point.getAffineX();
            BigInteger y = point.getAffineY();
            if (x.signum() < 0 || x.compareTo(P) >= 0 || y.signum() < 0 || y.compareTo(P) >= 0) {
                return false;
            }
            BigInteger right = x.multiply(x).add(A).multiply(x).add(B).mod(P);
            return y.multiply(y).mod(P).equals(right);
        }
    }
}
