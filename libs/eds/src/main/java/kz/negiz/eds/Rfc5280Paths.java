package kz.negiz.eds;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.DSAPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import kz.negiz.gost.NationalGost;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
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
    private static final int MOST_PATHS = 256;
    private static final int MOST_STEPS = 20_000;
    private static final int MOST_POLICY_NODES = 4096;
    private static final int KEY_CERT_SIGN = 5;

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    static {
        NationalGost.install();
    }

    private final List<X509Certificate> anchors;
    private final List<X509CRL> crls;
    private final List<byte[]> ocspAnswers;
    private final Map<CanonicalName, List<X509Certificate>> anchorsByName;
    private final Map<CanonicalName, List<X509Certificate>> intermediatesByName;

    private final Set<List<X509Certificate>> trustedSigners = new HashSet<>();
    private final Set<List<X509Certificate>> signersUnderWay = new HashSet<>();
    private final Map<List<X509Certificate>, Boolean> signatures = new HashMap<>();
    private int paths;
    private int steps;

    Rfc5280Paths(CertificateExamination.Material material) {
        this.anchors = material.anchors();
        this.crls = material.crls().stream()
                .filter(crl -> !isBroken(crl.getSigAlgName()))
                .toList();
        this.ocspAnswers = material.ocspAnswers();
        this.anchorsByName = byName(anchors);
        this.intermediatesByName = byName(material.intermediates().stream()
                // Through an anchor no other way is needed.
                .filter(each -> !anchors.contains(each))
                .toList());
    }

    private static Map<CanonicalName, List<X509Certificate>> byName(List<X509Certificate> certificates) {
        Map<CanonicalName, List<X509Certificate>> sorted = new HashMap<>();
        for (X509Certificate each : certificates) {
            name(each.getSubjectX500Principal())
                    .ifPresent(name -> sorted.computeIfAbsent(name, one -> new ArrayList<>())
                            .add(each));
        }
        return sorted;
    }

    private static Optional<CanonicalName> name(X500Principal principal) {
        try {
            return Optional.of(CanonicalName.of(principal));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** A path from the leaf to an anchor that passes everything, or the reason why there is none. */
    List<X509Certificate> require(
            X509Certificate leaf, CertificateExamination.Rules rules, boolean revocation, Instant at) throws Refusal {
        Search search = new Search(rules, revocation, at, Optional.empty());
        // Who could be an issuer is tried first, the others for the sake of the reason.
        search.from(leaf, true);
        if (search.valid.isEmpty()) {
            search.from(leaf, false);
        }
        return search.valid.orElseThrow(() -> new Refusal(search.reason()));
    }

    /** Goes from issuer to issuer by name; a signature that does not verify ends a branch. */
    private final class Search {

        private final CertificateExamination.Rules rules;
        private final boolean revocation;
        private final Instant at;
        /** The only anchor that counts, where there is one. */
        private final Optional<X509Certificate> only;

        private final Set<List<X509Certificate>> tried = new HashSet<>();
        private final List<Reason> refusals = new ArrayList<>();
        private Optional<List<X509Certificate>> valid = Optional.empty();
        private boolean namesakes;
        private boolean genuine;

        Search(CertificateExamination.Rules rules, boolean revocation, Instant at, Optional<X509Certificate> only) {
            this.rules = rules;
            this.revocation = revocation;
            this.at = at;
            this.only = only;
        }

        void from(X509Certificate leaf, boolean likelyOnly) {
            collect(List.of(leaf), likelyOnly);
        }

        /** A path whose revocation cannot be told leaves the question open, whatever became of the others. */
        Reason reason() {
            if (refusals.isEmpty()) {
                return namesakes && !genuine ? Reason.ISSUER_NOT_GENUINE : Reason.ISSUER_NOT_TRUSTED;
            }
            return refusals.contains(Reason.CERTIFICATE_REVOKED)
                    ? Reason.CERTIFICATE_REVOKED
                    : refusals.stream().filter(Reason::leavesOpen).findFirst().orElseGet(refusals::getFirst);
        }

        private void collect(List<X509Certificate> begun, boolean likelyOnly) {
            X509Certificate last = begun.getLast();
            Optional<CanonicalName> name = name(last.getIssuerX500Principal());
            if (name.isEmpty()) {
                return;
            }
            for (X509Certificate anchor : anchorsByName.getOrDefault(name.get(), List.of())) {
                if (!isOver() && only.stream().allMatch(anchor::equals) && issues(anchor, last)) {
                    attempt(longer(begun, anchor));
                }
            }
            if (begun.size() >= LONGEST) {
                return;
            }
            List<X509Certificate> issuers = intermediatesByName.getOrDefault(name.get(), List.of()).stream()
                    .filter(issuer -> !begun.contains(issuer) && (!likelyOnly || isLikely(issuer, at)))
                    .sorted(Comparator.comparingInt(issuer -> distance(issuer, last)))
                    .toList();
            for (X509Certificate issuer : issuers) {
                if (!isOver() && issues(issuer, last)) {
                    collect(longer(begun, issuer), likelyOnly);
                }
            }
        }

        private boolean isOver() {
            return valid.isPresent() || paths >= MOST_PATHS || ++steps > MOST_STEPS;
        }

        private void attempt(List<X509Certificate> candidate) {
            if (!tried.add(candidate)) {
                return;
            }
            paths++;
            try {
                validate(candidate, rules, at);
                if (revocation) {
                    requireNotRevoked(candidate, at);
                }
                valid = Optional.of(candidate);
            } catch (Refusal refusal) {
                refusals.add(refusal.reason());
            }
        }

        private boolean issues(X509Certificate issuer, X509Certificate issued) {
            namesakes = true;
            boolean signed = signatures.computeIfAbsent(List.of(issuer, issued), pair -> isSigned(issuer, issued));
            genuine |= signed;
            return signed;
        }
    }

    private static List<X509Certificate> longer(List<X509Certificate> begun, X509Certificate issuer) {
        List<X509Certificate> all = new ArrayList<>(begun);
        all.add(issuer);
        return List.copyOf(all);
    }

    private static boolean isSigned(X509Certificate issuer, X509Certificate issued) {
        try {
            issued.verify(issuer.getPublicKey());
            return true;
        } catch (InvalidKeyException e) {
            // A DSA key may take its parameters from its own issuer: the validator knows how.
            return issuer.getPublicKey() instanceof DSAPublicKey;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isLikely(X509Certificate issuer, Instant at) {
        return issuer.getBasicConstraints() >= 0
                && !at.isBefore(issuer.getNotBefore().toInstant())
                && !at.isAfter(issuer.getNotAfter().toInstant());
    }

    /** Of several of one name the one whose key the certificate names comes first; the names of keys decide nothing. */
    private static int distance(X509Certificate issuer, X509Certificate issued) {
        try {
            Optional<byte[]> wanted = ConstrainedNames.extension(issued, Extension.authorityKeyIdentifier.getId())
                    .map(value -> AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets());
            Optional<byte[]> own = ConstrainedNames.extension(issuer, Extension.subjectKeyIdentifier.getId())
                    .map(value -> SubjectKeyIdentifier.getInstance(value).getKeyIdentifier());
            if (wanted.isEmpty() || own.isEmpty()) {
                return 1;
            }
            return Arrays.equals(wanted.get(), own.get()) ? 0 : 2;
        } catch (RuntimeException e) {
            return 2;
        }
    }

    private void validate(List<X509Certificate> candidate, CertificateExamination.Rules rules, Instant at)
            throws Refusal {
        X509Certificate anchor = candidate.getLast();
        List<X509Certificate> below = candidate.subList(0, candidate.size() - 1);
        requireAnchor(anchor, below, at);
        ConstrainedNames.require(candidate);
        requireFewPolicies(below);
        for (X509Certificate each : below) {
            if (isBroken(each.getSigAlgName()) || isWeak(each.getPublicKey())) {
                throw new Refusal(Reason.PATH_ALGORITHM_NOT_ACCEPTED);
            }
        }
        try {
            PKIXParameters parameters = parameters(Set.of(trusted(anchor, below.getLast())), at);
            parameters.setInitialPolicies(rules.policies());
            parameters.setExplicitPolicyRequired(rules.explicitPolicy());
            parameters.setAnyPolicyInhibited(rules.inhibitAnyPolicy());
            parameters.setPolicyMappingInhibited(rules.inhibitPolicyMapping());
            parameters.setRevocationEnabled(false);
            run(below, parameters);
        } catch (CertPathValidatorException e) {
            Reason reason = reason(e);
            boolean noAuthority = below.stream().skip(1).anyMatch(each -> each.getBasicConstraints() < 0);
            throw new Refusal(reason == Reason.PATH_INVALID && noAuthority ? Reason.ISSUER_IS_NO_AUTHORITY : reason);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new Refusal(Reason.PATH_INVALID);
        }
        for (X509Certificate each : below) {
            CertificateForm.require(each);
        }
    }

    /** Each authority that maps a policy to several multiplies the tree of policies; hostile ones, beyond any memory. */
    private static void requireFewPolicies(List<X509Certificate> below) throws Refusal {
        try {
            long nodes = 1;
            for (X509Certificate each : below) {
                Map<ASN1Encodable, Integer> mapped = new HashMap<>();
                ConstrainedNames.extension(each, Extension.policyMappings.getId())
                        .map(ASN1Sequence::getInstance)
                        .ifPresent(all -> all.forEach(pair ->
                                mapped.merge(ASN1Sequence.getInstance(pair).getObjectAt(0), 1, Integer::sum)));
                nodes *= mapped.values().stream().mapToInt(count -> count).max().orElse(1);
                if (nodes > MOST_POLICY_NODES) {
                    throw new Refusal(Reason.POLICY_NOT_ACCEPTED);
                }
            }
        } catch (RuntimeException e) {
            throw new Refusal(Reason.PATH_INVALID);
        }
    }

    /** Java compares the two names more narrowly than RFC 5280 does; here they have been compared already. */
    private static TrustAnchor trusted(X509Certificate anchor, X509Certificate issued) {
        return anchor.getSubjectX500Principal().equals(issued.getIssuerX500Principal())
                ? new TrustAnchor(anchor, null)
                : new TrustAnchor(issued.getIssuerX500Principal(), anchor.getPublicKey(), null);
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
            Optional<byte[]> constraints = ConstrainedNames.extension(anchor, Extension.nameConstraints.getId());
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
                Optional<byte[]> others = ConstrainedNames.extension(each, Extension.subjectAlternativeName.getId());
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

    private void requireNotRevoked(List<X509Certificate> candidate, Instant at) throws Refusal {
        DistributedLists lists = new DistributedLists(
                crls, new ListSigners(candidate), EdsPolicy.national().clockSkew());
        RevocationSource source = RevocationSource.kept(
                ocspAnswers,
                lists,
                (responder, issuer, when) -> ofResponder(lists, responder, issuer, when),
                (oid, key) -> !isBroken(oid) && !isWeak(key),
                EdsPolicy.national().clockSkew());
        Optional<Reason> open = Optional.empty();
        for (int i = 0; i < candidate.size() - 1; i++) {
            switch (source.of(candidate.get(i), candidate.get(i + 1), at)) {
                case Revocation.Good good -> {}
                case Revocation.Revoked revoked ->
                    throw new Refusal(i == 0 ? Reason.CERTIFICATE_REVOKED : Reason.AUTHORITY_REVOKED);
                case Revocation.Unknown unknown -> open = open.or(() -> Optional.of(unknown.reason()));
            }
        }
        if (open.isPresent()) {
            throw new Refusal(open.get());
        }
    }

    /** RFC 6960, 4.2.2.2.1: a certificate that names no way to ask about it is left to the policy of whoever asks. */
    private static Revocation ofResponder(
            DistributedLists lists, X509Certificate responder, X509Certificate issuer, Instant at) {
        boolean namesWay = responder.getExtensionValue(Extension.cRLDistributionPoints.getId()) != null
                || responder.getExtensionValue(Extension.authorityInfoAccess.getId()) != null;
        Revocation listed = lists.of(responder, issuer, at);
        return !namesWay && listed.equals(new Revocation.Unknown(Reason.REVOCATION_LIST_MISSING))
                ? new Revocation.Good(List.of(), List.of())
                : listed;
    }

    /** RFC 5280, 6.3.3 (f): whoever signs a list leads to the same anchor, and is not revoked. */
    private final class ListSigners implements DistributedLists.Signers {

        private final X509Certificate anchor;
        private final Set<CanonicalName> above;

        ListSigners(List<X509Certificate> path) {
            this.anchor = path.getLast();
            this.above = path.stream()
                    .skip(1)
                    .flatMap(each -> name(each.getSubjectX500Principal()).stream())
                    .collect(Collectors.toSet());
        }

        @Override
        public boolean isOfThePath(X509Certificate signer) {
            return name(signer.getIssuerX500Principal()).filter(above::contains).isPresent();
        }

        @Override
        public List<X509Certificate> named(CanonicalName name) {
            List<X509Certificate> all = new ArrayList<>(anchorsByName.getOrDefault(name, List.of()));
            all.addAll(intermediatesByName.getOrDefault(name, List.of()));
            return all;
        }

        @Override
        public boolean hasSigned(X509Certificate signer, X509CRL list) {
            PublicKey key = wholeKey(signer, 0);
            try {
                if (isWeak(key)) {
                    return false;
                }
                list.verify(key);
                return true;
            } catch (GeneralSecurityException | RuntimeException e) {
                return false;
            }
        }

        @Override
        public boolean isTrusted(X509Certificate signer, Instant at) {
            List<X509Certificate> pair = List.of(signer, anchor);
            if (signer.equals(anchor) || trustedSigners.contains(pair)) {
                return true;
            }
            // While it is looked at it vouches for nobody, for itself least of all.
            if (!signersUnderWay.add(pair)) {
                return false;
            }
            try {
                Search search =
                        new Search(CertificateExamination.Rules.of(Purpose.PATH), true, at, Optional.of(anchor));
                search.from(signer, true);
                if (search.valid.isPresent()) {
                    trustedSigners.add(pair);
                }
                return search.valid.isPresent();
            } finally {
                signersUnderWay.remove(pair);
            }
        }
    }

    /** A DSA key may leave its parameters to those of its issuer's key. */
    private PublicKey wholeKey(X509Certificate certificate, int depth) {
        if (!(certificate.getPublicKey() instanceof DSAPublicKey key) || key.getParams() != null || depth == LONGEST) {
            return certificate.getPublicKey();
        }
        Optional<CanonicalName> name = name(certificate.getIssuerX500Principal());
        return Stream.of(anchorsByName, intermediatesByName)
                .flatMap(each -> name.map(known -> each.getOrDefault(known, List.of())).stream())
                .flatMap(List::stream)
                .filter(issuer -> !issuer.equals(certificate))
                .map(issuer -> wholeKey(issuer, depth + 1))
                .flatMap(issuerKey -> inherited(certificate, key, issuerKey).stream())
                .findFirst()
                .orElse(key);
    }

    private static Optional<PublicKey> inherited(X509Certificate certificate, DSAPublicKey key, PublicKey issuerKey) {
        if (!(issuerKey instanceof DSAPublicKey whole) || whole.getParams() == null) {
            return Optional.empty();
        }
        try {
            certificate.verify(whole);
            return Optional.of(KeyFactory.getInstance("DSA")
                    .generatePublic(new DSAPublicKeySpec(
                            key.getY(),
                            whole.getParams().getP(),
                            whole.getParams().getQ(),
                            whole.getParams().getG())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static PKIXParameters parameters(Set<TrustAnchor> trusted, Instant at) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(trusted);
        parameters.setDate(Date.from(at));
        parameters.setPolicyQualifiersRejected(false);
        return parameters;
    }

    private static void run(List<X509Certificate> below, PKIXParameters parameters) throws GeneralSecurityException {
        CertPathValidator.getInstance("PKIX", BOUNCY_CASTLE)
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
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
