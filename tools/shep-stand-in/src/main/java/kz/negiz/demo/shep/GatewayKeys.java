package kz.negiz.demo.shep;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;

/**
 * Whom the gateway believes and what it signs with.
 *
 * @param clientIssuer the authority that gave the callers their certificates
 * @param own what answers are signed with
 * @param expired the key of the fault {@link ShepFault#EXPIRED_CERTIFICATE}
 * @param other the key of the fault {@link ShepFault#OTHER_SIGNER}
 */
public record GatewayKeys(X509Certificate clientIssuer, Key own, Key expired, Key other) {

    /** A private key with its certificate. */
    public record Key(PrivateKey privateKey, X509Certificate certificate) {

        /** Opens a PKCS#12 file. */
        public static Key read(Path file, String password) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, password.toCharArray());
                for (String alias : Collections.list(store.aliases())) {
                    if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key
                            && store.getCertificate(alias) instanceof X509Certificate certificate) {
                        return new Key(key, certificate);
                    }
                }
                throw new IOException(file.getFileName() + " holds no key");
            } catch (GeneralSecurityException e) {
                throw new IOException(file.getFileName() + " cannot be opened", e);
            }
        }

        @Override
        public String toString() {
            return "Key[" + certificate.getSerialNumber().toString(16) + "]";
        }
    }

    /** Reads a certificate. */
    public static X509Certificate certificate(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificate(in) instanceof X509Certificate found) {
                return found;
            }
            throw new IOException(file.getFileName() + " is no certificate");
        } catch (GeneralSecurityException e) {
            throw new IOException(file.getFileName() + " is no certificate", e);
        }
    }
}
