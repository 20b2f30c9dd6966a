package kz.negiz.eds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * Whom to trust, and what was revoked: everything a verifier needs, under one number. Nothing else is ever fetched.
 *
 * @param issued when its owner put it together
 */
public record TrustBundle(
        long number,
        Instant issued,
        List<X509Certificate> anchors,
        List<X509Certificate> intermediates,
        List<X509CRL> crls) {

    private static final int VERSION = 1;
    private static final int MOST_CERTIFICATES = 256;
    private static final int MOST_CRLS = 256;
    private static final int MOST_CERTIFICATE_BYTES = 64 * 1024;
    // The national list of 2026 has 21 MB; there are two branches, each with a delta.
    private static final int MOST_BYTES = 192 * 1024 * 1024;

    public TrustBundle {
        anchors = List.copyOf(anchors);
        intermediates = List.copyOf(intermediates);
        crls = List.copyOf(crls);
        if (anchors.size() > MOST_CERTIFICATES || intermediates.size() > MOST_CERTIFICATES || crls.size() > MOST_CRLS) {
            throw new IllegalArgumentException("The trust bundle holds too many certificates or lists");
        }
    }

    /**
     * Reads the certificates ({@code .cer}, {@code .crt}, {@code .pem}) and lists ({@code .crl}) of three folders, in
     * the order of their names. One file that cannot be read spoils the whole: half a trust list is none.
     */
    public static TrustBundle read(Path anchorsDir, Path intermediatesDir, Path crlsDir, long number, Instant issued)
            throws IOException {
        List<X509Certificate> anchors = new ArrayList<>();
        for (Path file : files(anchorsDir, Set.of("cer", "crt", "pem"))) {
            anchors.add(certificate(bytes(file, MOST_CERTIFICATE_BYTES), file));
        }
        List<X509Certificate> intermediates = new ArrayList<>();
        for (Path file : files(intermediatesDir, Set.of("cer", "crt", "pem"))) {
            intermediates.add(certificate(bytes(file, MOST_CERTIFICATE_BYTES), file));
        }
        List<X509CRL> crls = new ArrayList<>();
        for (Path file : files(crlsDir, Set.of("crl"))) {
            crls.add(crl(bytes(file, MOST_BYTES), file));
        }
        return new TrustBundle(number, issued, anchors, intermediates, crls);
    }

    /** As a DER SEQUENCE; the same bundle always gives the same bytes. */
    public byte[] toBytes() {
        try {
            ASN1EncodableVector anchorList = new ASN1EncodableVector();
            for (X509Certificate each : anchors) {
                anchorList.add(new DEROctetString(each.getEncoded()));
            }
            ASN1EncodableVector intermediateList = new ASN1EncodableVector();
            for (X509Certificate each : intermediates) {
                intermediateList.add(new DEROctetString(each.getEncoded()));
            }
            ASN1EncodableVector crlList = new ASN1EncodableVector();
            for (X509CRL each : crls) {
                crlList.add(new DEROctetString(each.getEncoded()));
            }
            return new DERSequence(new ASN1Encodable[] {
                        new ASN1Integer(VERSION),
                        new ASN1Integer(number),
                        new DERUTF8String(issued.toString()),
                        new DERSequence(anchorList),
                        new DERSequence(intermediateList),
                        new DERSequence(crlList)
                    })
                    .getEncoded();
        } catch (IOException | CertificateEncodingException | CRLException e) {
            throw new IllegalStateException("The trust bundle could not be written", e);
        }
    }

    /** Reads what {@link #toBytes} wrote; anything else is an {@link IllegalArgumentException}. */
    public static TrustBundle fromBytes(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("The trust bundle is too large");
        }
        try {
            ASN1Sequence all = Encodings.sequence(bytes);
            if (all.size() != 6 || ASN1Integer.getInstance(all.getObjectAt(0)).intValueExact() != VERSION) {
                throw new IllegalArgumentException("The trust bundle is of an unknown version");
            }
            List<X509Certificate> anchors = new ArrayList<>();
            for (byte[] each : octets(all, 3, MOST_CERTIFICATES)) {
                anchors.add(Encodings.certificate(each));
            }
            List<X509Certificate> intermediates = new ArrayList<>();
            for (byte[] each : octets(all, 4, MOST_CERTIFICATES)) {
                intermediates.add(Encodings.certificate(each));
            }
            List<X509CRL> crls = new ArrayList<>();
            for (byte[] each : octets(all, 5, MOST_CRLS)) {
                crls.add(Encodings.crl(each));
            }
            return new TrustBundle(
                    ASN1Integer.getInstance(all.getObjectAt(1)).longValueExact(),
                    Instant.parse(ASN1UTF8String.getInstance(all.getObjectAt(2)).getString()),
                    anchors,
                    intermediates,
                    crls);
        } catch (IOException
                | GeneralSecurityException
                | DateTimeException
                | ArithmeticException
                | IllegalStateException e) {
            throw new IllegalArgumentException("The trust bundle is malformed", e);
        }
    }

    /** The digest of {@link #toBytes}, in hex: names this bundle in every verdict. */
    public String sha256() {
        return Encodings.sha256Hex(toBytes());
    }

    private static List<byte[]> octets(ASN1Sequence all, int index, int most) {
        ASN1Sequence list = ASN1Sequence.getInstance(all.getObjectAt(index));
        if (list.size() > most) {
            throw new IllegalArgumentException("The trust bundle holds too many certificates or lists");
        }
        List<byte[]> octets = new ArrayList<>();
        for (ASN1Encodable each : list) {
            octets.add(ASN1OctetString.getInstance(each).getOctets());
        }
        return octets;
    }

    private static List<Path> files(Path folder, Set<String> endings) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                        return endings.contains(name.substring(name.lastIndexOf('.') + 1));
                    })
                    .sorted()
                    .toList();
        }
    }

    private static byte[] bytes(Path file, int most) throws IOException {
        if (Files.size(file) > most) {
            throw new IOException("The file " + file.getFileName() + " is too large");
        }
        return Files.readAllBytes(file);
    }

    private static X509Certificate certificate(byte[] bytes, Path file) throws IOException {
        try {
            return Encodings.certificate(bytes);
        } catch (GeneralSecurityException e) {
            throw new IOException("The file " + file.getFileName() + " holds no certificate", e);
        }
    }

    private static X509CRL crl(byte[] bytes, Path file) throws IOException {
        try {
            return Encodings.crl(bytes);
        } catch (GeneralSecurityException e) {
            throw new IOException("The file " + file.getFileName() + " holds no revocation list", e);
        }
    }

    @Override
    public String toString() {
        return "TrustBundle[number " + number + ", issued " + issued + ", " + anchors.size() + " anchors, "
                + intermediates.size() + " intermediates, " + crls.size() + " lists]";
    }
}
