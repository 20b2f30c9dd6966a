package kz.negiz.eds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import kz.negiz.demo.pki.IssuedKey;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/** A list as large as the national authority's, and a program that lives with it in a small heap. */
final class BigList {

    static final int ENTRIES = 422_000;

    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private BigList() {}

    /** The serial number of an entry; the same for every run. */
    static BigInteger serial(int entry) {
        byte[] bytes = new byte[20];
        new Random(entry).nextBytes(bytes);
        bytes[0] &= 0x7f;
        return new BigInteger(bytes);
    }

    /** Written by hand: a builder would need more memory than what is to be tested. */
    static byte[] signed(IssuedKey issuer, Instant now, int entries) {
        try {
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));
            byte[] time = new DERUTCTime(UTC_TIME.format(now.minusSeconds(86_400))).getEncoded();
            byte[] reason = {0x30, 0x0c, 0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 0x15, 0x04, 0x03, 0x0a, 0x01, 0x01};
            ByteArrayOutputStream revoked = new ByteArrayOutputStream(entries * 56);
            for (int i = 0; i < entries; i++) {
                byte[] serial = new ASN1Integer(serial(i)).getEncoded();
                boolean withReason = i % 4 != 0;
                revoked.writeBytes(
                        Der.header(Der.SEQUENCE, serial.length + time.length + (withReason ? reason.length : 0)));
                revoked.writeBytes(serial);
                revoked.writeBytes(time);
                if (withReason) {
                    revoked.writeBytes(reason);
                }
            }
            Extensions extensions = new Extensions(
                    new Extension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(7)).getEncoded()));
            byte[] tagged = extensions.getEncoded();
            ByteArrayOutputStream content = new ByteArrayOutputStream(revoked.size() + 4096);
            content.writeBytes(new ASN1Integer(1).getEncoded());
            content.writeBytes(algorithm.getEncoded());
            content.writeBytes(issuer.certificate().getSubjectX500Principal().getEncoded());
            content.writeBytes(new DERUTCTime(UTC_TIME.format(now.minusSeconds(60))).getEncoded());
            content.writeBytes(new DERUTCTime(UTC_TIME.format(now.plusSeconds(90_000))).getEncoded());
            content.writeBytes(Der.header(Der.SEQUENCE, revoked.size()));
            revoked.writeTo(content);
            content.writeBytes(Der.header(Der.EXPLICIT_0, tagged.length));
            content.writeBytes(tagged);
            Signature engine = Signature.getInstance("SHA256withECDSA");
            engine.initSign(issuer.privateKey());
            byte[] header = Der.header(Der.SEQUENCE, content.size());
            byte[] tbs = content.toByteArray();
            engine.update(header);
            engine.update(tbs);
            byte[] bits = new DERBitString(engine.sign()).getEncoded();
            ByteArrayOutputStream whole = new ByteArrayOutputStream(tbs.length + 256);
            whole.writeBytes(
                    Der.header(Der.SEQUENCE, header.length + tbs.length + algorithm.getEncoded().length + bits.length));
            whole.writeBytes(header);
            whole.writeBytes(tbs);
            whole.writeBytes(algorithm.getEncoded());
            whole.writeBytes(bits);
            return whole.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads the folder's bundle, hands it on as bytes, and asks. Arguments: the folder with {@code anchors} and {@code crls},
     * and the reference time; a third, for comparison, has the list read by Java's own class.
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Path folder = Path.of(args[0]);
        Instant now = Instant.parse(args[1]);
        if (args.length > 2) {
            byte[] bytes = Files.readAllBytes(folder.resolve("crls/big.crl"));
            long begin = System.nanoTime();
            X509CRL list =
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
            System.out.println("java: read in " + millis(begin) + " ms, revoked: "
                    + (list.getRevokedCertificate(serial(1)) != null) + ", heap after " + heap() + " MB");
            return;
        }
        long begin = System.nanoTime();
        TrustBundle bundle =
                TrustBundle.read(folder.resolve("anchors"), folder.resolve("none"), folder.resolve("crls"), 1, now);
        long read = millis(begin);
        String sha256 = bundle.sha256();
        byte[] bytes = bundle.toBytes();
        begin = System.nanoTime();
        TrustBundle followed = TrustBundle.fromBytes(bytes);
        long followedIn = millis(begin);
        begin = System.nanoTime();
        SignatureVerifier verifier = new SignatureVerifier(followed, EdsPolicy.national());
        long verified = millis(begin);
        List<Integer> wrong = new ArrayList<>();
        begin = System.nanoTime();
        for (int i = 0; i < ENTRIES; i += 211) {
            boolean revoked =
                    verifier.revocation(followed.anchors().getFirst(), serial(i), now) instanceof Revocation.Revoked;
            boolean good =
                    verifier.revocation(followed.anchors().getFirst(), serial(-1 - i), now) instanceof Revocation.Good;
            if (!revoked || !good) {
                wrong.add(i);
            }
        }
        long asked = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin) / (2L * ENTRIES / 211);
        System.out.println("read in " + read + " ms, from the bundle in " + followedIn + " ms, verified in " + verified
                + " ms, each answer in " + asked + " us, heap after " + heap() + " MB, bundle of "
                + bytes.length / 1_000_000 + " MB, same: " + followed.sha256().equals(sha256) + ", wrong: " + wrong);
    }

    private static long millis(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000;
    }
}
