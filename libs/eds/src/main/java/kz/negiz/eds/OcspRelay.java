package kz.negiz.eds;

import java.math.BigInteger;
import java.security.cert.X509Certificate;

/**
 * Somebody of one's own who asks the authority's OCSP responder, holds the answer against the nonce, and may keep it for a
 * moment. The answer is verified again by whoever gets it; only the nonce is the relay's word.
 */
@FunctionalInterface
public interface OcspRelay {

    /** About the certificate to which this issuer gave this number. */
    Word about(BigInteger serial, X509Certificate issuer);

    /** What a relay can say. */
    sealed interface Word {

        /** An answer of RFC 6960 that the relay believed, as it came. */
        record Answer(byte[] der) implements Word {}

        /** There was an answer, and it may not be believed: no reason to look into the lists instead. */
        record NotBelieved(Reason reason) implements Word {}

        /** There was no answer at all; the lists speak. */
        record Silence() implements Word {}
    }
}
