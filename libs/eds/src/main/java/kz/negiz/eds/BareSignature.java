package kz.negiz.eds;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;
import kz.negiz.eds.CertificateExamination.Finding;
import kz.negiz.gost.GostPublicKey;
import kz.negiz.gost.NationalGost;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * A signature value by itself, with a key and no certificate path: for algorithm test vectors. Lets nobody in: that is
 * {@link SignatureVerifier}.
 *
 * <p>Strict: each value has one encoding. A DER sequence in BER, a length that is not the key's, bytes that follow, halves
 * out of range, a padding without its NULL make a signature invalid.
 */
public final class BareSignature {

    private static final int MOST_RSA_BITS = 16_384;
    private static final int MOST_DSA_BITS = 3072;
    /** The curves for which this Java does the arithmetic; for the others it is Bouncy Castle. */
    private static final Set<ASN1ObjectIdentifier> CURVES_OF_JAVA =
            Set.of(SECObjectIdentifiers.secp256r1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    static {
        NationalGost.install();
    }

    private BareSignature() {}

    /**
     * Verifies a signature value.
     *
     * @param publicKey SubjectPublicKeyInfo or a certificate, in DER
     */
    public static Finding verify(byte[] publicKey, BareAlgorithm algorithm, byte[] message, byte[] signature) {
        Check check;
        try {
            check = check(subjectPublicKeyInfo(publicKey), algorithm);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // A parser meets every kind of nonsense in its own way; to the caller all of it is one.
            return new Finding.Invalid(Reason.KEY_NOT_ACCEPTED);
        }
        try {
            return check.passes(message, signature) ? new Finding.Valid() : new Finding.Invalid(Reason.SIGNATURE_WRONG);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return new Finding.Invalid(Reason.SIGNATURE_WRONG);
        }
    }

    /** Whether a value has the one form that this key's algorithm gives it: r and s in DER, within the group's order. */
    static boolean isWellFormed(PublicKey key, byte[] signature) {
        return !(key instanceof ECPublicKey ec)
                || isWellFormed(StandardDSAEncoding.INSTANCE, ec.getParams().getOrder(), signature);
    }

    /** The same where r and s stand one after the other, as in XML signatures. */
    static boolean isWellFormedPlain(PublicKey key, byte[] signature) {
        return !(key instanceof ECPublicKey ec)
                || isWellFormed(PlainDSAEncoding.INSTANCE, ec.getParams().getOrder(), signature);
    }

    private static boolean isWellFormed(DSAEncoding encoding, BigInteger order, byte[] signature) {
        try {
            // Refuses numbers not below the order, and everything that it would not have written itself.
            BigInteger[] halves = encoding.decode(order, signature);
            return halves[0].signum() > 0 && halves[1].signum() > 0;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static DSAEncoding encoding(boolean plain) {
        return plain ? PlainDSAEncoding.INSTANCE : StandardDSAEncoding.INSTANCE;
    }

    /** A key that was found good, waiting for a message and a value. */
    private interface Check {
        boolean passes(byte[] message, byte[] signature) throws GeneralSecurityException, IOException;
    }

    private static Check check(SubjectPublicKeyInfo key, BareAlgorithm algorithm)
            throws GeneralSecurityException, IOException {
        return switch (algorithm) {
            case BareAlgorithm.RsaPkcs1 rsa -> pkcs1(rsaKey(key, "RSA"), rsa.digest());
            case BareAlgorithm.RsaPss pss -> pss(key, pss);
            case BareAlgorithm.Ecdsa ecdsa -> ecdsa(key, ecdsa);
            case BareAlgorithm.Dsa dsa -> dsa(key, dsa);
            case BareAlgorithm.EdDsa edDsa -> plainly(key(key, edDsa.curve()), edDsa.curve());
            case BareAlgorithm.Gost gost -> {
                GostPublicKey known = GostPublicKey.decode(key.getEncoded(ASN1Encoding.DER));
                if (known.gostAlgorithm() != gost.algorithm()) {
                    throw new GeneralSecurityException("The key is of another algorithm");
                }
                yield plainly(known, gost.algorithm().signatureOid());
            }
        };
    }

    private static Check plainly(PublicKey key, String jcaName) {
        return (message, value) -> {
            Signature signature = Signature.getInstance(jcaName);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(value);
        };
    }

    private static Check pkcs1(RSAPublicKey key, String digest) {
        return (message, value) -> {
            int length = (key.getModulus().bitLength() + 7) / 8;
            BigInteger number = new BigInteger(1, value);
            if (value.length != length || number.compareTo(key.getModulus()) >= 0) {
                return false;
            }
            byte[] hash = MessageDigest.getInstance(digest).digest(message);
            byte[] info = new DigestInfo(digestIdentifier(digest), hash).getEncoded(ASN1Encoding.DER);
            if (length < info.length + 11) {
                return false;
            }
            byte[] expected = new byte[length];
            Arrays.fill(expected, (byte) 0xff);
            expected[0] = 0;
            expected[1] = 1;
            expected[length - info.length - 1] = 0;
            System.arraycopy(info, 0, expected, length - info.length, info.length);
            return number.modPow(key.getPublicExponent(), key.getModulus()).equals(new BigInteger(1, expected));
        };
    }

    private static AlgorithmIdentifier digestIdentifier(String digest) {
        ASN1ObjectIdentifier oid = switch (digest) {
            case "SHA-1" -> OIWObjectIdentifiers.idSHA1;
            case "SHA-224" -> NISTObjectIdentifiers.id_sha224;
            case "SHA-256" -> NISTObjectIdentifiers.id_sha256;
            case "SHA-384" -> NISTObjectIdentifiers.id_sha384;
            case "SHA-512" -> NISTObjectIdentifiers.id_sha512;
            case "SHA-512/224" -> NISTObjectIdentifiers.id_sha512_224;
            case "SHA-512/256" -> NISTObjectIdentifiers.id_sha512_256;
            case "SHA3-224" -> NISTObjectIdentifiers.id_sha3_224;
            case "SHA3-256" -> NISTObjectIdentifiers.id_sha3_256;
            case "SHA3-384" -> NISTObjectIdentifiers.id_sha3_384;
            case "SHA3-512" -> NISTObjectIdentifiers.id_sha3_512;
            default -> throw new IllegalArgumentException("The digest has no identifier");
        };
        return new AlgorithmIdentifier(oid, DERNull.INSTANCE);
    }

    private static Check pss(SubjectPublicKeyInfo info, BareAlgorithm.RsaPss pss)
            throws GeneralSecurityException, IOException {
        boolean bound =
                PKCSObjectIdentifiers.id_RSASSA_PSS.equals(info.getAlgorithm().getAlgorithm());
        RSAPublicKey key = rsaKey(info, bound ? "RSASSA-PSS" : "RSA");
        PSSParameterSpec parameters =
                new PSSParameterSpec(pss.digest(), "MGF1", new MGF1ParameterSpec(pss.mgfDigest()), pss.saltLength(), 1);
        // The key may be bound to other parameters: that is told here, not with the value.
        Signature probe = Signature.getInstance("RSASSA-PSS");
        probe.initVerify(key);
        probe.setParameter(parameters);
        return (message, value) -> {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.initVerify(key);
            signature.setParameter(parameters);
            signature.update(message);
            return signature.verify(value);
        };
    }

    private static RSAPublicKey rsaKey(SubjectPublicKeyInfo info, String factory)
            throws GeneralSecurityException, IOException {
        // Java takes a key under the identifier of a signature algorithm, too.
        AlgorithmIdentifier named = info.getAlgorithm();
        boolean plain = PKCSObjectIdentifiers.rsaEncryption.equals(named.getAlgorithm())
                && DERNull.INSTANCE.equals(named.getParameters());
        if (!plain && !factory.equals("RSASSA-PSS")) {
            throw new GeneralSecurityException("The key is no RSA key");
        }
        if (key(info, factory) instanceof RSAPublicKey key
                && key.getModulus().bitLength() <= MOST_RSA_BITS
                && key.getModulus().testBit(0)
                && key.getPublicExponent().testBit(0)
                && key.getPublicExponent().compareTo(BigInteger.ONE) > 0
                && key.getPublicExponent().bitLength() <= 64) {
            return key;
        }
        throw new GeneralSecurityException("The key is no RSA key of a usual size");
    }

    private static Check ecdsa(SubjectPublicKeyInfo info, BareAlgorithm.Ecdsa ecdsa)
            throws GeneralSecurityException, IOException {
        if (!X9ObjectIdentifiers.id_ecPublicKey.equals(info.getAlgorithm().getAlgorithm())
                || !(info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)
                // Refuses points beside the curve.
                || !(PublicKeyFactory.createKey(info) instanceof ECPublicKeyParameters point)) {
            throw new GeneralSecurityException("The key is no point of a named curve");
        }
        BigInteger order = point.getParameters().getN();
        DSAEncoding encoding = encoding(ecdsa.plain());
        if (CURVES_OF_JAVA.contains(curve) && !ecdsa.digest().startsWith("SHA-512/")) {
            Check check = plainly(key(info, "EC"), jcaName(ecdsa.digest()) + "withECDSA");
            return (message, value) -> {
                if (!isWellFormed(encoding, order, value)) {
                    return false;
                }
                BigInteger[] halves = encoding.decode(order, value);
                return check.passes(message, StandardDSAEncoding.INSTANCE.encode(order, halves[0], halves[1]));
            };
        }
        return (message, value) -> {
            if (!isWellFormed(encoding, order, value)) {
                return false;
            }
            ECDSASigner signer = new ECDSASigner();
            signer.init(false, point);
            byte[] hash = MessageDigest.getInstance(ecdsa.digest()).digest(message);
            BigInteger[] halves = encoding.decode(order, value);
            return signer.verifySignature(hash, halves[0], halves[1]);
        };
    }

    private static Check dsa(SubjectPublicKeyInfo info, BareAlgorithm.Dsa dsa)
            throws GeneralSecurityException, IOException {
        if (!X9ObjectIdentifiers.id_dsa.equals(info.getAlgorithm().getAlgorithm())
                || !(key(info, "DSA") instanceof DSAPublicKey key)
                || key.getParams() == null
                || key.getParams().getP().bitLength() > MOST_DSA_BITS
                || key.getY().compareTo(BigInteger.ONE) <= 0
                || key.getY().compareTo(key.getParams().getP()) >= 0) {
            throw new GeneralSecurityException("The key is no DSA key of a usual size");
        }
        String name = jcaName(dsa.digest()) + "withDSA" + (dsa.plain() ? "inP1363Format" : "");
        Check check = plainly(key, name);
        return (message, value) ->
                isWellFormed(encoding(dsa.plain()), key.getParams().getQ(), value) && check.passes(message, value);
    }

    /** SHA-256 is SHA256 within a signature's name, SHA3-256 remains. */
    private static String jcaName(String digest) {
        return digest.startsWith("SHA-") ? "SHA" + digest.substring(4) : digest;
    }

    private static PublicKey key(SubjectPublicKeyInfo info, String factory)
            throws GeneralSecurityException, IOException {
        return KeyFactory.getInstance(factory)
                .generatePublic(new X509EncodedKeySpec(info.getEncoded(ASN1Encoding.DER)));
    }

    private static SubjectPublicKeyInfo subjectPublicKeyInfo(byte[] der) throws IOException, GeneralSecurityException {
        ASN1Sequence read = Encodings.sequence(der);
        if (read.size() == 3) {
            return Certificate.getInstance(read).getSubjectPublicKeyInfo();
        }
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(read);
        if (!Arrays.equals(info.getEncoded(ASN1Encoding.DER), der)
                || info.getPublicKeyData().getPadBits() != 0) {
            throw new GeneralSecurityException("The key is not in DER");
        }
        return info;
    }
}
