package kz.negiz.eds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
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
 * @param ocspAnswers the OCSP answers that said so, as they came
 * @param validatedAt the reference time of every check
 * @param signingTime the signer's own claim; empty where only a certificate was checked
 */
@SuppressWarnings("ArrayRecordComponent") // guarded by copies
public record Evidence(
        byte[] pathDer,
        List<String> crlSha256s,
        List<byte[]> ocspAnswers,
        long bundleNumber,
        String bundleSha256,
        Instant validatedAt,
        Purpose purpose,
        Optional<Instant> signingTime) {

    /** Without OCSP answers; written until there were any, and readable for ever. */
    private static final int WITHOUT_ANSWERS = 1;

    private static final int VERSION = 2;
    private static final int MOST_BYTES = 256 * 1024;

    public Evidence {
        pathDer = pathDer.clone();
        crlSha256s = List.copyOf(crlSha256s);
        ocspAnswers = ocspAnswers.stream().map(byte[]::clone).toList();
    }

    @Override
    public byte[] pathDer() {
        return pathDer.clone();
    }

    @Override
    public List<byte[]> ocspAnswers() {
        return ocspAnswers.stream().map(byte[]::clone).toList();
    }

    /** The certificates from the holder's upwards to the anchor. */
    public List<X509Certificate> path() {
        try {
            List<X509Certificate> path = CertificateFactory.getInstance("X.509")
                    .generateCertPath(new ByteArrayInputStream(pathDer), "PkiPath")
                    .getCertificates()
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            // Evidence of the first days has its path the other way round; only the holder is no authority.
            return path.getFirst().getBasicConstraints() < 0 ? path : path.reversed();
        } catch (CertificateException | NoSuchElementException e) {
            throw new IllegalStateException("The evidence holds no certificate path", e);
        }
    }

    /** Whose signature or certificate was found good. */
    public Signer signer() {
        try {
            return CertificateProfile.of(path().getFirst()).signer();
        } catch (Refusal e) {
            throw new IllegalStateException("The evidence holds no certificate of the national profile", e);
        }
    }

    /** As a DER SEQUENCE, to be stored beside the signature. */
    public byte[] toBytes() {
        ASN1Encodable[] lists = crlSha256s.stream().map(DERUTF8String::new).toArray(ASN1Encodable[]::new);
        ASN1Encodable[] answers = ocspAnswers.stream().map(DEROctetString::new).toArray(ASN1Encodable[]::new);
        List<ASN1Encodable> all = new ArrayList<>(List.of(
                new ASN1Integer(answers.length == 0 ? WITHOUT_ANSWERS : VERSION),
                new DEROctetString(pathDer),
                new DERSequence(lists),
                new ASN1Integer(bundleNumber),
                new DERUTF8String(bundleSha256),
                new DERUTF8String(validatedAt.toString()),
                new DERUTF8String(purpose.name()),
                new DERUTF8String(signingTime.map(Instant::toString).orElse(""))));
        if (answers.length > 0) {
            all.add(new DERSequence(answers));
        }
        try {
            return new DERSequence(all.toArray(ASN1Encodable[]::new)).getEncoded();
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
            int version = all.size() == 0
                    ? 0
                    : ASN1Integer.getInstance(all.getObjectAt(0)).intValueExact();
            if (!(version == WITHOUT_ANSWERS && all.size() == 8) && !(version == VERSION && all.size() == 9)) {
                throw new IllegalArgumentException("The evidence is of an unknown version");
            }
            List<byte[]> answers = new ArrayList<>();
            if (version == VERSION) {
                for (ASN1Encodable each : ASN1Sequence.getInstance(all.getObjectAt(8))) {
                    answers.add(ASN1OctetString.getInstance(each).getOctets());
                }
            }
            List<String> lists = new ArrayList<>();
            for (ASN1Encodable each : ASN1Sequence.getInstance(all.getObjectAt(2))) {
                lists.add(ASN1UTF8String.getInstance(each).getString());
            }
            String signingTime = text(all, 7);
            return new Evidence(
                    ASN1OctetString.getInstance(all.getObjectAt(1)).getOctets(),
                    lists,
                    answers,
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
                && Arrays.deepEquals(ocspAnswers.toArray(), that.ocspAnswers.toArray())
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
