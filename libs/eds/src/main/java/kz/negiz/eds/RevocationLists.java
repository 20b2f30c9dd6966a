package kz.negiz.eds;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The revocation lists of a trust bundle, sorted by the authority whose key verifies them (RFC 5280 section 6.3).
 *
 * <p>Signatures are checked once, here; freshness is checked at each question. Without a fresh list the answer is
 * "unknown", never "good".
 */
final class RevocationLists {

    private static final int CRL_SIGN = 6;

    private final Map<X509Certificate, OfIssuer> byIssuer = new LinkedHashMap<>();
    private final Duration skew;

    RevocationLists(TrustBundle bundle, Duration skew) {
        this(bundle, skew, Optional.empty());
    }

    /**
     * The lists of a bundle.
     *
     * @param former those of an earlier bundle: what is in both was verified then, and one list may take a second
     */
    RevocationLists(TrustBundle bundle, Duration skew, Optional<RevocationLists> former) {
        this.skew = skew;
        List<X509Certificate> authorities = new ArrayList<>(bundle.anchors());
        authorities.addAll(bundle.intermediates());
        for (X509Certificate authority : authorities) {
            Set<String> genuine = former.flatMap(each -> Optional.ofNullable(each.byIssuer.get(authority)))
                    .map(OfIssuer::genuine)
                    .orElse(Set.of());
            byIssuer.put(authority, OfIssuer.of(authority, bundle.crls(), genuine));
        }
    }

    Revocation of(X509Certificate certificate, X509Certificate issuer, Instant at) {
        return of(certificate.getSerialNumber(), issuer, at);
    }

    Revocation of(BigInteger serial, X509Certificate issuer, Instant at) {
        OfIssuer lists = byIssuer.get(issuer);
        if (lists == null) {
            return new Revocation.Unknown(Reason.REVOCATION_LIST_MISSING);
        }
        if (lists.full().isEmpty()) {
            return new Revocation.Unknown(lists.problem());
        }
        Optional<RevocationList> full = lists.full().stream()
                .filter(each -> isFresh(each, at))
                .max(Comparator.comparing(RevocationList::number).thenComparing(RevocationList::from));
        if (full.isEmpty()) {
            return new Revocation.Unknown(Reason.REVOCATION_LIST_STALE);
        }
        Optional<RevocationList> delta = lists.delta().stream()
                .filter(each -> isFresh(each, at) && adjusts(each, full.get()))
                .max(Comparator.comparing(RevocationList::number));
        List<String> digests = new ArrayList<>(List.of(full.get().sha256()));
        Optional<RevocationList.Revoked> entry = full.get().find(serial);
        if (delta.isPresent()) {
            digests.add(delta.get().sha256());
            Optional<RevocationList.Revoked> change = delta.get().find(serial);
            if (change.isPresent()) {
                entry = change.filter(each -> each.cause() != CRLReason.REMOVE_FROM_CRL);
            }
        }
        if (entry.isEmpty()) {
            return new Revocation.Good(digests, List.of());
        }
        return new Revocation.Revoked(entry.get().since(), entry.get().cause().name());
    }

    /** Of the only list here: why it may not be relied on, by anybody; empty when it may. */
    Optional<Reason> problem(Instant at) {
        List<RevocationList> usable = byIssuer.values().stream()
                .flatMap(each -> Stream.concat(each.full().stream(), each.delta().stream()))
                .toList();
        if (usable.stream().anyMatch(each -> isFresh(each, at))) {
            return Optional.empty();
        }
        if (!usable.isEmpty()) {
            return Optional.of(Reason.REVOCATION_LIST_STALE);
        }
        boolean unsupported =
                byIssuer.values().stream().anyMatch(each -> each.problem() == Reason.REVOCATION_LIST_UNSUPPORTED);
        return Optional.of(unsupported ? Reason.REVOCATION_LIST_UNSUPPORTED : Reason.REVOCATION_LIST_NOT_GENUINE);
    }

    private boolean isFresh(RevocationList list, Instant at) {
        return list.until().isPresent()
                && !list.from().isAfter(at.plus(skew))
                && !list.until().get().isBefore(at.minus(skew));
    }

    private static boolean adjusts(RevocationList delta, RevocationList full) {
        return delta.base().isPresent()
                && full.number().signum() >= 0
                && delta.base().get().compareTo(full.number()) <= 0
                && full.number().compareTo(delta.number()) < 0;
    }

    /**
     * The lists of one authority that may be relied on, and what was wrong with the others.
     *
     * @param genuine the digests of all lists that the authority has signed
     */
    private record OfIssuer(
            List<RevocationList> full, List<RevocationList> delta, Reason problem, Set<String> genuine) {

        static OfIssuer of(X509Certificate authority, List<X509CRL> all, Set<String> known) {
            List<RevocationList> full = new ArrayList<>();
            List<RevocationList> delta = new ArrayList<>();
            Set<String> genuine = new HashSet<>();
            Reason problem = Reason.REVOCATION_LIST_MISSING;
            for (X509CRL each : all) {
                if (!each.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
                    continue;
                }
                Optional<RevocationList> read = read(each);
                if (read.isEmpty()) {
                    problem = Reason.REVOCATION_LIST_UNSUPPORTED;
                    continue;
                }
                RevocationList list = read.get();
                if (!known.contains(list.sha256()) && (!maySign(authority) || !isSignedBy(list, authority))) {
                    problem = Reason.REVOCATION_LIST_NOT_GENUINE;
                    continue;
                }
                genuine.add(list.sha256());
                if (!list.isUnderstood()) {
                    problem = Reason.REVOCATION_LIST_UNSUPPORTED;
                } else if (list.base().isPresent()) {
                    delta.add(list);
                } else {
                    full.add(list);
                }
            }
            return new OfIssuer(full, delta, problem, genuine);
        }

        /** What Java reads and is no strict DER is not relied on. */
        private static Optional<RevocationList> read(X509CRL list) {
            try {
                return Optional.of(RevocationList.of(list));
            } catch (CRLException e) {
                return Optional.empty();
            }
        }

        private static boolean maySign(X509Certificate authority) {
            boolean @Nullable [] usage = authority.getKeyUsage();
            return usage == null || usage[CRL_SIGN];
        }

        private static boolean isSignedBy(RevocationList crl, X509Certificate authority) {
            if (!AcceptedAlgorithm.acceptsAuthority(crl.getSigAlgOID(), authority.getPublicKey())) {
                return false;
            }
            try {
                crl.verify(authority.getPublicKey());
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }
}
