package kz.negiz.gateway.session;

import java.util.Optional;
import java.util.UUID;
import kz.negiz.kit.standing.Standing;

/**
 * A login that passed all checks.
 *
 * @param standing the account's standing, read after the signature was verified
 * @param address where it came from
 * @param certificateSha256 fingerprint of the certificate that signed, in hex
 * @param certificate the same certificate as revocation lists name it
 * @param trustBundle number of the trust bundle by which it was judged
 * @param challenge what was signed; nothing where the certificate was shown in a TLS handshake
 * @param binding what the token is to count with
 * @param keyThumbprint the key that the token is to be bound to, if it is to one
 */
public record Login(
        Standing.Good standing,
        String address,
        String certificateSha256,
        NumberedCertificate certificate,
        long trustBundle,
        Optional<UUID> challenge,
        OpenSession.Binding binding,
        Optional<byte[]> keyThumbprint) {}
