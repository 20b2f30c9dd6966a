package kz.negiz.eds;

import java.util.Optional;

/** The way to the authority's OCSP responder. Its address comes from configuration, never from a certificate. */
@FunctionalInterface
public interface OcspResponder {

    /**
     * Sends a DER request of RFC 6960 and gives back what came. Empty means that there was no answer at all, and lets the
     * revocation lists speak; whatever did come is an answer, also an error, and does not.
     */
    Optional<byte[]> ask(byte[] request);
}
