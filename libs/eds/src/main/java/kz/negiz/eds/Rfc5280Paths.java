package kz.negiz.eds;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kz.negiz.gost.NationalGost;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.jcajce.PKIXExtendedParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * Certificate paths by RFC 5280 alone, without the national rules, as Bouncy Castle's validator keeps it: the basis of
 * {@link CertificateExamination}, so that public test suites can be run through the very code that is shipped.
 *
 * <p>Older algorithms of the suites (SHA-1, RSA of 1024 bits) pass here and nowhere else. An anchor that comes as a
 * certificate is held to what it says of itself (RFC 5937): validity, the right to issue, path length, names.
 */
final class Rfc5280Paths {

    private static final int LONGEST = 20;
    private static final int MOST_PATHS = 64;
    private static final int MOST_STEPS = 4096;
    private static final int KEY_CERT_SIGN = 5;

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    static {
        NationalGost.install();
    }

    private final List<X509Certificate> anchors;
    private final List<X509Certificate> intermediates;
    private final List<X509CRL> crls;
    private final List<byte[]> ocspAnswers;

    Rfc5280Paths(CertificateExamination.Material material) {
        this.anchors = material.anchors();
        this.intermediates = material.intermediates();
        this.crls = material.crls().stream()
                .filter(crl -> !isBroken(crl.getSigAlgName()))
                .toList();
        this.ocspAnswers = material.ocspAnswers();
    }

    /** A path from the leaf to an anchor that passes everything, or the reason why there is none. */
    List<X509Certificate> require(
            X509Certificate leaf, CertificateExamination.Rules rules, boolean revocation, Instant at) throws Refusal {
        Search search = new Search();
        search.collect(new ArrayList<>(List.of(leaf)));
        if (search.found.isEmpty()) {
            throw new Refusal(
                    search.namesakes && !search.genuine ? Reason.ISSUER_NOT_GENUINE : Reason.ISSUER_NOT_TRUSTED);
        }
        List<Reason> refusals = new ArrayList<>();
        for (List<X509Certificate> candidate : search.found) {
            try {
                validate(candidate, rules, at);
                if (revocation) {
                    requireNotRevoked(candidate, at);
                }
                return candidate;
            } catch (Refusal refusal) {
                refusals.add(refusal.reason());
            }
        }
        // A path whose revocation cannot be told leaves the question open, whatever became of the others.
        throw new Refusal(
                refusals.contains(Reason.CERTIFICATE_REVOKED)
                        ? Reason.CERTIFICATE_REVOKED
                        : refusals.stream()
                                .filter(Reason::leavesOpen)
                                .findFirst()
                                .orElseGet(refusals::getFirst));
    }

    /** Goes from issuer to issuer by name; a signature that does not verify ends a branch. */
    private final class Search {

        private final List<List<X509Certificate>> found = new ArrayList<>();
        private int steps;
        private boolean namesakes;
        private boolean genuine;

        void collect(List<X509Certificate> begun) {
            X509Certificate last = begun.getLast();
            for (X509Certificate anchor : anchors) {
                if (found.size() < MOST_PATHS && issues(anchor, last)) {
                    List<X509Certificate> whole = new ArrayList<>(begun);
                    whole.add(anchor);
                    found.add(whole);
                }
            }
            if (begun.size() >= LONGEST) {
                return;
            }
            for (X509Certificate issuer : intermediates) {
                if (found.size() < MOST_PATHS && !begun.contains(issuer) && issues(issuer, last)) {
                    List<X509Certificate> longer = new ArrayList<>(begun);
                    longer.add(issuer);
                    collect(longer);
                }
            }
        }

