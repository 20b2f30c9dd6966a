package kz.negiz.kit.trust;

import java.util.Optional;
import kz.negiz.eds.OcspRelay;
import kz.negiz.eds.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway had from the OCSP responder: an answer as it came, or why it does not believe one, or nothing.
 *
 * @param answer DER of RFC 6960
 */
@SuppressWarnings("ArrayRecordComponent") // goes over the wire and is never compared
public record OcspWord(byte @Nullable [] answer, @Nullable Reason reason) {

    /** As it travels. */
    public static OcspWord of(OcspRelay.Word word) {
        return switch (word) {
            case OcspRelay.Word.Answer(byte[] der) -> new OcspWord(der, null);
            case OcspRelay.Word.NotBelieved(Reason reason) -> new OcspWord(null, reason);
            case OcspRelay.Word.Silence() -> new OcspWord(null, null);
        };
    }

    OcspRelay.Word word() {
        if (reason != null) {
            return new OcspRelay.Word.NotBelieved(reason);
        }
        return Optional.ofNullable(answer)
                .<OcspRelay.Word>map(OcspRelay.Word.Answer::new)
                .orElseGet(OcspRelay.Word.Silence::new);
    }
}
