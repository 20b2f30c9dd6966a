package kz.negiz.eds;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * What a positive verdict rests on. With the signature, the signed content and the trust bundle of that number, anybody
 * can check again without the platform, at the same reference time.
 *
 * @param pathDer the certificates from the anchor to the leaf, as PkiPath (ITU-T X.509)
 * @param crlSha256s the revocation lists that said "not revoked", for the leaf first
 * @param validatedAt the reference time of every check
 * @param signingTime the signer's own claim; empty where only a certificate was checked
 */
@SuppressWarnings("ArrayRecordComponent") // guarded by copies
public record Evidence(
        byte[] pathDer,
        List<String> crlSha256s,
        long bundleNumber,
        String bundleSha256,
        Instant validatedAt,
        Purpose purpose,
        Optional<Instant> signingTime) {

    private static final int VERSION = 1;
    private static final int MOST_BYTES = 256 * 1024;

    public Evidence {
        pathDer = pathDer.clone();
        crlSha256s = List.copyOf(crlSha256s);
    }

    @Override
    public byte[] pathDer() {
        return pathDer.clone();
    }

    /** As a DER SEQUENCE, to be stored beside the signature. */
    public byte[] toBytes() {
        ASN1Encodable[] lists = crlSha256s.stream().map(DERUTF8String::new).toArray(ASN1Encodable[]::new);
        try {
            return new DERSequence(new ASN1Encodable[] {
                        new ASN1Integer(VERSION),
                        new DEROctetString(pathDer),
                        new DERSequence(lists),
                        new ASN1Integer(bundleNumber),
                        new DERUTF8String(bundleSha256),
                        new DERUTF8String(validatedAt.toString()),
                        new DERUTF8String(purpose.name()),
                        new DERUTF8String(signingTime.map(Instant::toString).orElse(""))
                    })
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads what {@link #toBytes} wrote; anything else is an {@link IllegalArgumentException}. */
    public static Evidence fromBytes(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("The evidence is too large");
        }
        try {
            ASN1Sequence all = Encodings.sequence(bytes);
            if (all.size() != 8 || ASN1Integer.getInstance(all.getObjectAt(0)).intValueExact() != VERSION) {
                throw new IllegalArgumentException("The evidence is of an unknown version");
            }
            List<String> lists = new ArrayList<>();
            for (ASN1Encodable each : ASN1Sequence.getInstance(all.getObjectAt(2))) {
                lists.add(ASN1UTF8String.getInstance(each).getString());
            }
            String signingTime = text(all, 7);
            return new Evidence(
                    ASN1OctetString.getInstance(all.getObjectAt(1)).getOctets(),
                    lists,
                    ASN1Integer.getInstance(all.getObjectAt(3)).longValueExact(),
                    text(all, 4),
                    Instant.parse(text(all, 5)),
                    Purpose.valueOf(text(all, 6)),
                    signingTime.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(signingTime)));
        } catch (IOException | DateTimeException | ArithmeticException | IllegalStateException e) {
            throw new IllegalArgumentException("The evidence is malformed", e);
        }
    }

    private static String text(ASN1Sequence all, int index) {
        return ASN1UTF8String.getInstance(all.getObjectAt(index)).getString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evidence that
                && Arrays.equals(pathDer, that.pathDer)
                && crlSha256s.equals(that.crlSha256s)
                && bundleNumber == that.bundleNumber
                && bundleSha256.equals(that.bundleSha256)
                && validatedAt.equals(that.validatedAt)
                && purpose == that.purpose
                && signingTime.equals(that.signingTime);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(pathDer), bundleNumber, validatedAt, purpose);
    }

    /** The path holds names and numbers and is left out. */
    @Override
    public String toString() {
        return "Evidence[bundle " + bundleNumber + ", " + purpose + " at " + validatedAt + "]";
    }
}
