package kz.negiz.eds;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** By what people and machines tell one certificate from another. */
public final class Fingerprint {

    private Fingerprint() {}

    /** SHA-256 of the whole certificate, in hex, as its owner publishes it. */
    public static String of(X509Certificate certificate) {
        try {
            return Encodings.sha256Hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("The certificate cannot be encoded", e);
        }
    }
}