        private boolean issues(X509Certificate issuer, X509Certificate issued) {
            if (!issuer.getSubjectX500Principal().equals(issued.getIssuerX500Principal()) || ++steps > MOST_STEPS) {
                return false;
            }
            namesakes = true;
            try {
                issued.verify(issuer.getPublicKey());
                genuine = true;
                return true;
            } catch (InvalidKeyException e) {
                // A DSA key may take its parameters from its own issuer: the validator knows how.
                return issuer.getPublicKey() instanceof DSAPublicKey;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    private void validate(List<X509Certificate> candidate, CertificateExamination.Rules rules, Instant at)
            throws Refusal {
        X509Certificate anchor = candidate.getLast();
        List<X509Certificate> below = candidate.subList(0, candidate.size() - 1);
        requireAnchor(anchor, below, at);
        for (X509Certificate each : below) {
            if (isBroken(each.getSigAlgName()) || isWeak(each.getPublicKey())) {
                throw new Refusal(Reason.PATH_ALGORITHM_NOT_ACCEPTED);
            }
        }
        try {
            PKIXParameters parameters = parameters(Set.of(new TrustAnchor(anchor, null)), at);
            parameters.setInitialPolicies(rules.policies());
            parameters.setExplicitPolicyRequired(rules.explicitPolicy());
            parameters.setAnyPolicyInhibited(rules.inhibitAnyPolicy());
            parameters.setPolicyMappingInhibited(rules.inhibitPolicyMapping());
            parameters.setRevocationEnabled(false);
            run(below, parameters);
        } catch (CertPathValidatorException e) {
            throw new Refusal(reason(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new Refusal(Reason.PATH_INVALID);
        }
    }

    /** RFC 5937: what an anchor's own certificate says of it is kept. */
    private static void requireAnchor(X509Certificate anchor, List<X509Certificate> below, Instant at) throws Refusal {
        if (at.isBefore(anchor.getNotBefore().toInstant())
                || at.isAfter(anchor.getNotAfter().toInstant())) {
            throw new Refusal(Reason.AUTHORITY_NOT_VALID);
        }
        if (isWeak(anchor.getPublicKey())) {
            throw new Refusal(Reason.PATH_ALGORITHM_NOT_ACCEPTED);
        }
        boolean @Nullable [] usage = anchor.getKeyUsage();
        if (anchor.getVersion() >= 3
                && (anchor.getBasicConstraints() < 0 || (usage != null && !usage[KEY_CERT_SIGN]))) {
            throw new Refusal(Reason.ISSUER_IS_NO_AUTHORITY);
        }
        if (anchor.hasUnsupportedCriticalExtension()) {
            throw new Refusal(Reason.CRITICAL_EXTENSION_UNKNOWN);
        }
        long authorities = below.stream()
                .skip(1)
                .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                .count();
        if (anchor.getVersion() >= 3 && anchor.getBasicConstraints() < authorities) {
            throw new Refusal(Reason.PATH_TOO_LONG);
        }
        requireNames(anchor, below);
    }

    private static void requireNames(X509Certificate anchor, List<X509Certificate> below) throws Refusal {
        try {
            Optional<byte[]> constraints = extension(anchor, Extension.nameConstraints.getId());
            if (constraints.isEmpty()) {
                return;
            }
            NameConstraints names = NameConstraints.getInstance(constraints.get());
            PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
            if (names.getPermittedSubtrees() != null) {
                validator.intersectPermittedSubtree(names.getPermittedSubtrees());
            }
            if (names.getExcludedSubtrees() != null) {
                for (GeneralSubtree each : names.getExcludedSubtrees()) {
                    validator.addExcludedSubtree(each);
                }
            }
            for (int i = 0; i < below.size(); i++) {
                X509Certificate each = below.get(i);
                boolean selfIssued = each.getSubjectX500Principal().equals(each.getIssuerX500Principal());
                if (selfIssued && i > 0) {
                    continue;
                }
                X500Name subject =
                        X500Name.getInstance(each.getSubjectX500Principal().getEncoded());
                validator.checkPermittedDN(subject);
                validator.checkExcludedDN(subject);
                Optional<byte[]> others = extension(each, Extension.subjectAlternativeName.getId());
                if (others.isPresent()) {
                    for (GeneralName name :
                            GeneralNames.getInstance(others.get()).getNames()) {
                        validator.checkPermitted(name);
                        validator.checkExcluded(name);
                    }
                }
            }
        } catch (NameConstraintValidatorException | RuntimeException e) {
            throw new Refusal(Reason.PATH_INVALID);
        }
    }

    private static Optional<byte[]> extension(X509Certificate certificate, String oid) {
        return Optional.ofNullable(certificate.getExtensionValue(oid))
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
    }

    private void requireNotRevoked(List<X509Certificate> candidate, Instant at) throws Refusal {
        RevocationSource source = RevocationSource.kept(
                ocspAnswers,
                this::byLists,
                (oid, key) -> !isBroken(oid) && !isWeak(key),
                EdsPolicy.national().clockSkew());
        for (int i = 0; i < candidate.size() - 1; i++) {
            switch (source.of(candidate.get(i), candidate.get(i + 1), at)) {
                case Revocation.Good good -> {}
                case Revocation.Revoked revoked ->
                    throw new Refusal(i == 0 ? Reason.CERTIFICATE_REVOKED : Reason.AUTHORITY_REVOKED);
                case Revocation.Unknown unknown -> throw new Refusal(unknown.reason());
            }
        }
    }

    /** One certificate by the lists; its issuer has already been validated and stands for an anchor here. */
    private Revocation byLists(X509Certificate certificate, X509Certificate issuer, Instant at) {
        try {
            Set<TrustAnchor> trusted = new HashSet<>();
            trusted.add(new TrustAnchor(issuer, null));
            anchors.forEach(anchor -> trusted.add(new TrustAnchor(anchor, null)));
            PKIXParameters parameters = parameters(trusted, at);
            parameters.setRevocationEnabled(true);
            if (at.isAfter(Instant.now())) {
                return inFuture(certificate, issuer, parameters, at);
            }
            run(List.of(certificate), parameters);
            return new Revocation.Good(List.of(), List.of());
        } catch (CertPathValidatorException e) {
            // The words of Bouncy Castle for a certificate that a list names.
            return message(e).contains("Certificate revocation after")
                    ? new Revocation.Revoked(at, "UNSPECIFIED")
                    : new Revocation.Unknown(
                            crls.isEmpty() ? Reason.REVOCATION_LIST_MISSING : undetermined(certificate, at));
        } catch (GeneralSecurityException | RuntimeException e) {
            return new Revocation.Unknown(Reason.REVOCATION_LIST_UNSUPPORTED);
        }
    }

    /**
     * Bouncy Castle looks into no list for a time that has not come yet. For such a time Java's own validator does, with
     * {@link RevocationLists} beside it for the delta lists that it does not know.
     */
    private Revocation inFuture(
            X509Certificate certificate, X509Certificate issuer, PKIXParameters parameters, Instant at)
            throws GeneralSecurityException {
        try {
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
        } catch (CertPathValidatorException e) {
            return e.getReason() == CertPathValidatorException.BasicReason.REVOKED
                    ? new Revocation.Revoked(at, "UNSPECIFIED")
                    : new Revocation.Unknown(
                            crls.isEmpty() ? Reason.REVOCATION_LIST_MISSING : undetermined(certificate, at));
        }
        List<X509CRL> itsLists = crls.stream()
                .filter(crl -> crl.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()))
                .toList();
        TrustBundle bundle = new TrustBundle(0, at, List.of(issuer), List.of(), itsLists);
        return switch (new RevocationLists(bundle, EdsPolicy.national().clockSkew()).of(certificate, issuer, at)) {
            case Revocation.Revoked revoked -> revoked;
            case Revocation.Good good -> good;
            case Revocation.Unknown unknown -> new Revocation.Good(List.of(), List.of());
        };
    }

    private Reason undetermined(X509Certificate certificate, Instant at) {
        List<X509CRL> named = crls.stream()
                .filter(crl -> crl.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()))
                .toList();
        if (named.isEmpty()) {
            return Reason.REVOCATION_LIST_MISSING;
        }
        boolean stale = named.stream()
                .allMatch(crl -> crl.getNextUpdate() == null
                        || crl.getNextUpdate().toInstant().isBefore(at));
        return stale ? Reason.REVOCATION_LIST_STALE : Reason.REVOCATION_LIST_NOT_GENUINE;
    }

    private PKIXParameters parameters(Set<TrustAnchor> trusted, Instant at) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(trusted);
        parameters.setDate(Date.from(at));
        parameters.setPolicyQualifiersRejected(false);
        List<Object> all = new ArrayList<>(crls);
        all.addAll(intermediates);
        all.addAll(anchors);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
        return parameters;
    }

    private static void run(List<X509Certificate> below, PKIXParameters parameters) throws GeneralSecurityException {
        PKIXExtendedParameters extended = new PKIXExtendedParameters.Builder(parameters)
                .setUseDeltasEnabled(true)
                .build();
        CertPathValidator.getInstance("PKIX", BOUNCY_CASTLE)
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), extended);
    }

