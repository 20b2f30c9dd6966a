package kz.negiz.eds;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Paths from a certificate to a trust anchor, by the rules of RFC 5280 as the JDK's PKIX validator keeps them.
 *
 * <p>Issuers come from the trust bundle only: certificates that a message carries along are not looked at, and no
 * address is followed. Explicit policies are not asked for, since the authorities of 2018 assert another policy than
 * their leaves; the leaf's policy is checked by {@link CertificateProfile}.
 */
final class CertificatePaths {

    private static final int LONGEST = 5;
    private static final int MOST_PATHS = 16;
    private static final int MOST_REMEMBERED = 2048;

    private final List<X509Certificate> anchors;
    private final List<X509Certificate> intermediates;
    private final Map<X500Principal, List<X509Certificate>> issuers = new LinkedHashMap<>();

    /**
     * Paths found good. A signature does not turn bad, so a path stays good within the validity of all its
     * certificates; revocation is asked each time. Refusals are not remembered: strangers could fill the memory.
     */
    private final Map<String, ValidatedPath> remembered =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ValidatedPath> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            });

    CertificatePaths(List<X509Certificate> anchors, List<X509Certificate> intermediates) {
        this.anchors = anchors;
        this.intermediates = intermediates;
        for (X509Certificate each : anchors) {
            addIssuer(each);
        }
        for (X509Certificate each : intermediates) {
            addIssuer(each);
        }
    }

    private void addIssuer(X509Certificate certificate) {
        issuers.computeIfAbsent(certificate.getSubjectX500Principal(), name -> new ArrayList<>())
                .add(certificate);
    }

    boolean servesFor(TrustBundle bundle) {
        return anchors.equals(bundle.anchors()) && intermediates.equals(bundle.intermediates());
    }

    /**
     * A good path.
     *
     * @param certificates from the leaf to the anchor
     */
    record ValidatedPath(List<X509Certificate> certificates, PathEncoding encoding, Instant from, Instant until) {

        X509Certificate issuerOf(int index) {
            return certificates.get(index + 1);
        }

        boolean covers(Instant at) {
            return !at.isBefore(from) && !at.isAfter(until);
        }
    }

    /** The path as PkiPath. */
    @SuppressWarnings("ArrayRecordComponent") // stays inside the package
    record PathEncoding(byte[] der) {}

    ValidatedPath require(X509Certificate leaf, Instant at) throws Refusal {
        String fingerprint = fingerprint(leaf);
        ValidatedPath known = remembered.get(fingerprint);
        if (known != null && known.covers(at)) {
            return known;
        }
        List<List<X509Certificate>> candidates = new ArrayList<>();
        collect(new ArrayList<>(List.of(leaf)), candidates);
        if (candidates.isEmpty()) {
            throw new Refusal(Reason.ISSUER_NOT_TRUSTED);
        }
        Optional<Refusal> refusal = Optional.empty();
        for (List<X509Certificate> candidate : candidates) {
            try {
                ValidatedPath path = validate(candidate, at);
                remembered.put(fingerprint, path);
                return path;
            } catch (Refusal each) {
                // Two authorities of one name: the one whose key did sign tells what is really wrong.
                if (refusal.isEmpty() || refusal.get().reason() == Reason.ISSUER_NOT_GENUINE) {
                    refusal = Optional.of(each);
                }
            }
        }
        throw refusal.orElseThrow();
    }

    private void collect(List<X509Certificate> begun, List<List<X509Certificate>> found) {
        X509Certificate last = begun.getLast();
        for (X509Certificate issuer : issuers.getOrDefault(last.getIssuerX500Principal(), List.of())) {
            if (found.size() >= MOST_PATHS || begun.contains(issuer)) {
                continue;
            }
            List<X509Certificate> longer = new ArrayList<>(begun);
            longer.add(issuer);
            if (anchors.contains(issuer)) {
                found.add(longer);
            } else if (longer.size() < LONGEST) {
                collect(longer, found);
            }
        }
    }

    private static ValidatedPath validate(List<X509Certificate> certificates, Instant at) throws Refusal {
        X509Certificate anchor = certificates.getLast();
        List<X509Certificate> below = certificates.subList(0, certificates.size() - 1);
        for (int i = 0; i < below.size(); i++) {
            // PKIX leaves algorithms to the Java installation; ours are stricter.
            if (!AcceptedAlgorithm.acceptsAuthority(
                    below.get(i).getSigAlgOID(), certificates.get(i + 1).getPublicKey())) {
                throw new Refusal(Reason.PATH_ALGORITHM_NOT_ACCEPTED);
            }
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(false);
            parameters.setPolicyQualifiersRejected(false);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(below), parameters);
            requireAuthority(anchor, certificates.size() - 2);
            requireValid(anchor, at);
            return new ValidatedPath(
                    List.copyOf(certificates),
                    // Java turns the order round: a PkiPath begins with the anchor.
                    new PathEncoding(factory.generateCertPath(certificates).getEncoded("PkiPath")),
                    certificates.stream()
                            .map(each -> each.getNotBefore().toInstant())
                            .max(Instant::compareTo)
                            .orElseThrow(),
                    certificates.stream()
                            .map(each -> each.getNotAfter().toInstant())
                            .min(Instant::compareTo)
                            .orElseThrow());
        } catch (CertPathValidatorException e) {
            throw new Refusal(reason(e));
        } catch (InvalidAlgorithmParameterException e) {
            throw new Refusal(Reason.PATH_INVALID);
        } catch (GeneralSecurityException e) {
            throw new Refusal(Reason.PATH_INVALID);
        }
    }

    /** PKIX takes an anchor for granted; a leaf put among the anchors by mistake must not issue anything. */
    private static void requireAuthority(X509Certificate anchor, int authoritiesBelow) throws Refusal {
        boolean[] usage = anchor.getKeyUsage();
        if (anchor.getBasicConstraints() < 0 || (usage != null && !usage[5])) {
            throw new Refusal(Reason.ISSUER_IS_NO_AUTHORITY);
        }
        if (anchor.getBasicConstraints() < authoritiesBelow) {
            throw new Refusal(Reason.PATH_TOO_LONG);
        }
    }

    private static void requireValid(X509Certificate anchor, Instant at) throws Refusal {
        if (at.isBefore(anchor.getNotBefore().toInstant())
                || at.isAfter(anchor.getNotAfter().toInstant())) {
            throw new Refusal(Reason.AUTHORITY_NOT_VALID);
        }
    }

    private static Reason reason(CertPathValidatorException e) {
        boolean leaf = e.getIndex() == 0;
        return switch (e.getReason()) {
            case BasicReason.EXPIRED -> leaf ? Reason.CERTIFICATE_EXPIRED : Reason.AUTHORITY_NOT_VALID;
            case BasicReason.NOT_YET_VALID -> leaf ? Reason.CERTIFICATE_NOT_YET_VALID : Reason.AUTHORITY_NOT_VALID;
            case BasicReason.INVALID_SIGNATURE -> leaf ? Reason.ISSUER_NOT_GENUINE : Reason.ISSUER_NOT_TRUSTED;
            case BasicReason.ALGORITHM_CONSTRAINED -> Reason.PATH_ALGORITHM_NOT_ACCEPTED;
            case PKIXReason.NOT_CA_CERT, PKIXReason.INVALID_KEY_USAGE -> Reason.ISSUER_IS_NO_AUTHORITY;
            case PKIXReason.PATH_TOO_LONG -> Reason.PATH_TOO_LONG;
            case PKIXReason.UNRECOGNIZED_CRIT_EXT -> Reason.CRITICAL_EXTENSION_UNKNOWN;
            case PKIXReason.NO_TRUST_ANCHOR -> Reason.ISSUER_NOT_TRUSTED;
            default -> Reason.PATH_INVALID;
        };
    }

    private static String fingerprint(X509Certificate certificate) throws Refusal {
        try {
            return Encodings.sha256Hex(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new Refusal(Reason.MALFORMED);
        }
    }
}
