package kz.negiz.gateway.edge;

import jakarta.servlet.http.HttpServletResponse;
import kz.negiz.portal.PortalProperties;
import org.springframework.stereotype.Component;

/** The headers that every answer carries, whichever service it comes from. */
@Component
public final class SecurityHeaders {

    private final String contentSecurityPolicy;
    private final boolean tlsOnly;

    SecurityHeaders(Exposure exposure, PortalProperties portal) {
        String signingProgram = "//127.0.0.1:" + portal.ncalayerPort();
        String connections =
                "'self' wss:" + signingProgram + (exposure.plainSigningProgram() ? " ws:" + signingProgram : "");
        this.contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; connect-src " + connections
                + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        this.tlsOnly = exposure.tlsOnly();
    }

    void writeTo(HttpServletResponse response, boolean asset) {
        response.setHeader("Content-Security-Policy", contentSecurityPolicy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // Not no-referrer: with it browsers send "Origin: null" on the forms of our own pages.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        if (tlsOnly) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (!asset) {
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
