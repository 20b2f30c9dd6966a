package kz.negiz.eds;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * The part of name constraints (RFC 5280, 4.2.1.10) that Bouncy Castle's validator passes over: names of a form that it
 * cannot compare, addresses without a host, and more comparisons than anybody needs.
 */
final class ConstrainedNames {

    /** One path may ask for so many comparisons; hostile ones ask for millions. */
    private static final long MOST_COMPARISONS = 1 << 18;

    private static final Set<Integer> COMPARED = Set.of(
            GeneralName.rfc822Name,
            GeneralName.dNSName,
            GeneralName.directoryName,
            GeneralName.uniformResourceIdentifier,
            GeneralName.iPAddress);
    private static final Pattern HOST =
            Pattern.compile("^[^:/?#]+://(?:[^/?#@]*@)?([^/?#@:\\[\\]]+)(?::[0-9]*)?(?:[/?#].*)?$");
    private static final Pattern DIGITS_ONLY = Pattern.compile("[0-9.]+");

    private ConstrainedNames() {}

    /** Requires of a path, leaf first and anchor last, that its names can be held to its constraints. */
    static void require(List<X509Certificate> path) throws Refusal {
        try {
            Set<Integer> constrained = new HashSet<>();
            long subtrees = 0;
            long comparisons = 0;
            for (int i = path.size() - 1; i >= 0; i--) {
                X509Certificate each = path.get(i);
                boolean anchor = i == path.size() - 1;
                boolean selfIssued = each.getSubjectX500Principal().equals(each.getIssuerX500Principal());
                if (!anchor && !(selfIssued && i > 0)) {
                    GeneralName[] names = names(each);
                    comparisons += (names.length + 1) * subtrees;
                    if (!Arrays.stream(names).allMatch(name -> isComparable(name, constrained))) {
                        throw new Refusal(Reason.PATH_INVALID);
                    }
                }
                List<GeneralSubtree> own = subtrees(each);
                own.forEach(subtree -> constrained.add(subtree.getBase().getTagNo()));
                comparisons += own.size() * subtrees;
                subtrees += own.size();
                if (comparisons > MOST_COMPARISONS) {
                    throw new Refusal(Reason.PATH_INVALID);
                }
            }
        } catch (RuntimeException e) {
            throw new Refusal(Reason.PATH_INVALID);
        }
    }

    private static boolean isComparable(GeneralName name, Set<Integer> constrained) {
        if (!constrained.contains(name.getTagNo())) {
            return true;
        }
        return COMPARED.contains(name.getTagNo())
                && (name.getTagNo() != GeneralName.uniformResourceIdentifier
                        || hasHost(name.getName().toString()));
    }

    /** A constraint on addresses of the web applies to host names; an address without one cannot be held to it. */
    private static boolean hasHost(String address) {
        Matcher host = HOST.matcher(address);
        return host.matches() && !DIGITS_ONLY.matcher(host.group(1)).matches();
    }

    private static GeneralName[] names(X509Certificate certificate) {
        return extension(certificate, Extension.subjectAlternativeName.getId())
                .map(value -> GeneralNames.getInstance(value).getNames())
                .orElse(new GeneralName[0]);
    }

    private static List<GeneralSubtree> subtrees(X509Certificate certificate) {
        return extension(certificate, Extension.nameConstraints.getId())
                .map(NameConstraints::getInstance)
                .map(constraints -> Stream.of(constraints.getPermittedSubtrees(), constraints.getExcludedSubtrees())
                        .flatMap(Stream::ofNullable)
                        .flatMap(Arrays::stream)
                        .toList())
                .orElse(List.of());
    }

    static Optional<byte[]> extension(X509Certificate certificate, String oid) {
        return Optional.ofNullable(certificate.getExtensionValue(oid))
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
    }
}
