package kz.negiz.eds;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a time-stamping authority has vouched for: that these bytes were there at that time.
 *
 * @param accuracy by how much the time may be off; empty where the authority does not tell
 * @param authority the certificate of the time-stamping authority
 * @param crlSha256s the revocation lists that said "not revoked" of it
 */
public record TimeStamp(
        Instant time,
        Optional<Duration> accuracy,
        String policy,
        BigInteger serial,
        X509Certificate authority,
        List<String> crlSha256s) {

    public TimeStamp {
        crlSha256s = List.copyOf(crlSha256s);
    }

    @Override
    public String toString() {
        return "TimeStamp[" + time + ", policy " + policy + "]";
    }
}
