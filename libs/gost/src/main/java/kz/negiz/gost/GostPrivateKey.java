package kz.negiz.gost;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/** A private key, for demonstrations and tests; people's keys stay with their own client. */
public final class GostPrivateKey extends GostKey implements PrivateKey {

    private static final long serialVersionUID = 1L;

    private final transient ECPrivateKeyParameters parameters;

    private GostPrivateKey(GostAlgorithm algorithm, byte[] encoded, ECPrivateKeyParameters parameters) {
        super(algorithm, encoded);
        this.parameters = parameters;
    }

    static GostPrivateKey of(GostAlgorithm algorithm, BigInteger scalar) {
        try {
            byte[] encoded = new PrivateKeyInfo(algorithm.keyIdentifier(), value(algorithm, scalar))
                    .getEncoded(ASN1Encoding.DER);
            return new GostPrivateKey(algorithm, encoded, new ECPrivateKeyParameters(scalar, algorithm.domain()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a PKCS#8 PrivateKeyInfo; attributes beside the key are passed over. */
    static GostPrivateKey decode(byte[] privateKeyInfo) throws InvalidKeySpecException {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(privateKeyInfo);
            GostAlgorithm algorithm = GostAlgorithm.ofKey(
                            info.getPrivateKeyAlgorithm().getAlgorithm().getId())
                    .filter(each -> each.keyIdentifier().equals(info.getPrivateKeyAlgorithm()))
                    .orElseThrow(() -> new InvalidKeySpecException("This is no national GOST key of parameter set A"));
            BigInteger scalar = scalar(algorithm, info.parsePrivateKey());
            if (scalar.signum() <= 0 || scalar.compareTo(algorithm.domain().getN()) >= 0) {
                throw new InvalidKeySpecException("The key is out of range");
            }
            return of(algorithm, scalar);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // The cause is left out: it may quote what it could not read.
            throw new InvalidKeySpecException("The key is malformed");
        }
    }

    /** The older algorithm writes a plain INTEGER, the newer one octets in the national order. */
    private static ASN1Encodable value(GostAlgorithm algorithm, BigInteger scalar) {
        if (algorithm == GostAlgorithm.GOST_34_310_2004) {
            return new ASN1Integer(scalar);
        }
        byte[] bytes = new byte[algorithm.size()];
        algorithm.write(scalar, bytes, 0);
        return new DEROctetString(bytes);
    }

    private static BigInteger scalar(GostAlgorithm algorithm, ASN1Encodable value) throws InvalidKeySpecException {
        if (algorithm == GostAlgorithm.GOST_34_310_2004) {
            return ASN1Integer.getInstance(value).getValue();
        }
        byte[] bytes = ASN1OctetString.getInstance(value).getOctets();
        if (bytes.length != algorithm.size()) {
            throw new InvalidKeySpecException("The key has a wrong length");
        }
        return algorithm.number(bytes, 0);
    }

    ECPrivateKeyParameters parameters() {
        return parameters;
    }

    @Override
    public String getFormat() {
        return "PKCS#8";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrivateKey that && MessageDigest.isEqual(getEncoded(), that.getEncoded());
    }
}
