package kz.negiz.eds;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * A distinguished name as RFC 5280 section 7.1 compares it: without regard to kinds of strings, case and doubled spaces,
 * for every kind of attribute, and with regard to the order of its parts. Java leaves out the one, Bouncy Castle the other.
 */
record CanonicalName(List<String> parts) {

    /** An {@link IllegalArgumentException} tells that this is no name. */
    static CanonicalName of(X500Principal principal) {
        return of(X500Name.getInstance(principal.getEncoded()));
    }

    static CanonicalName of(X500Name name) {
        return new CanonicalName(
                Arrays.stream(name.getRDNs()).map(CanonicalName::part).toList());
    }

    private static String part(RDN part) {
        return Arrays.stream(part.getTypesAndValues())
                .map(each -> each.getType().getId() + "=" + IETFUtils.canonicalString(each.getValue()))
                .sorted()
                .collect(Collectors.joining("\0"));
    }
}
