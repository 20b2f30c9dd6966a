package kz.negiz.eds;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.jspecify.annotations.Nullable;

/**
 * The national certificate profile: what an end-entity certificate says of its holder, and what it may be used for.
 *
 * <p>Names are read from the DER by object identifier; a printed name is never taken apart, since an organisation's
 * name may hold commas and quotes.
 */
final class CertificateProfile {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ROLES = "1.2.398.3.3.4.";
    private static final String INDIVIDUAL = "1.2.398.3.3.4.1.1";
    private static final String LEGAL = "1.2.398.3.3.4.1.2";
    private static final String SYSTEM = "1.2.398.3.3.4.1.2.6";
    /** First head, right to sign, right to sign financial documents, staff, employee. */
    private static final Set<String> ACTING_FOR_ORGANISATION =
            Set.of(LEGAL + ".1", LEGAL + ".2", LEGAL + ".3", LEGAL + ".4", LEGAL + ".5");
    /** Treasury client and notary: made for one system each. */
    private static final Set<String> SPECIAL = Set.of("1.2.398.5.19.1.2.2.1", "1.2.398.6.1.1.1.1");

    private static final String POLICIES = "2.5.29.32";
    private static final Pattern IIN = Pattern.compile("IIN(\\d{12})");
    private static final Pattern BIN = Pattern.compile("BIN(\\d{12})");
    private static final Pattern OID = Pattern.compile("[0-2](\\.\\d{1,39}){1,20}");

    private final X509Certificate certificate;
    private final X500Name subject;
    private final List<String> usages;

    private CertificateProfile(X509Certificate certificate, X500Name subject, List<String> usages) {
        this.certificate = certificate;
        this.subject = subject;
        this.usages = usages;
    }

    static CertificateProfile of(X509Certificate certificate) throws Refusal {
        try {
            @Nullable List<String> usages = certificate.getExtendedKeyUsage();
            return new CertificateProfile(
                    certificate,
                    Certificate.getInstance(certificate.getEncoded()).getSubject(),
                    usages == null ? List.of() : List.copyOf(usages));
        } catch (CertificateEncodingException | CertificateParsingException | IllegalArgumentException e) {
            throw new Refusal(Reason.MALFORMED);
        }
    }

    /** The constraints on a leaf, in the order in which they are to be reported. */
    HolderKind requireUsableFor(Purpose purpose, EdsPolicy policy) throws Refusal {
        if (certificate.getBasicConstraints() >= 0) {
            throw new Refusal(Reason.CERTIFICATE_IS_AUTHORITY);
        }
        if (purpose != Purpose.PATH) {
            requireUsage(purpose);
        }
        HolderKind kind = holderKind();
        if (purpose != Purpose.PATH) {
            requirePolicy(policy);
            if (!policy.permits(kind, KeyStorage.of(certificate))) {
                throw new Refusal(Reason.KEY_STORAGE_NOT_PERMITTED);
            }
        }
        return kind;
    }

    private void requireUsage(Purpose purpose) throws Refusal {
        boolean @Nullable [] bits = certificate.getKeyUsage();
        boolean system = usages.stream().anyMatch(CertificateProfile::isSystem);
        if (purpose == Purpose.LOGIN) {
            boolean purposeAllowed = usages.contains(EMAIL_PROTECTION) || usages.contains(CLIENT_AUTH) || system;
            if (!purposeAllowed || bits == null || !bits[DIGITAL_SIGNATURE]) {
                throw new Refusal(Reason.KEY_NOT_FOR_LOGIN);
            }
        } else {
            boolean purposeAllowed = usages.contains(EMAIL_PROTECTION) || system;
            if (!purposeAllowed || bits == null || !bits[NON_REPUDIATION]) {
                throw new Refusal(Reason.KEY_NOT_FOR_SIGNING);
            }
        }
        if (usages.stream().anyMatch(SPECIAL::contains)) {
            throw new Refusal(Reason.SPECIAL_PURPOSE_CERTIFICATE);
        }
    }

    private static boolean isSystem(String usage) {
        return usage.equals(SYSTEM) || usage.startsWith(SYSTEM + ".");
    }

    private HolderKind holderKind() throws Refusal {
        boolean individual = usages.contains(INDIVIDUAL);
        boolean legal = usages.stream().anyMatch(usage -> usage.equals(LEGAL) || usage.startsWith(LEGAL + "."));
        boolean system = usages.stream().anyMatch(CertificateProfile::isSystem);
        boolean acting = usages.stream().anyMatch(ACTING_FOR_ORGANISATION::contains);
        if (individual && !legal) {
            return HolderKind.PERSON;
        }
        if (!individual && system && !acting) {
            return HolderKind.SYSTEM;
        }
        if (!individual && acting && !system) {
            return HolderKind.ORGANISATION;
        }
        throw new Refusal(Reason.HOLDER_KIND_UNCLEAR);
    }

