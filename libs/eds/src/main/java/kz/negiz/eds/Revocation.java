package kz.negiz.eds;

import java.time.Instant;
import java.util.List;

/** What the revocation lists say of a certificate. */
public sealed interface Revocation {

    /** Not revoked, by fresh lists of its issuer; the digests name the lists. */
    record Good(List<String> crlSha256s) implements Revocation {
        public Good {
            crlSha256s = List.copyOf(crlSha256s);
        }
    }

    /** Revoked or on hold; the cause is the name of RFC 5280. */
    record Revoked(Instant since, String cause) implements Revocation {}

    /** No list that may be relied on: not the same as good. */
    record Unknown(Reason reason) implements Revocation {}
}
