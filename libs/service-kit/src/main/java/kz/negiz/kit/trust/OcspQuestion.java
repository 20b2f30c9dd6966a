package kz.negiz.kit.trust;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import kz.negiz.eds.Fingerprint;

/**
 * Which certificate is asked about. Its holder is not named.
 *
 * @param issuerSha256 fingerprint of the authority that issued it
 * @param serial its number, in hex
 */
public record OcspQuestion(
        @NotNull @Pattern(regexp = "[0-9a-f]{64}") String issuerSha256,
        @NotNull @Pattern(regexp = "[0-9a-f]{1,64}") String serial) {

    static OcspQuestion about(BigInteger serial, X509Certificate issuer) {
        return new OcspQuestion(Fingerprint.of(issuer), serial.toString(16));
    }

    /** The certificate's number. */
    public BigInteger number() {
        return new BigInteger(serial, 16);
    }
}