    private static boolean isBroken(String signature) {
        String name = signature.toUpperCase(Locale.ROOT);
        return name.startsWith("MD2")
                || name.startsWith("MD4")
                || name.startsWith("MD5")
                || Set.of("1.2.840.113549.1.1.2", "1.2.840.113549.1.1.3", "1.2.840.113549.1.1.4")
                        .contains(name);
    }

    private static boolean isWeak(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() < 1024;
            case DSAPublicKey dsa ->
                dsa.getParams() != null && dsa.getParams().getP().bitLength() < 1024;
            default -> false;
        };
    }

    private static String message(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            all.append(each.getMessage()).append(' ');
        }
        return all.toString();
    }

    /** Bouncy Castle tells its reasons in words only. */
    private static Reason reason(CertPathValidatorException e) {
        boolean leaf = e.getIndex() == 0;
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof CertificateExpiredException) {
                return leaf ? Reason.CERTIFICATE_EXPIRED : Reason.AUTHORITY_NOT_VALID;
            }
            if (each instanceof CertificateNotYetValidException) {
                return leaf ? Reason.CERTIFICATE_NOT_YET_VALID : Reason.AUTHORITY_NOT_VALID;
            }
        }
        String words = message(e).toLowerCase(Locale.ROOT);
        if (words.contains("policy") || words.contains("policies")) {
            return Reason.POLICY_NOT_ACCEPTED;
        }
        if (words.contains("path length")) {
            return Reason.PATH_TOO_LONG;
        }
        if (words.contains("critical extension")) {
            return Reason.CRITICAL_EXTENSION_UNKNOWN;
        }
        if (words.contains("ca certificate")
                || words.contains("basicconstraints")
                || words.contains("key usage")
                || words.contains("keyusage")) {
            return Reason.ISSUER_IS_NO_AUTHORITY;
        }
        if (words.contains("signature")) {
            return Reason.ISSUER_NOT_GENUINE;
        }
        return Reason.PATH_INVALID;
    }
}
