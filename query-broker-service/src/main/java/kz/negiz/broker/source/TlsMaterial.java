package kz.negiz.broker.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Keys and certificates of a connector's TLS, from files; a file that can't be used stops the start. */
final class TlsMaterial {

    private TlsMaterial() {}

    /** Java's own where nothing is said. */
    static SSLContext context(SourcesProperties.@Nullable Tls tls) {
        try {
            if (tls == null) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), trusted(tls), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The TLS of a connector of negiz.sources can't be set up", e);
        }
    }

    private static KeyManager @Nullable [] keys(SourcesProperties.Tls tls) throws GeneralSecurityException {
        Path file = tls.keyStoreFile();
        Path passwordFile = tls.keyStorePasswordFile();
        if (file == null) {
            return null;
        }
        if (passwordFile == null) {
            throw new IllegalStateException(
                    "tls.key-store-file of a connector of negiz.sources needs tls.key-store-password-file beside it");
        }
        char[] password = ConnectorFiles.password(passwordFile);
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (IOException e) {
            throw ConnectorFiles.unreadable(file, e);
        }
    }

    private static TrustManager @Nullable [] trusted(SourcesProperties.Tls tls) throws GeneralSecurityException {
        Path file = tls.trustedCertificatesFile();
        if (file == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each : certificates) {
                store.setCertificateEntry("trusted-" + store.size(), each);
            }
            if (store.size() == 0) {
                throw new IllegalStateException(file + " holds no certificate");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException e) {
            throw ConnectorFiles.unreadable(file, e);
        }
    }
}
