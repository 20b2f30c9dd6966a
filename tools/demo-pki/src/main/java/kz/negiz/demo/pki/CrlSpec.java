package kz.negiz.demo.pki;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;

/**
 * What a certificate revocation list is to say.
 *
 * @param baseNumber set for a delta list: the number of the full list that it adds to
 */
public record CrlSpec(
        Instant thisUpdate,
        Instant nextUpdate,
        long number,
        Optional<Long> baseNumber,
        List<Entry> entries,
        List<Extension> furtherExtensions) {

    /** How long a list of the national authority is fresh. */
    static final Duration LIFETIME = Duration.ofHours(27);

    /** One revoked certificate; the reason is a code of RFC 5280. */
    public record Entry(BigInteger serial, Instant revokedAt, int reason) {
        /** Revoked without a particular reason. */
        public static Entry of(BigInteger serial, Instant revokedAt) {
            return new Entry(serial, revokedAt, CRLReason.unspecified);
        }
    }

    /** A full list without entries, fresh for 27 hours. */
    public static CrlSpec empty(Instant thisUpdate, long number) {
        return new CrlSpec(thisUpdate, thisUpdate.plus(LIFETIME), number, Optional.empty(), List.of(), List.of());
    }

    public CrlSpec withEntry(Entry entry) {
        List<Entry> all = new ArrayList<>(entries);
        all.add(entry);
        return new CrlSpec(thisUpdate, nextUpdate, number, baseNumber, List.copyOf(all), furtherExtensions);
    }

    public CrlSpec withNextUpdate(Instant instant) {
        return new CrlSpec(thisUpdate, instant, number, baseNumber, entries, furtherExtensions);
    }

    /** The same as a delta to the full list with this number. */
    public CrlSpec asDeltaTo(long base) {
        return new CrlSpec(thisUpdate, nextUpdate, number, Optional.of(base), entries, furtherExtensions);
    }

    public CrlSpec withExtension(Extension extension) {
        List<Extension> all = new ArrayList<>(furtherExtensions);
        all.add(extension);
        return new CrlSpec(thisUpdate, nextUpdate, number, baseNumber, entries, List.copyOf(all));
    }
}
