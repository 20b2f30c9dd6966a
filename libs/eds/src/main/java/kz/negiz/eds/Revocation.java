package kz.negiz.eds;

import java.time.Instant;
import java.util.List;

/** What the revocation lists or an OCSP responder say of a certificate. */
public sealed interface Revocation {

    /** Not revoked, by fresh lists of its issuer, named by their digests, or by an OCSP answer, given as it came. */
    record Good(List<String> crlSha256s, List<byte[]> ocspAnswers) implements Revocation {
        public Good {
            crlSha256s = List.copyOf(crlSha256s);
            ocspAnswers = List.copyOf(ocspAnswers);
        }
    }

    /** Revoked or on hold; the cause is the name of RFC 5280. */
    record Revoked(Instant since, String cause) implements Revocation {}

    /** No list and no answer that may be relied on: not the same as good. */
    record Unknown(Reason reason) implements Revocation {}
}
