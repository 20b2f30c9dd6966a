package kz.negiz.gateway.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.OcspRelay;
import kz.negiz.eds.OcspResponder;
import kz.negiz.eds.Reason;
import kz.negiz.eds.Revocation;
import kz.negiz.eds.SignatureVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the responder on behalf of the whole platform, holds each answer against its nonce and everything else, and keeps those
 * that may be believed for a moment.
 */
final class OcspAnswers implements OcspRelay {

    private static final int MOST_KEPT = 10_000;

    private final OcspResponder responder;
    private final Supplier<Optional<SignatureVerifier>> verifier;
    private final Clock clock;
    private final Duration keep;
    private final Cache<Key, Said> kept;

    OcspAnswers(OcspResponder responder, Duration keep, Supplier<Optional<SignatureVerifier>> verifier, Clock clock) {
        this.responder = responder;
        this.verifier = verifier;
        this.clock = clock;
        this.keep = keep;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(keep)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    private record Key(String issuer, BigInteger serial) {}

    /**
     * A word.
     *
     * @param until when the responder is asked again; only answers that are believed are kept at all
     */
    record Said(Word word, Instant until) {}

    @Override
    public Word about(BigInteger serial, X509Certificate issuer) {
        return said(serial, issuer).word();
    }

    /** What the responder says of a certificate, or said a moment ago. */
    Said said(BigInteger serial, X509Certificate issuer) {
        Key key = new Key(Fingerprint.of(issuer), serial);
        @Nullable Said recent = kept.getIfPresent(key);
        if (recent != null) {
            return recent;
        }
        Instant asking = clock.instant();
        Word word = verifier.get()
                .map(each -> asked(serial, issuer, each))
                .orElseGet(() -> new Word.NotBelieved(Reason.REVOCATION_LIST_STALE));
        if (!(word instanceof Word.Answer)) {
            return new Said(word, asking);
        }
        Said said = new Said(word, asking.plus(keep));
        kept.put(key, said);
        return said;
    }

    private Word asked(BigInteger serial, X509Certificate issuer, SignatureVerifier judge) {
        AtomicReference<byte @Nullable []> came = new AtomicReference<>();
        OcspResponder listened = request -> {
            Optional<byte[]> answer = responder.ask(request);
            answer.ifPresent(came::set);
            return answer;
        };
        Revocation said = judge.withOcsp(listened).revocation(issuer, serial, clock.instant());
        byte @Nullable [] answer = came.get();
        if (answer == null) {
            return new Word.Silence();
        }
        return said instanceof Revocation.Unknown(Reason reason)
                ? new Word.NotBelieved(reason)
                : new Word.Answer(answer);
    }
}
