package kz.negiz.eds;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Examines a certificate with material and rules of one's own: for administrators who want to know why a key is refused,
 * and for public test suites. Lets nobody in: that is {@link SignatureVerifier}.
 */
public final class CertificateExamination {

    private CertificateExamination() {}

    /** Whom to trust and what was revoked, as it was found. */
    public record Material(
            List<X509Certificate> anchors,
            List<X509Certificate> intermediates,
            List<X509CRL> crls,
            List<byte[]> ocspAnswers) {

        public Material {
            anchors = List.copyOf(anchors);
            intermediates = List.copyOf(intermediates);
            crls = List.copyOf(crls);
            ocspAnswers = List.copyOf(ocspAnswers);
        }
    }

    /**
     * What to hold a certificate to. {@link Purpose#PATH} means RFC 5280 alone, with the older algorithms of public suites
     * allowed; the other purposes add all national rules.
     *
     * @param policies the initial policy set of RFC 5280; empty means any policy
     */
    public record Rules(
            Purpose purpose,
            Set<String> policies,
            boolean explicitPolicy,
            boolean inhibitAnyPolicy,
            boolean inhibitPolicyMapping,
            boolean revocationRequired) {

        public Rules {
            policies = Set.copyOf(policies);
        }

        /** For this purpose, any policy, with revocation. */
        public static Rules of(Purpose purpose) {
            return new Rules(purpose, Set.of(), false, false, false, true);
        }

        private boolean asksForPolicies() {
            return !policies.isEmpty() || explicitPolicy || inhibitAnyPolicy || inhibitPolicyMapping;
        }
    }

    /** The outcome; an unknown one is never a yes. */
    public sealed interface Finding {
        /** Every check passed. */
        record Valid() implements Finding {}

        /** A check failed. */
        record Invalid(Reason reason) implements Finding {}

        /** A check could not be made. */
        record Unknown(Reason reason) implements Finding {}
    }

    /** Examines the certificate at this reference time. */
    public static Finding examine(X509Certificate leaf, Material material, Rules rules, Instant at) {
        try {
            if (rules.purpose() == Purpose.PATH) {
                new Rfc5280Paths(material).require(leaf, rules, rules.revocationRequired(), at);
                return new Finding.Valid();
            }
            Finding finding = byNationalRules(leaf, material, rules, at);
            if (finding instanceof Finding.Valid && rules.asksForPolicies()) {
                new Rfc5280Paths(material).require(leaf, rules, false, at);
            }
            return finding;
        } catch (Refusal refusal) {
            return refusal.reason().leavesOpen()
                    ? new Finding.Unknown(refusal.reason())
                    : new Finding.Invalid(refusal.reason());
        } catch (RuntimeException e) {
            // Parsers meet every kind of nonsense in their own way; whoever examines thousands must get to the next.
            return new Finding.Invalid(Reason.MALFORMED);
        }
    }

    private static Finding byNationalRules(X509Certificate leaf, Material material, Rules rules, Instant at) {
        TrustBundle bundle = new TrustBundle(0, at, material.anchors(), material.intermediates(), material.crls());
        SignatureVerifier verifier = new SignatureVerifier(bundle, EdsPolicy.national());
        verifier = rules.revocationRequired()
                ? verifier.withOcspAnswers(material.ocspAnswers())
                : verifier.withoutRevocation();
        return switch (verifier.validate(leaf, rules.purpose(), at)) {
            case CertificateVerdict.Valid valid -> new Finding.Valid();
            case CertificateVerdict.Invalid invalid -> new Finding.Invalid(invalid.reason());
            case CertificateVerdict.Unknown unknown -> new Finding.Unknown(unknown.reason());
        };
    }
}
