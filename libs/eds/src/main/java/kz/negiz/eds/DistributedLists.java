package kz.negiz.eds;

import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;

/**
 * Revocation lists by the whole of RFC 5280 section 6.3: divided by distribution points and by reasons, of other
 * issuers, with deltas, signed by another key of the issuer. For {@link Rfc5280Paths}; what logs in and signs goes by
 * {@link RevocationLists}, which takes the plain kind alone.
 */
final class DistributedLists implements RevocationSource {

    /** The bits 1 to 8 of ReasonFlags. */
    private static final int ALL_REASONS = 0x7f80;

    private static final int CRL_SIGN = 6;
    private static final Set<String> KNOWN_EXTENSIONS =
            Set.of(Extension.issuingDistributionPoint.getId(), Extension.deltaCRLIndicator.getId());
    private static final Set<String> KNOWN_ENTRY_EXTENSIONS =
            Set.of(Extension.reasonCode.getId(), Extension.certificateIssuer.getId());

    private final Map<CanonicalName, List<X509CRL>> byIssuer = new HashMap<>();
    private final Signers signers;
    private final Duration skew;

    /** Who may have signed a list: those of a name, whether a key of theirs has, and whether they are to be trusted. */
    interface Signers {
        List<X509Certificate> named(CanonicalName name);

        boolean hasSigned(X509Certificate signer, X509CRL list);

        /** Whether somebody who stands above the certificate has issued it. */
        boolean isOfThePath(X509Certificate signer);

        boolean isTrusted(X509Certificate signer, Instant at);
    }

    DistributedLists(Collection<X509CRL> lists, Signers signers, Duration skew) {
        this.signers = signers;
        this.skew = skew;
        for (X509CRL each : lists) {
            byIssuer.computeIfAbsent(CanonicalName.of(issuer(each)), name -> new ArrayList<>())
                    .add(each);
        }
    }

    @Override
    public Revocation of(X509Certificate certificate, X509Certificate issuer, Instant at) {
        try {
            return new Question(certificate, issuer, at).answer();
        } catch (RuntimeException e) {
            // A parser meets every kind of nonsense in its own way; nothing is known then.
            return new Revocation.Unknown(Reason.REVOCATION_LIST_UNSUPPORTED);
        }
    }

    /** A place where lists are published, as a certificate names it. */
    private record Point(Optional<List<GeneralName>> names, int reasons, Optional<List<GeneralName>> crlIssuer) {}

    /** One certificate, and what the lists have told of it so far. */
    private final class Question {

        private final X509Certificate certificate;
        private final X509Certificate issuer;
        private final X500Name issuerName;
        private final Instant at;

        private int told;
        private Optional<Revocation.Revoked> revoked = Optional.empty();
        private Reason problem = Reason.REVOCATION_LIST_MISSING;

        Question(X509Certificate certificate, X509Certificate issuer, Instant at) {
            this.certificate = certificate;
            this.issuer = issuer;
            this.issuerName =
                    X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
            this.at = at;
        }

        Revocation answer() {
            for (Point each : points()) {
                ask(each);
            }
            // Whatever the points left open, other lists of the issuer may tell.
            ask(new Point(Optional.of(List.of(new GeneralName(issuerName))), ALL_REASONS, Optional.empty()));
            if (revoked.isPresent()) {
                return revoked.get();
            }
            return told == ALL_REASONS ? new Revocation.Good(List.of(), List.of()) : new Revocation.Unknown(problem);
        }

        private List<Point> points() {
            Optional<byte[]> extension =
                    ConstrainedNames.extension(certificate, Extension.cRLDistributionPoints.getId());
            if (extension.isEmpty()) {
                return List.of();
            }
            return Arrays.stream(CRLDistPoint.getInstance(extension.get()).getDistributionPoints())
                    .map(this::point)
                    .toList();
        }

        private Point point(DistributionPoint point) {
            Optional<List<GeneralName>> crlIssuer =
                    Optional.ofNullable(point.getCRLIssuer()).map(names -> List.of(names.getNames()));
            X500Name base = crlIssuer
                    .flatMap(names -> names.stream()
                            .filter(name -> name.getTagNo() == GeneralName.directoryName)
                            .findFirst())
                    .map(name -> X500Name.getInstance(name.getName()))
                    .orElse(issuerName);
            return new Point(
                    Optional.ofNullable(point.getDistributionPoint()).map(name -> names(name, base)),
                    reasons(point.getReasons()),
                    crlIssuer);
        }

        private void ask(Point point) {
            List<CanonicalName> publishers = point.crlIssuer()
                    .map(names -> names.stream()
                            .filter(name -> name.getTagNo() == GeneralName.directoryName)
                            .map(name -> CanonicalName.of(X500Name.getInstance(name.getName())))
                            .toList())
                    .orElse(List.of(CanonicalName.of(issuerName)));
            for (CanonicalName publisher : publishers) {
                for (X509CRL list : byIssuer.getOrDefault(publisher, List.of())) {
                    if (revoked.isEmpty() && told != ALL_REASONS) {
                        ask(point, list);
                    }
                }
            }
        }