    private void requirePolicy(EdsPolicy policy) throws Refusal {
        byte @Nullable [] value = certificate.getExtensionValue(POLICIES);
        if (value == null) {
            throw new Refusal(Reason.POLICY_NOT_ACCEPTED);
        }
        try {
            CertificatePolicies asserted = CertificatePolicies.getInstance(
                    ASN1OctetString.getInstance(value).getOctets());
            for (PolicyInformation each : asserted.getPolicyInformation()) {
                if (policy.leafPolicies().contains(each.getPolicyIdentifier().getId())) {
                    return;
                }
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Refusal(Reason.POLICY_NOT_ACCEPTED);
        }
        throw new Refusal(Reason.POLICY_NOT_ACCEPTED);
    }

    /** Who the holder is. The numbers must stand at their one right place, once. */
    Signer signer() throws Refusal {
        HolderKind kind = holderKind();
        String iin = kind == HolderKind.SYSTEM ? requireNoIin() : iin();
        String bin = kind == HolderKind.PERSON ? "" : bin();
        String systemOid = kind == HolderKind.SYSTEM ? systemOid() : "";
        return new Signer(
                kind,
                iin,
                bin,
                kind == HolderKind.PERSON ? "" : only(BCStyle.O),
                systemOid,
                only(BCStyle.CN),
                usages.stream().filter(usage -> usage.startsWith(ROLES)).toList(),
                KeyStorage.of(certificate),
                certificate);
    }

    /** The value of an attribute that stands there once; empty otherwise. */
    private String only(ASN1ObjectIdentifier type) throws Refusal {
        List<String> values = values(type);
        return values.size() == 1 ? values.getFirst() : "";
    }

    private String iin() throws Refusal {
        List<String> numbers = values(BCStyle.SERIALNUMBER);
        if (numbers.isEmpty()) {
            throw new Refusal(Reason.IIN_MISSING);
        }
        if (numbers.size() > 1 || isMultiValued(BCStyle.SERIALNUMBER)) {
            throw new Refusal(Reason.IIN_AMBIGUOUS);
        }
        var matcher = IIN.matcher(numbers.getFirst());
        if (!matcher.matches()) {
            throw new Refusal(Reason.IIN_MALFORMED);
        }
        return matcher.group(1);
    }

    private String requireNoIin() throws Refusal {
        if (!values(BCStyle.SERIALNUMBER).isEmpty()) {
            throw new Refusal(Reason.IIN_AMBIGUOUS);
        }
        return "";
    }

    private String bin() throws Refusal {
        List<String> numbers = values(BCStyle.OU).stream()
                .filter(unit -> unit.startsWith("BIN"))
                .toList();
        if (numbers.isEmpty()) {
            throw new Refusal(Reason.BIN_MISSING);
        }
        var matcher = BIN.matcher(numbers.getFirst());
        if (numbers.size() > 1 || isMultiValued(BCStyle.OU) || !matcher.matches()) {
            throw new Refusal(Reason.BIN_MALFORMED);
        }
        return matcher.group(1);
    }

    private String systemOid() throws Refusal {
        List<String> identifiers = values(BCStyle.UID);
        if (identifiers.size() != 1
                || isMultiValued(BCStyle.UID)
                || !OID.matcher(identifiers.getFirst()).matches()) {
            throw new Refusal(Reason.SYSTEM_IDENTIFIER_MALFORMED);
        }
        return identifiers.getFirst();
    }

    private List<String> values(ASN1ObjectIdentifier type) throws Refusal {
        List<String> values = new ArrayList<>();
        for (RDN rdn : subject.getRDNs()) {
            for (var attribute : rdn.getTypesAndValues()) {
                if (attribute.getType().equals(type)) {
                    if (!(attribute.getValue().toASN1Primitive() instanceof ASN1String text)) {
                        throw new Refusal(Reason.MALFORMED);
                    }
                    values.add(text.getString());
                }
            }
        }
        return values;
    }

    private boolean isMultiValued(ASN1ObjectIdentifier type) {
        for (RDN rdn : subject.getRDNs(type)) {
            if (rdn.isMultiValued()) {
                return true;
            }
        }
        return false;
    }
}
