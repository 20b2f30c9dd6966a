package kz.negiz.eds;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.jspecify.annotations.Nullable;

/**
 * The revocation lists of a trust bundle, sorted by the authority whose key verifies them (RFC 5280 section 6.3).
 *
 * <p>Signatures are checked once, here; freshness is checked at each question. Without a fresh list the answer is
 * "unknown", never "good".
 */
final class RevocationLists {

    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String DELTA = "2.5.29.27";
    private static final int CRL_SIGN = 6;

    private final Map<X509Certificate, OfIssuer> byIssuer = new LinkedHashMap<>();
    private final Duration skew;

    RevocationLists(TrustBundle bundle, Duration skew) {
        this.skew = skew;
        List<Listed> all = new ArrayList<>();
        for (X509CRL crl : bundle.crls()) {
            all.add(Listed.of(crl));
        }
        List<X509Certificate> authorities = new ArrayList<>(bundle.anchors());
        authorities.addAll(bundle.intermediates());
        for (X509Certificate authority : authorities) {
            byIssuer.put(authority, OfIssuer.of(authority, all));
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
        Optional<Listed> full = lists.full().stream()
                .filter(each -> each.isFresh(at, skew))
                .max(Comparator.comparing(Listed::number).thenComparing(Listed::thisUpdate));
        if (full.isEmpty()) {
            return new Revocation.Unknown(Reason.REVOCATION_LIST_STALE);
        }
        Optional<Listed> delta = lists.delta().stream()
                .filter(each -> each.isFresh(at, skew) && each.adjusts(full.get()))
                .max(Comparator.comparing(Listed::number));
        List<String> digests = new ArrayList<>(List.of(full.get().sha256()));
        X509CRLEntry entry = full.get().crl().getRevokedCertificate(serial);
        if (delta.isPresent()) {
            digests.add(delta.get().sha256());
            X509CRLEntry change = delta.get().crl().getRevokedCertificate(serial);
            if (change != null) {
                entry = change.getRevocationReason() == CRLReason.REMOVE_FROM_CRL ? null : change;
            }
        }
        if (entry == null) {
            return new Revocation.Good(digests, List.of());
        }
        CRLReason cause = entry.getRevocationReason();
        return new Revocation.Revoked(
                entry.getRevocationDate().toInstant(), (cause == null ? CRLReason.UNSPECIFIED : cause).name());
    }

    /** The lists of one authority that may be relied on, and what was wrong with the others. */
    private record OfIssuer(List<Listed> full, List<Listed> delta, Reason problem) {

        static OfIssuer of(X509Certificate authority, List<Listed> all) {
            List<Listed> full = new ArrayList<>();
            List<Listed> delta = new ArrayList<>();
            Reason problem = Reason.REVOCATION_LIST_MISSING;
            for (Listed each : all) {
                if (!each.crl().getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
                    continue;
                }
                if (!maySign(authority) || !isSignedBy(each.crl(), authority)) {
                    problem = Reason.REVOCATION_LIST_NOT_GENUINE;
                } else if (!each.isUnderstood()) {
                    problem = Reason.REVOCATION_LIST_UNSUPPORTED;
                } else if (each.base().isPresent()) {
                    delta.add(each);
                } else {
                    full.add(each);
                }
            }
            return new OfIssuer(full, delta, problem);
        }

        private static boolean maySign(X509Certificate authority) {
            boolean @Nullable [] usage = authority.getKeyUsage();
            return usage == null || usage[CRL_SIGN];
        }

        private static boolean isSignedBy(X509CRL crl, X509Certificate authority) {
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

    /**
     * One list.
     *
     * @param number -1 where the list has none
     * @param base for a delta: the number of the full list it builds on
     */
    private record Listed(
            X509CRL crl,
            String sha256,
            BigInteger number,
            Optional<BigInteger> base,
            Instant thisUpdate,
            Optional<Instant> nextUpdate) {

        static Listed of(X509CRL crl) {
            try {
                return new Listed(
                        crl,
                        Encodings.sha256Hex(crl.getEncoded()),
                        integer(crl, CRL_NUMBER).orElse(BigInteger.ONE.negate()),
                        integer(crl, DELTA),
                        crl.getThisUpdate().toInstant(),
                        Optional.ofNullable(crl.getNextUpdate()).map(java.util.Date::toInstant));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("A revocation list cannot be encoded", e);
            }
        }

        boolean isFresh(Instant at, Duration skew) {
            return nextUpdate.isPresent()
                    && !thisUpdate.isAfter(at.plus(skew))
                    && !nextUpdate.get().isBefore(at.minus(skew));
        }

        boolean adjusts(Listed full) {
            return base.isPresent()
                    && full.number.signum() >= 0
                    && base.get().compareTo(full.number) <= 0
                    && full.number.compareTo(number) < 0;
        }

        /** Lists for a part of the certificates, or of several authorities, say so in a critical extension. */
        boolean isUnderstood() {
            @Nullable Set<String> critical = crl.getCriticalExtensionOIDs();
            if (critical != null && !Set.of(DELTA).containsAll(critical)) {
                return false;
            }
            @Nullable Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
            return entries == null || entries.stream().noneMatch(X509CRLEntry::hasUnsupportedCriticalExtension);
        }

        private static Optional<BigInteger> integer(X509CRL crl, String oid) {
            byte @Nullable [] value = crl.getExtensionValue(oid);
            if (value == null) {
                return Optional.empty();
            }
            return Optional.of(
                    ASN1Integer.getInstance(ASN1OctetString.getInstance(value).getOctets())
                            .getValue());
        }
    }
}
