package kz.negiz.gateway.edge;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Lets TLS find out that the client holds the key of the certificate it shows, and no more. Whether the certificate itself stands
 * is judged where every login is judged, by the platform's own trust list, revocation and rules; a certificate that was shown
 * says nothing until then.
 */
public final class KeyPossession implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        if (chain == null || chain.length == 0) {
            throw new CertificateException("no certificate was shown");
        }
    }

    /** This side never connects anywhere. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
        throw new CertificateException("no server is trusted here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
