package kz.negiz.gateway.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session that has not ended.
 *
 * @param id its opaque name, fit for the log; knowing it lets nobody in
 * @param expires when it ends at the latest
 * @param binding what its token counts with
 */
public record OpenSession(
        UUID id, UUID account, Instant started, Instant seen, Instant expires, String address, Binding binding) {

    /** What a token counts with, and nowhere else. */
    public enum Binding {
        /** It is a cookie. */
        BROWSER,
        /** Proofs by a key (RFC 9449). */
        KEY,
        /** The certificate of the login, shown in the TLS handshake (RFC 8705). */
        CERTIFICATE
    }

    boolean isOfBrowser() {
        return binding == Binding.BROWSER;
    }
}
