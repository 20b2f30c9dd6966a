package kz.negiz.eds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import kz.negiz.gost.NationalGost;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.jspecify.annotations.Nullable;

/** The forms in which signatures, certificates and lists arrive. */
final class Encodings {

    /** The largest signature that is looked at, content included. */
    static final int MOST_CMS_BYTES = 4 * 1024 * 1024;

    private static final int DER_SEQUENCE = 0x30;
    private static final String BEGIN = "-----BEGIN CMS-----";
    private static final String END = "-----END CMS-----";

    static {
        NationalGost.install();
    }

    private Encodings() {}

    /** The bytes of a CMS message that came as DER, as PEM with the label CMS, or as bare base64. */
    static byte[] cms(byte[] input) throws Refusal {
        if (input.length > MOST_CMS_BYTES * 3 / 2) {
            throw new Refusal(Reason.TOO_LARGE);
        }
        if (input.length == 0) {
            throw new Refusal(Reason.MALFORMED);
        }
        // Base64 of a DER sequence begins with M, so the first byte tells the forms apart.
        byte[] decoded = input[0] == DER_SEQUENCE ? input : text(input);
        if (decoded.length > MOST_CMS_BYTES) {
            throw new Refusal(Reason.TOO_LARGE);
        }
        return decoded;
    }

    private static byte[] text(byte[] input) throws Refusal {
        String text = new String(input, StandardCharsets.ISO_8859_1).strip();
        if (text.startsWith("-----")) {
            if (text.length() < BEGIN.length() + END.length() || !text.startsWith(BEGIN) || !text.endsWith(END)) {
                throw new Refusal(Reason.MALFORMED);
            }
            text = text.substring(BEGIN.length(), text.length() - END.length());
        }
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\r' && c != '\n' && c != ' ' && c != '\t') {
                bare.append(c);
            }
        }
        try {
            return Base64.getDecoder().decode(bare.toString());
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.MALFORMED);
        }
    }

    static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** One DER sequence and nothing after it. */
    static ASN1Sequence sequence(byte[] der) throws IOException {
        @Nullable ASN1Primitive read = ASN1Primitive.fromByteArray(der);
        if (read == null) {
            throw new IOException("There is nothing to read");
        }
        return ASN1Sequence.getInstance(read);
    }

    /** Takes pieces of a whole, one after the other. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] bytes, int from, int length);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256Hex(byte[] content) {
        return HexFormat.of().formatHex(digest("SHA-256", content));
    }
}
