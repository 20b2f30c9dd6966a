package kz.negiz.gateway.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import kz.negiz.eds.CertificateVerdict;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerifier;
import org.jspecify.annotations.Nullable;

/**
 * What the platform thinks of a certificate at this moment, for whoever asks why somebody was refused. Nothing of the
 * certificate's holder is repeated.
 *
 * @param verdict {@code VALID}, {@code INVALID} or {@code UNKNOWN}
 * @param reason stable code of {@link Reason}; absent when valid
 * @param words the reason in words, with what helps
 * @param rule the requirement that refuses, where one does
 */
record CertificateOpinion(
        String verdict,
        @Nullable String reason,
        @Nullable String words,
        @Nullable String rule,
        Purpose purpose,
        Instant from,
        Instant until) {

    private static final int MOST_CHARACTERS = 65_536;

    static CertificateOpinion of(
            X509Certificate certificate, Purpose purpose, SignatureVerifier verifier, Instant now, String language) {
        return switch (verifier.validate(certificate, purpose, now)) {
            case CertificateVerdict.Valid valid -> opinion("VALID", null, purpose, certificate, language);
            case CertificateVerdict.Invalid(Reason reason) ->
                opinion("INVALID", reason, purpose, certificate, language);
            case CertificateVerdict.Unknown(Reason reason) ->
                opinion("UNKNOWN", reason, purpose, certificate, language);
        };
    }

    private static CertificateOpinion opinion(
            String verdict, @Nullable Reason reason, Purpose purpose, X509Certificate certificate, String language) {
        return new CertificateOpinion(
                verdict,
                reason == null ? null : reason.code(),
                reason == null ? null : reason.text(language),
                reason == null ? null : reason.requirement().orElse(null),
                purpose,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** A certificate as people paste it: PEM, or base64 alone. Empty where it is none. */
    static Optional<X509Certificate> pasted(String text) {
        String bare = text.strip()
                .replace("-----BEGIN CERTIFICATE-----", "")
                .replace("-----END CERTIFICATE-----", "")
                .replaceAll("\\s", "");
        if (bare.isEmpty() || text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getDecoder().decode(bare.getBytes(StandardCharsets.ISO_8859_1));
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (IllegalArgumentException | CertificateException e) {
            return Optional.empty();
        }
    }
}
