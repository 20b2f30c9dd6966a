package kz.negiz.gost;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cryptopro.ECGOST3410NamedCurves;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.GOST3411Digest;
import org.bouncycastle.crypto.digests.GOST3411_2012_512Digest;
import org.bouncycastle.crypto.engines.GOST28147Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;

/**
 * The national signature algorithms: each is one key type with one curve and one hash. The table is complete; keys with
 * other parameters, and the other hashes of the register of object identifiers, are refused.
 *
 * <p>The mathematics are those of the Russian standards of the same ancestry. What is national are the object
 * identifiers and the order of bytes: coordinates, private keys and both halves of a signature value begin with the
 * least significant byte, and of a signature value r comes first.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle's values never change, but do not say so
public enum GostAlgorithm {
    /** GOST 34.10-2015, 512 bits, with GOST 34.11-2015 (Streebog): the keys issued since 2022. */
    GOST_34_10_2015_512(
            "ECGOST3410-2015-512",
            "GOST3411-2015-512",
            "1.2.398.3.10.1.1.2.2",
            "1.2.398.3.10.1.1.2.2.1",
            "1.2.398.3.10.1.3.3",
            "1.2.398.3.10.1.1.2.3.2",
            "1.2.398.3.10.1.3.3",
            "Tc26-Gost-3410-12-512-paramSetA",
            64,
            GOST3411_2012_512Digest::new),

    /** GOST 34.310-2004 with GOST 34.311-95: keys of the past, and some authorities of today. */
    GOST_34_310_2004(
            "ECGOST34310-2004",
            "GOST34311-95",
            "1.2.398.3.10.1.1.1.1",
            "1.2.398.3.10.1.1.1.1.1",
            "1.2.398.3.10.1.3.1.1.0",
            "1.2.398.3.10.1.1.1.2",
            "1.2.398.3.10.1.3.1",
            "GostR3410-2001-CryptoPro-A",
            32,
            // The standard's test parameters, not those that Russia uses.
            () -> new GOST3411Digest(GOST28147Engine.getSBox("D-TEST")));

    private final String keyName;
    private final String digestName;
    private final ASN1ObjectIdentifier keyOid;
    private final AlgorithmIdentifier keyIdentifier;
    private final String signatureOid;
    private final String digestOid;
    private final ECDomainParameters domain;
    private final int size;
    private final Supplier<Digest> digest;

    GostAlgorithm(
            String keyName,
            String digestName,
            String keyOid,
            String curveOid,
            String keyDigestOid,
            String signatureOid,
            String digestOid,
            String curve,
            int size,
            Supplier<Digest> digest) {
        this.keyName = keyName;
        this.digestName = digestName;
        this.keyOid = new ASN1ObjectIdentifier(keyOid);
        this.keyIdentifier = new AlgorithmIdentifier(this.keyOid, new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier(curveOid), new ASN1ObjectIdentifier(keyDigestOid)
        }));
        this.signatureOid = signatureOid;
        this.digestOid = digestOid;
        X9ECParameters x9 = ECGOST3410NamedCurves.getByNameX9(curve);
        this.domain = new ECDomainParameters(x9.getCurve(), x9.getG(), x9.getN(), x9.getH());
        this.size = size;
        this.digest = digest;
    }

    /** The algorithm whose keys bear this object identifier. */
    public static Optional<GostAlgorithm> ofKey(String oid) {
        return Arrays.stream(values()).filter(each -> each.keyOid().equals(oid)).findFirst();
    }

    /** The name that keys give as their algorithm; Java's factories know it as well as the object identifier. */
    public String keyName() {
        return keyName;
    }

    public String keyOid() {
        return keyOid.getId();
    }

    public String signatureOid() {
        return signatureOid;
    }

    public String digestOid() {
        return digestOid;
    }

    /** The name of the signature algorithm; Java's factories know it as well as the object identifier. */
    public String signatureName() {
        return digestName + "with" + keyName;
    }

    String digestName() {
        return digestName;
    }

    AlgorithmIdentifier keyIdentifier() {
        return keyIdentifier;
    }

    ECDomainParameters domain() {
        return domain;
    }

    Digest newDigest() {
        return digest.get();
    }

    /** Bytes of a coordinate, a private key and half a signature value. */
    int size() {
        return size;
    }

    /** Reads a number that begins with its least significant byte. */
    BigInteger number(byte[] bytes, int offset) {
        byte[] reversed = new byte[size];
        for (int i = 0; i < size; i++) {
            reversed[i] = bytes[offset + size - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    /** Writes a number with its least significant byte first. */
    void write(BigInteger number, byte[] target, int offset) {
        byte[] bytes = number.toByteArray();
        for (int i = 0; i < size; i++) {
            int from = bytes.length - 1 - i;
            target[offset + i] = from < 0 ? 0 : bytes[from];
        }
    }
}
