package kz.negiz.kit.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.OcspRelay;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import org.jspecify.annotations.Nullable;

/**
 * One bundle and how long it may be relied on. Readers never wait: a newer bundle takes the place of the older one whole.
 */
public final class HeldBundle implements TrustBundles {

    private static final Duration SKEW = Duration.ofSeconds(10);

    private final Clock clock;
    private final Duration stale;
    private final OcspRelay ocsp;
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

    /**
     * Holds nothing yet.
     *
     * @param stale how old the last word on the bundle may be, and an OCSP answer too
     * @param ocsp who is asked before the bundle's revocation lists
     */
    public HeldBundle(Clock clock, Duration stale, OcspRelay ocsp) {
        this.clock = clock;
        this.stale = stale;
        this.ocsp = ocsp;
    }

    /** Takes a bundle that held at this moment; an older number never replaces a newer one. */
    public void take(TrustBundle bundle, String sha256, Instant asOf) {
        held.updateAndGet(old -> {
            if (old == null) {
                return new Held(first(bundle), sha256, asOf);
            }
            return bundle.number() < old.number()
                    ? old
                    : new Held(old.verifier().withBundle(bundle), sha256, asOf);
        });
    }

    private SignatureVerifier first(TrustBundle bundle) {
        return new SignatureVerifier(bundle, EdsPolicy.national()).withOcsp(ocsp, stale);
    }

    /** The number of the last bundle taken, however old it is by now; 0 for none. */
    public long number() {
        Held last = held.get();
        return last == null ? 0 : last.number();
    }

    /**
     * Takes note that the bundle at hand still held at this moment.
     *
     * @return whether it is the one at hand
     */
    public boolean confirm(long number, String sha256, Instant asOf) {
        Held now = held.updateAndGet(
                old -> old != null && old.isOf(number, sha256) ? new Held(old.verifier(), sha256, asOf) : old);
        return now != null && now.isOf(number, sha256);
    }

    @Override
    public Optional<TrustBundle> current() {
        return verifier().map(SignatureVerifier::bundle);
    }

    @Override
    public Optional<SignatureVerifier> verifier() {
        Instant now = clock.instant();
        return Optional.ofNullable(held.get())
                .filter(one -> one.asOf().plus(stale).isAfter(now)
                        && one.asOf().minus(SKEW).isBefore(now))
                .map(Held::verifier);
    }

    private record Held(SignatureVerifier verifier, String sha256, Instant asOf) {

        long number() {
            return verifier.bundle().number();
        }

        boolean isOf(long number, String digest) {
            return number() == number && sha256.equals(digest);
        }
    }
}
