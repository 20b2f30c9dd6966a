package kz.negiz.gost;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/** A public key: a point that was seen to lie on its curve, which has a prime order and no cofactor. */
public final class GostPublicKey extends GostKey implements PublicKey {

    private static final long serialVersionUID = 1L;

    private final transient ECPublicKeyParameters parameters;

    private GostPublicKey(GostAlgorithm algorithm, byte[] encoded, ECPublicKeyParameters parameters) {
        super(algorithm, encoded);
        this.parameters = parameters;
    }

    static GostPublicKey of(GostAlgorithm algorithm, ECPoint point) {
        ECPoint affine = point.normalize();
        byte[] xy = new byte[2 * algorithm.size()];
        algorithm.write(affine.getAffineXCoord().toBigInteger(), xy, 0);
        algorithm.write(affine.getAffineYCoord().toBigInteger(), xy, algorithm.size());
        try {
            byte[] encoded = new SubjectPublicKeyInfo(algorithm.keyIdentifier(), new DEROctetString(xy))
                    .getEncoded(ASN1Encoding.DER);
            return new GostPublicKey(algorithm, encoded, new ECPublicKeyParameters(affine, algorithm.domain()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a SubjectPublicKeyInfo. Refuses other parameters than the table's, a point that is not on the curve, and
     * every encoding but the one that the authority writes.
     */
    public static GostPublicKey decode(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo);
            GostAlgorithm algorithm = GostAlgorithm.ofKey(
                            info.getAlgorithm().getAlgorithm().getId())
                    .orElseThrow(() -> new InvalidKeySpecException("This is no national GOST key"));
            ASN1BitString bits = info.getPublicKeyData();
            byte[] xy = ASN1OctetString.getInstance(bits.getOctets()).getOctets();
            if (xy.length != 2 * algorithm.size()) {
                throw new InvalidKeySpecException("The key has a wrong length");
            }
            GostPublicKey key = of(algorithm, point(algorithm, xy));
            if (!Arrays.equals(key.getEncoded(), subjectPublicKeyInfo)) {
                throw new InvalidKeySpecException("The key has other parameters or another encoding");
            }
            return key;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new InvalidKeySpecException("The key is malformed", e);
        }
    }

    private static ECPoint point(GostAlgorithm algorithm, byte[] xy) throws InvalidKeySpecException {
        BigInteger x = algorithm.number(xy, 0);
        BigInteger y = algorithm.number(xy, algorithm.size());
        ECCurve curve = algorithm.domain().getCurve();
        BigInteger p = curve.getField().getCharacteristic();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            throw new InvalidKeySpecException("The key is no point of the curve");
        }
        ECPoint point = curve.createPoint(x, y);
        if (point.isInfinity() || !point.isValid()) {
            throw new InvalidKeySpecException("The key is no point of the curve");
        }
        return point;
    }

    ECPublicKeyParameters parameters() {
        return parameters;
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that && Arrays.equals(getEncoded(), that.getEncoded());
    }
}
