package kz.negiz.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The certificate that a client showed in its TLS handshake, and holds the key of; only the systems' port asks for one. */
public final class ShownCertificate {

    private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

    private ShownCertificate() {}

    public static Optional<X509Certificate> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }
}
