package kz.negiz.gateway.trust;

import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.TrustBundle;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/**
 * The trust list for people who answer for it: whom it trusts, and how fresh its revocation lists are.
 *
 * @param asOf when the folders were last found to hold this
 * @param inForce false when they could not be read for so long that nobody is let in
 * @param downloads the lists that the gateway fetches itself
 * @param responder whom the platform asks about single certificates; absent when the lists decide alone
 */
record TrustOverview(
        long number,
        Instant issued,
        Instant asOf,
        boolean inForce,
        @Nullable Responder responder,
        List<Download> downloads,
        List<Authority> authorities) {

    /**
     * A revocation list that the gateway fetches itself.
     *
     * @param fetched when its publisher last gave a good one, or said that nothing has changed
     * @param problem why what came after that was not taken, as a code
     */
    record Download(
            String address,
            @Nullable Instant fetched,
            @Nullable String problem) {

        private static Download of(ListDownload download) {
            ListDownload.State state = download.state();
            return new Download(
                    download.url().toString(),
                    state.fetched().orElse(null),
                    state.problem().orElse(null));
        }
    }

    /**
     * The OCSP responder.
     *
     * @param answered when it last answered, since this gateway has been running
     * @param silent whether it did not when it was last asked, so that the lists decide for the moment
     */
    record Responder(String address, @Nullable Instant answered, boolean silent) {

        private static Responder of(AuthorityResponder responder) {
            return new Responder(
                    responder.url().toString(), responder.answered().orElse(null), responder.isSilent());
        }
    }

    /** What an authority is to the platform. */
    enum Place {
        ANCHOR,
        INTERMEDIATE
    }

    /** Whether a list or a certificate may be relied on at this moment. */
    enum Freshness {
        FRESH,
        NOT_YET,
        STALE,
        MISSING
    }

    /**
     * An authority.
     *
     * @param sha256 fingerprint of the certificate, to be compared with what its owner publishes
     * @param lists its revocation lists, the latest first
     */
    record Authority(
            Place place,
            String name,
            String sha256,
            String algorithm,
            Instant from,
            Instant until,
            Freshness freshness,
            Freshness revocation,
            List<RevocationList> lists) {}

    /**
     * A revocation list.
     *
     * @param number -1 where it has none
     * @param delta whether it only says what changed since a full one
     */
    record RevocationList(
            long number,
            boolean delta,
            Instant from,
            @Nullable Instant until,
            Freshness freshness) {}

    static TrustOverview of(OwnTrust trust, List<ListDownload> downloads, Instant now) {
        OwnTrust.Known known = trust.known();
        TrustBundle bundle = known.bundle();
        List<Authority> authorities = new ArrayList<>();
        bundle.anchors().forEach(anchor -> authorities.add(authority(Place.ANCHOR, anchor, bundle.crls(), now)));
        bundle.intermediates()
                .forEach(each -> authorities.add(authority(Place.INTERMEDIATE, each, bundle.crls(), now)));
        return new TrustOverview(
                bundle.number(),
                bundle.issued(),
                known.asOf(),
                trust.current().isPresent(),
                trust.responder().map(Responder::of).orElse(null),
                downloads.stream().map(Download::of).toList(),
                List.copyOf(authorities));
    }

    private static Authority authority(Place place, X509Certificate certificate, List<X509CRL> crls, Instant now) {
        List<RevocationList> lists = crls.stream()
                .filter(crl -> crl.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()))
                .map(crl -> list(crl, now))
                .sorted(Comparator.comparing(RevocationList::from).reversed())
                .toList();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        return new Authority(
                place,
                AuthorityNames.of(certificate),
                Fingerprint.of(certificate),
                algorithm(certificate),
                from,
                until,
                freshness(from, until, now),
                ofFullLists(lists),
                lists);
    }

    /** Java has no name for the national signatures; their keys have one. */
    private static String algorithm(X509Certificate certificate) {
        String signature = certificate.getSigAlgName();
        return Character.isDigit(signature.charAt(0))
                ? certificate.getPublicKey().getAlgorithm()
                : signature;
    }

    private static Freshness ofFullLists(List<RevocationList> lists) {
        Stream<Freshness> full = lists.stream().filter(list -> !list.delta()).map(RevocationList::freshness);
        return full.min(Comparator.naturalOrder()).orElse(Freshness.MISSING);
    }

    private static RevocationList list(X509CRL crl, Instant now) {
        Instant from = crl.getThisUpdate().toInstant();
        @Nullable
        Instant until =
                Optional.ofNullable(crl.getNextUpdate()).map(Date::toInstant).orElse(null);
        return new RevocationList(
                number(crl),
                crl.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null,
                from,
                until,
                until == null ? Freshness.STALE : freshness(from, until, now));
    }

    private static Freshness freshness(Instant from, Instant until, Instant now) {
        if (now.isBefore(from)) {
            return Freshness.NOT_YET;
        }
        return now.isAfter(until) ? Freshness.STALE : Freshness.FRESH;
    }

    private static long number(X509CRL crl) {
        byte @Nullable [] value = crl.getExtensionValue(Extension.cRLNumber.getId());
        if (value == null) {
            return -1;
        }
        BigInteger number = ASN1Integer.getInstance(
                        ASN1OctetString.getInstance(value).getOctets())
                .getValue();
        return number.bitLength() < Long.SIZE ? number.longValue() : Long.MAX_VALUE;
    }
}
