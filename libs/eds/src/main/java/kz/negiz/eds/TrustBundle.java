package kz.negiz.eds;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * Whom to trust, and what was revoked: everything a verifier needs, under one number. Nothing else is ever fetched.
 *
 * <p>Lists that were read here are kept as the bytes they are: one of 21 MB takes about 25.
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

    /** Reads a revocation list, DER or PEM, strictly; nothing is verified yet. The array is kept and must not change. */
    public static X509CRL list(byte[] bytes) throws CRLException {
        return RevocationList.of(bytes);
    }

    /** As a DER SEQUENCE; the same bundle always gives the same bytes. */
    public byte[] toBytes() {
        ByteBuffer all = ByteBuffer.allocate(Pieces.of(this).length());
        encodeTo(all::put);
        return all.array();
    }

    private void encodeTo(Encodings.Sink sink) {
        Pieces.of(this).all().forEach(piece -> piece.accept(sink));
    }

    /**
     * Reads what {@link #toBytes} wrote; anything else is an {@link IllegalArgumentException}. The array is kept, since the
     * lists in it are large, and must not change any more.
     */
    public static TrustBundle fromBytes(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("The trust bundle is too large");
        }
        try {
            long all = Der.element(bytes, 0, bytes.length, Der.SEQUENCE);
            int end = Der.end(all);
            long version = Der.element(bytes, Der.start(all), end, Der.INTEGER);
            if (end != bytes.length || !integer(bytes, version).equals(BigInteger.valueOf(VERSION))) {
                throw new IllegalArgumentException("The trust bundle is of an unknown version");
            }
            long number = Der.element(bytes, Der.end(version), end, Der.INTEGER);
            long issued = Der.element(bytes, Der.end(number), end, Der.UTF8_STRING);
            long anchorList = Der.element(bytes, Der.end(issued), end, Der.SEQUENCE);
            long intermediateList = Der.element(bytes, Der.end(anchorList), end, Der.SEQUENCE);
            long crlList = Der.element(bytes, Der.end(intermediateList), end, Der.SEQUENCE);
            if (Der.end(crlList) != end) {
                throw new IllegalArgumentException("Something follows after the trust bundle");
            }
            List<X509CRL> crls = new ArrayList<>();
            for (long each : octets(bytes, crlList, MOST_CRLS)) {
                crls.add(RevocationList.of(bytes, Der.start(each), Der.end(each)));
            }
            return new TrustBundle(
                    integer(bytes, number).longValueExact(),
                    Instant.parse(new String(
                            bytes, Der.start(issued), Der.end(issued) - Der.start(issued), StandardCharsets.UTF_8)),
                    certificates(bytes, anchorList),
                    certificates(bytes, intermediateList),
                    crls);
        } catch (IOException | GeneralSecurityException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("The trust bundle is malformed", e);
        }
    }

    /** The digest of {@link #toBytes}, in hex: names this bundle in every verdict. */
    public String sha256() {
        MessageDigest digest = Encodings.sha256();
        encodeTo(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static BigInteger integer(byte[] bytes, long element) throws IOException {
        Der.requireShortestInteger(bytes, element);
        return new BigInteger(bytes, Der.start(element), Der.end(element) - Der.start(element));
    }

    private static List<X509Certificate> certificates(byte[] bytes, long list)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (long each : octets(bytes, list, MOST_CERTIFICATES)) {
            certificates.add(Encodings.certificate(Arrays.copyOfRange(bytes, Der.start(each), Der.end(each))));
        }
        return certificates;
    }

    private static long[] octets(byte[] bytes, long list, int most) throws IOException {
        LongStream.Builder octets = LongStream.builder();
        int count = 0;
        for (int at = Der.start(list); at < Der.end(list); count++) {
            if (count == most) {
                throw new IllegalArgumentException("The trust bundle holds too many certificates or lists");
            }
            long each = Der.element(bytes, at, Der.end(list), Der.OCTET_STRING);
            octets.add(each);
            at = Der.end(each);
        }
        return octets.build().toArray();
    }

    /** The encoded bundle piece by piece, so that no list in it is copied twice. */
    private record Pieces(List<Consumer<Encodings.Sink>> all, int length) {

        static Pieces of(TrustBundle bundle) {
            try {
                Pieces content = Pieces.none()
                        .with(new ASN1Integer(VERSION).getEncoded())
                        .with(new ASN1Integer(bundle.number()).getEncoded())
                        .with(new DERUTF8String(bundle.issued().toString()).getEncoded())
                        .with(certificates(bundle.anchors()).under(Der.SEQUENCE))
                        .with(certificates(bundle.intermediates()).under(Der.SEQUENCE))
                        .with(lists(bundle.crls()).under(Der.SEQUENCE));
                return content.under(Der.SEQUENCE);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("The trust bundle could not be written", e);
            }
        }

        private static Pieces none() {
            return new Pieces(List.of(), 0);
        }

        private static Pieces certificates(List<X509Certificate> certificates) throws GeneralSecurityException {
            Pieces all = none();
            for (X509Certificate each : certificates) {
                all = all.with(none().with(each.getEncoded()).under(Der.OCTET_STRING));
            }
            return all;
        }

        private static Pieces lists(List<X509CRL> lists) throws GeneralSecurityException {
            Pieces all = none();
            for (X509CRL each : lists) {
                Pieces list = each instanceof RevocationList compact
                        ? new Pieces(List.of(compact::encodeTo), compact.encodedLength())
                        : none().with(each.getEncoded());
                all = all.with(list.under(Der.OCTET_STRING));
            }
            return all;
        }

        private Pieces with(byte[] piece) {
            return with(new Pieces(List.of(sink -> sink.accept(piece, 0, piece.length)), piece.length));
        }

        private Pieces with(Pieces more) {
            List<Consumer<Encodings.Sink>> both = new ArrayList<>(all);
            both.addAll(more.all);
            return new Pieces(both, Math.addExact(length, more.length));
        }

        private Pieces under(int tag) {
            return none().with(Der.header(tag, length)).with(this);
        }
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
            return RevocationList.of(bytes);
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
