package kz.negiz.kit.trust;

import java.time.Duration;
import java.util.Optional;
import kz.negiz.eds.OcspRelay;
import kz.negiz.eds.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway had from the OCSP responder: an answer as it came, or why it does not believe one, or nothing.
 *
 * @param answer DER of RFC 6960
 * @param standsMillis for how many milliseconds the gateway would say the same again without asking; 0 where it would ask
 */
@SuppressWarnings("ArrayRecordComponent") // goes over the wire and is never compared
public record OcspWord(byte @Nullable [] answer, @Nullable Reason reason, long standsMillis) {

    /** As it travels. */
    public static OcspWord of(OcspRelay.Word word, Duration stands) {
        return switch (word) {
            case OcspRelay.Word.Answer(byte[] der) -> new OcspWord(der, null, Math.max(0, stands.toMillis()));
            case OcspRelay.Word.NotBelieved(Reason reason) -> new OcspWord(null, reason, 0);
            case OcspRelay.Word.Silence() -> new OcspWord(null, null, 0);
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