        /** The steps of section 6.3.3, by their letters. */
        private void ask(Point point, X509CRL list) {
            if (isDelta(list)) {
                return;
            }
            if (!isFresh(list, at)) { // (a)
                problem = worse(Reason.REVOCATION_LIST_STALE);
                return;
            }
            if (!isUnderstood(list)) {
                problem = worse(Reason.REVOCATION_LIST_UNSUPPORTED);
                return;
            }
            Optional<IssuingDistributionPoint> scope = scope(list);
            if (!isInScope(point, list, scope)) { // (b)
                return;
            }
            int reasons = scope.map(each -> reasons(each.getOnlySomeReasons())).orElse(ALL_REASONS) & point.reasons();
            if ((reasons & ~told) == 0) { // (d), (e)
                return;
            }
            Optional<X509Certificate> signer = signer(point, list); // (f), (g)
            if (signer.isEmpty()) {
                problem = worse(Reason.REVOCATION_LIST_NOT_GENUINE);
                return;
            }
            Optional<X509CRLEntry> entry = entry(list, scope);
            Optional<X509CRL> delta = delta(list, signer.get()); // (c), (h)
            if (delta.isPresent()) { // (i), (j), (k)
                entry = entry(delta.get(), scope).or(() -> entry(list, scope)).filter(each -> !isRemoved(each));
            }
            if (entry.isPresent()) {
                revoked = entry.map(DistributedLists::revoked);
                return;
            }
            told |= reasons; // (l)
        }

        private Reason worse(Reason other) {
            List<Reason> order = List.of(
                    Reason.REVOCATION_LIST_MISSING,
                    Reason.REVOCATION_LIST_STALE,
                    Reason.REVOCATION_LIST_UNSUPPORTED,
                    Reason.REVOCATION_LIST_NOT_GENUINE);
            return order.indexOf(other) > order.indexOf(problem) ? other : problem;
        }

        private boolean isInScope(Point point, X509CRL list, Optional<IssuingDistributionPoint> scope) {
            boolean indirect =
                    scope.map(IssuingDistributionPoint::isIndirectCRL).orElse(false);
            if (point.crlIssuer().isPresent() ? !indirect : !isSame(issuer(list), issuerName)) {
                return false;
            }
            if (scope.isEmpty()) {
                return true;
            }
            boolean authority = certificate.getBasicConstraints() >= 0;
            if (scope.get().onlyContainsAttributeCerts()
                    || (scope.get().onlyContainsUserCerts() && authority)
                    || (scope.get().onlyContainsCACerts() && !authority)) {
                return false;
            }
            @Nullable DistributionPointName name = scope.get().getDistributionPoint();
            if (name == null) {
                return true;
            }
            List<GeneralName> wanted = point.names().or(point::crlIssuer).orElse(List.of());
            return names(name, issuer(list)).stream()
                    .anyMatch(one -> wanted.stream().anyMatch(other -> isSame(one, other)));
        }

        /** The issuer by the key that stands above the certificate, or by another one that leads to the same anchor. */
        private Optional<X509Certificate> signer(Point point, X509CRL list) {
            CanonicalName name = CanonicalName.of(issuer(list));
            return Stream.concat(Stream.of(issuer), signers.named(name).stream())
                    .filter(each ->
                            CanonicalName.of(each.getSubjectX500Principal()).equals(name))
                    .filter(DistributedLists::maySign)
                    .filter(each -> signers.hasSigned(each, list))
                    .filter(each -> each.equals(issuer)
                            // Its own issuer has said that its lists tell of itself, too.
                            || (each.equals(certificate) && point.crlIssuer().isPresent())
                            // Somewhere else below the anchor somebody may bear the same name.
                            || ((point.crlIssuer().isPresent() || signers.isOfThePath(each))
                                    && signers.isTrusted(each, at)))
                    .findFirst();
        }

        /** The newest delta of the same scope that adjusts this list. */
        private Optional<X509CRL> delta(X509CRL list, X509Certificate signer) {
            Optional<ASN1Integer> number = number(list, Extension.cRLNumber.getId());
            if (number.isEmpty()) {
                return Optional.empty();
            }
            return byIssuer.getOrDefault(CanonicalName.of(issuer(list)), List.of()).stream()
                    .filter(each -> isDelta(each) && isFresh(each, at) && isUnderstood(each))
                    .filter(each -> isSame(each, list, Extension.issuingDistributionPoint.getId())
                            && isSame(each, list, Extension.authorityKeyIdentifier.getId()))
                    .filter(each -> isAtMost(number(each, Extension.deltaCRLIndicator.getId()), number))
                    .filter(each -> !isAtMost(number(each, Extension.cRLNumber.getId()), number))
                    .filter(each -> signers.hasSigned(signer, each))
                    .max(Comparator.comparing(each -> number(each, Extension.cRLNumber.getId())
                            .orElseThrow()
                            .getValue()));
        }

