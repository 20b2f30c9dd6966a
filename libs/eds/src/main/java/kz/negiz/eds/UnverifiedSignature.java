package kz.negiz.eds;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What a CMS signature says of itself, for looking at it. Nothing here is verified: never decide anything by it.
 *
 * @param certificate the certificate that the message carries for its signer
 * @param attachedContent the content, where it goes along
 * @param signingTime the signer's claim
 */
public record UnverifiedSignature(
        X509Certificate certificate,
        Optional<byte[]> attachedContent,
        Optional<Instant> signingTime,
        String signatureOid,
        String digestOid) {

    /** Takes a message apart; an {@link IllegalArgumentException} carries the reason why it is none. */
    public static UnverifiedSignature read(byte[] cms) {
        try {
            CmsMessage message = CmsMessage.read(cms);
            return new UnverifiedSignature(
                    message.certificate(),
                    message.attachedContent(),
                    message.claims().flatMap(CmsMessage.SignedAttributes::signingTime),
                    message.signatureOid(),
                    message.digestOid());
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.reason().code());
        }
    }

    /** Shows nothing of signer and content. */
    @Override
    public String toString() {
        return "UnverifiedSignature[" + signatureOid + "]";
    }
}
