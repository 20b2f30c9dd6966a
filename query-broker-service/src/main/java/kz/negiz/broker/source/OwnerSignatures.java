package kz.negiz.broker.source;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.Reason;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.XmlVerdict;
import kz.negiz.kit.trust.TrustBundles;
import org.w3c.dom.Element;

/**
 * Verifies what owners sign themselves, whoever carries it: one enveloped XML signature over the whole of the owner's document,
 * by a certificate of the trust list that is the owner's.
 */
final class OwnerSignatures {

    private final TrustBundles trust;
    private final Clock clock;

    OwnerSignatures(TrustBundles trust, Clock clock) {
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * A document that its owner signed.
     *
     * @param root the root of what was signed, without the signature: the only thing to be read of the document
     */
    record Signed(OwnerSignature signature, Element root) {

        @Override
        public String toString() {
            return "Signed[" + signature + "]";
        }
    }

    /**
     * The document as its owner signed it.
     *
     * @return nothing where it bears no signature and none is required
     * @throws NotAnswered when it is not proved to be the owner's
     */
    Optional<Signed> verified(String document, SourcesProperties.Owner owner) throws NotAnswered {
        SignatureVerifier verifier = trust.verifier()
                .orElseThrow(
                        () -> NotAnswered.unproved("the owner's signature is not verifiable: no fresh trust list"));
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return switch (verifier.verifyXml(bytes, Optional.empty(), Purpose.SIGNING, clock.instant())) {
            case XmlVerdict.Valid valid -> {
                if (!new TrustedSigner(owner.bin(), owner.certificates()).is(valid.signer())) {
                    throw NotAnswered.unproved("signed inside by another one than the owner");
                }
                // No signature covers comments, and the document is kept and handed on whole.
                if (document.contains("<!--")) {
                    throw NotAnswered.unproved("a comment in what the owner signed");
                }
                yield Optional.of(new Signed(
                        new OwnerSignature(bytes, valid.evidence()),
                        SafeXml.read(valid.signedContent()).orElseThrow(() -> NotAnswered.invalid("not XML"))));
            }
            case XmlVerdict.Invalid invalid -> {
                if (invalid.reason() == Reason.NO_SIGNER && !owner.required()) {
                    yield Optional.empty();
                }
                throw NotAnswered.unproved(
                        "the owner's signature is refused: " + invalid.reason().code());
            }
            case XmlVerdict.Unknown unknown ->
                throw NotAnswered.unproved("the owner's signature is not verifiable: "
                        + unknown.reason().code());
        };
    }
}