        private Optional<X509CRLEntry> entry(X509CRL list, Optional<IssuingDistributionPoint> scope) {
            boolean indirect =
                    scope.map(IssuingDistributionPoint::isIndirectCRL).orElse(false);
            if (!indirect) {
                return Optional.ofNullable(list.getRevokedCertificate(certificate.getSerialNumber()));
            }
            // Java tells the issuer of each entry, and nothing where it is the list's own.
            CanonicalName wanted = CanonicalName.of(issuerName);
            return Stream.ofNullable(list.getRevokedCertificates())
                    .flatMap(Set::stream)
                    .filter(each -> each.getSerialNumber().equals(certificate.getSerialNumber()))
                    .filter(each -> Optional.ofNullable(each.getCertificateIssuer())
                            .map(CanonicalName::of)
                            .orElseGet(() -> CanonicalName.of(issuer(list)))
                            .equals(wanted))
                    .map(X509CRLEntry.class::cast)
                    .findFirst();
        }
    }

    private boolean isFresh(X509CRL list, Instant at) {
        return list.getNextUpdate() != null
                && !list.getThisUpdate().toInstant().isAfter(at.plus(skew))
                && !list.getNextUpdate().toInstant().isBefore(at);
    }

    /** Section 5.2 and 5.3: a list with something critical that is not known tells nothing of any certificate. */
    private static boolean isUnderstood(X509CRL list) {
        if (!KNOWN_EXTENSIONS.containsAll(Objects.requireNonNullElse(list.getCriticalExtensionOIDs(), Set.of()))) {
            return false;
        }
        boolean indirect =
                scope(list).map(IssuingDistributionPoint::isIndirectCRL).orElse(false);
        @Nullable Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        return entries == null
                || entries.stream()
                        .allMatch(each -> KNOWN_ENTRY_EXTENSIONS.containsAll(
                                        Objects.requireNonNullElse(each.getCriticalExtensionOIDs(), Set.of()))
                                && (indirect || each.getExtensionValue(Extension.certificateIssuer.getId()) == null));
    }

    private static boolean maySign(X509Certificate signer) {
        boolean @Nullable [] usage = signer.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }

    private static boolean isDelta(X509CRL list) {
        return list.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null;
    }

    private static boolean isRemoved(X509CRLEntry entry) {
        return entry.getRevocationReason() == java.security.cert.CRLReason.REMOVE_FROM_CRL;
    }

    private static Revocation.Revoked revoked(X509CRLEntry entry) {
        return new Revocation.Revoked(
                entry.getRevocationDate().toInstant(),
                Optional.ofNullable(entry.getRevocationReason()).map(Enum::name).orElse("UNSPECIFIED"));
    }

    private static X500Name issuer(X509CRL list) {
        return X500Name.getInstance(list.getIssuerX500Principal().getEncoded());
    }

    private static Optional<IssuingDistributionPoint> scope(X509CRL list) {
        return extension(list, Extension.issuingDistributionPoint.getId()).map(IssuingDistributionPoint::getInstance);
    }

    private static Optional<byte[]> extension(X509CRL list, String oid) {
        return Optional.ofNullable(list.getExtensionValue(oid))
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
    }

    private static Optional<ASN1Integer> number(X509CRL list, String oid) {
        return extension(list, oid).map(ASN1Integer::getInstance);
    }

    private static boolean isAtMost(Optional<ASN1Integer> number, Optional<ASN1Integer> other) {
        return number.isPresent()
                && other.isPresent()
                && number.get().getValue().compareTo(other.get().getValue()) <= 0;
    }

    private static boolean isSame(X509CRL one, X509CRL other, String oid) {
        return Arrays.equals(one.getExtensionValue(oid), other.getExtensionValue(oid));
    }

    private static boolean isSame(X500Name one, X500Name other) {
        return CanonicalName.of(one).equals(CanonicalName.of(other));
    }

    private static boolean isSame(GeneralName one, GeneralName other) {
        if (one.getTagNo() != other.getTagNo()) {
            return false;
        }
        return one.getTagNo() == GeneralName.directoryName
                ? isSame(X500Name.getInstance(one.getName()), X500Name.getInstance(other.getName()))
                : one.equals(other);
    }

    /** A name of its own, or one below the issuer's. */
    private static List<GeneralName> names(DistributionPointName name, X500Name base) {
        ASN1Encodable value = name.getName();
        if (name.getType() == DistributionPointName.FULL_NAME) {
            return List.of(GeneralNames.getInstance(value).getNames());
        }
        RDN[] above = base.getRDNs();
        RDN[] whole = Arrays.copyOf(above, above.length + 1);
        whole[above.length] = RDN.getInstance(value);
        return List.of(new GeneralName(new X500Name(whole)));
    }

    private static int reasons(@Nullable ASN1BitString flags) {
        if (flags == null) {
            return ALL_REASONS;
        }
        byte[] bits = Arrays.copyOf(flags.getBytes(), 2);
        return ((bits[0] & 0xff) << 8 | (bits[1] & 0xff)) & ALL_REASONS;
    }
}
