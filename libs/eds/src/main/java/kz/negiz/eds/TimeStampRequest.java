package kz.negiz.eds;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** A request to a time-stamping authority (RFC 3161): a digest and a nonce, never the bytes themselves. */
public final class TimeStampRequest {

    /** The digest that every authority knows. */
    public static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

    private static final int GRANTED = 0;
    private static final int GRANTED_WITH_MODIFICATIONS = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeStampReq request;

    private TimeStampRequest(TimeStampReq request) {
        this.request = request;
    }

    /**
     * Asks for a stamp over these bytes.
     *
     * @param digestOid of an accepted digest; an {@link IllegalArgumentException} refuses others
     * @param policy the policy to be stamped under; empty leaves it to the authority
     */
    public static TimeStampRequest over(byte[] stamped, String digestOid, Optional<String> policy) {
        String digest = TimeStampToken.IMPRINTS.get(digestOid);
        if (digest == null) {
            throw new IllegalArgumentException("The digest is not accepted in time stamps");
        }
        MessageImprint imprint = new MessageImprint(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier(digestOid), DERNull.INSTANCE),
                Encodings.digest(digest, stamped));
        return new TimeStampRequest(new TimeStampReq(
                imprint,
                policy.map(ASN1ObjectIdentifier::new).orElse(null),
                new ASN1Integer(new BigInteger(63, RANDOM).setBit(62)),
                ASN1Boolean.TRUE,
                null));
    }

    /** Reads a request that was kept; an {@link IllegalArgumentException} tells that it is none. */
    public static TimeStampRequest fromBytes(byte[] der) {
        try {
            ASN1Sequence sequence = Encodings.sequence(der);
            TimeStampReq request = TimeStampReq.getInstance(sequence);
            if (!Arrays.equals(request.getEncoded(ASN1Encoding.DER), der)) {
                throw new IllegalArgumentException("The request is not in DER");
            }
            return new TimeStampRequest(request);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("This is no request for a time stamp", e);
        }
    }

    /** As DER, to be sent as {@code application/timestamp-query}. */
    public byte[] toBytes() {
        try {
            return request.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token inside a response ({@code application/timestamp-reply}), if it answers this request. */
    TimeStampToken answeredBy(byte[] response) throws Refusal {
        TimeStampToken token = TimeStampToken.read(token(response));
        token.requireAnswer(
                request.getMessageImprint(),
                request.getNonce() == null ? null : request.getNonce().getValue(),
                request.getReqPolicy());
        return token;
    }

    static byte[] token(byte[] response) throws Refusal {
        if (response.length > TimeStampToken.MOST_BYTES) {
            throw new Refusal(Reason.TIME_STAMP_MALFORMED);
        }
        try {
            ASN1Sequence sequence = Encodings.sequence(response);
            // Read before anything looks inside, so that the token keeps its very bytes.
            byte[] token = sequence.size() == 2
                    ? sequence.getObjectAt(1).toASN1Primitive().getEncoded()
                    : new byte[0];
            TimeStampResp read = TimeStampResp.getInstance(sequence);
            int status = read.getStatus().getStatusObject().intValueExact();
            if ((status != GRANTED && status != GRANTED_WITH_MODIFICATIONS) || token.length == 0) {
                throw new Refusal(Reason.TIME_STAMP_REFUSED);
            }
            return token;
        } catch (IOException | RuntimeException e) {
            throw new Refusal(Reason.TIME_STAMP_MALFORMED);
        }
    }

    /** Shows nothing of what is stamped. */
    @Override
    public String toString() {
        return "TimeStampRequest";
    }
}
