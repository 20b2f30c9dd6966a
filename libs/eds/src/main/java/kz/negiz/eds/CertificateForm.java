package kz.negiz.eds;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 5280 section 4 demands of a certificate's form. The validation of section 6 does not look at it, and parsers
 * pass over much of it; a certificate that breaks it was made by nobody who keeps the rules.
 *
 * <p>What the RFC asks users to bear with is left alone: negative serial numbers, constraints that are not marked critical,
 * missing key identifiers.
 */
final class CertificateForm {

    private static final int MOST_SERIAL_OCTETS = 20;
    private static final int VERSION_3 = 3;
    private static final Pattern UTC_TIME = Pattern.compile("[0-9]{12}Z");
    private static final Pattern GENERALIZED_TIME = Pattern.compile("[0-9]{14}Z");

    private final TBSCertificate signed;
    private final boolean authority;

    private CertificateForm(TBSCertificate signed, boolean authority) {
        this.signed = signed;
        this.authority = authority;
    }

    /** Requires the form of a certificate that is no anchor. */
    static void require(X509Certificate certificate) throws Refusal {
        try {
            Certificate read = Certificate.getInstance(Encodings.sequence(certificate.getEncoded()));
            if (!read.getSignatureAlgorithm().equals(read.getTBSCertificate().getSignature())) {
                throw new Refusal(Reason.MALFORMED);
            }
            new CertificateForm(read.getTBSCertificate(), certificate.getBasicConstraints() >= 0).require();
        } catch (CertificateEncodingException | IOException | RuntimeException e) {
            // A parser meets every kind of nonsense in its own way; to the caller all of it is one.
            throw new Refusal(Reason.MALFORMED);
        }
    }

    private void require() throws Refusal, IOException {
        BigInteger serial = signed.getSerialNumber().getValue();
        require(serial.signum() != 0 && serial.toByteArray().length <= MOST_SERIAL_OCTETS);
        require(isTime(signed.getStartDate()) && isTime(signed.getEndDate()));
        require(signed.getIssuer().getRDNs().length > 0);
        Extensions extensions = signed.getExtensions();
        if (extensions == null) {
            return;
        }
        require(signed.getVersionNumber() == VERSION_3);
        for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
            Extension each = extensions.getExtension(oid);
            requireExtension(oid, each, content(each));
        }
    }

    private static ASN1Primitive content(Extension extension) throws IOException {
        @Nullable
        ASN1Primitive content =
                ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets());
        if (content == null) {
            throw new IOException("The extension is empty");
        }
        return content;
    }

    private void requireExtension(ASN1ObjectIdentifier oid, Extension extension, ASN1Encodable content) throws Refusal {
        if (Extension.basicConstraints.equals(oid)) {
            BasicConstraints.getInstance(content);
        } else if (Extension.keyUsage.equals(oid)) {
            KeyUsage usage = KeyUsage.getInstance(content);
            byte[] bits = usage.getBytes();
            require(Stream.iterate(0, i -> i < bits.length, i -> i + 1).anyMatch(i -> bits[i] != 0));
            require(authority || !usage.hasUsages(KeyUsage.keyCertSign));
        } else if (Extension.extendedKeyUsage.equals(oid)) {
            require(ExtendedKeyUsage.getInstance(content).size() > 0);
        } else if (Extension.authorityKeyIdentifier.equals(oid)) {
            AuthorityKeyIdentifier.getInstance(content);
            require(!extension.isCritical());
        } else if (Extension.subjectKeyIdentifier.equals(oid)) {
            SubjectKeyIdentifier.getInstance(content);
            require(!extension.isCritical());
        } else if (Extension.subjectAlternativeName.equals(oid) || Extension.issuerAlternativeName.equals(oid)) {
            requireNames(GeneralNames.getInstance(content).getNames());
        } else if (Extension.nameConstraints.equals(oid)) {
            require(authority);
            requireConstraints(NameConstraints.getInstance(content));
        } else if (Extension.policyConstraints.equals(oid)) {
            PolicyConstraints constraints = PolicyConstraints.getInstance(content);
            require(constraints.getRequireExplicitPolicyMapping() != null
                    || constraints.getInhibitPolicyMapping() != null);
        } else if (Extension.inhibitAnyPolicy.equals(oid)) {
            require(ASN1Integer.getInstance(content).getValue().signum() >= 0);
        } else if (Extension.policyMappings.equals(oid)) {
            PolicyMappings.getInstance(content);
            require(ASN1Sequence.getInstance(content).size() > 0);
        } else if (Extension.certificatePolicies.equals(oid)) {
            requirePolicies(CertificatePolicies.getInstance(content).getPolicyInformation());
        } else if (Extension.cRLDistributionPoints.equals(oid)) {
            require(CRLDistPoint.getInstance(content).getDistributionPoints().length > 0);
        }
    }

    private static void requirePolicies(PolicyInformation[] policies) throws Refusal {
        Set<ASN1ObjectIdentifier> once = new HashSet<>();
        require(policies.length > 0 && Arrays.stream(policies).allMatch(each -> once.add(each.getPolicyIdentifier())));
    }

    private static void requireNames(GeneralName[] names) throws Refusal {
        require(names.length > 0);
        for (GeneralName each : names) {
            if (each.getTagNo() == GeneralName.iPAddress) {
                int length = ASN1OctetString.getInstance(each.getName()).getOctets().length;
                require(length == 4 || length == 16);
            }
        }
    }

    private static void requireConstraints(NameConstraints constraints) throws Refusal {
        GeneralSubtree @Nullable [] permitted = constraints.getPermittedSubtrees();
        GeneralSubtree @Nullable [] excluded = constraints.getExcludedSubtrees();
        int count = (permitted == null ? 0 : permitted.length) + (excluded == null ? 0 : excluded.length);
        require(count > 0);
        for (GeneralSubtree @Nullable [] subtrees : Arrays.asList(permitted, excluded)) {
            if (subtrees == null) {
                continue;
            }
            for (GeneralSubtree each : subtrees) {
                // RFC 5280 knows no other bounds.
                require(each.getMinimum().signum() == 0 && each.getMaximum() == null);
                requireBase(each.getBase());
            }
        }
    }

    private static void requireBase(GeneralName base) throws Refusal {
        if (base.getTagNo() == GeneralName.iPAddress) {
            byte[] address = ASN1OctetString.getInstance(base.getName()).getOctets();
            require(address.length == 8 || address.length == 32);
            BigInteger mask = new BigInteger(1, Arrays.copyOfRange(address, address.length / 2, address.length));
            // Ones, then zeros: its complement and one more have no bit in common.
            BigInteger hosts = BigInteger.ONE
                    .shiftLeft(address.length * 4)
                    .subtract(BigInteger.ONE)
                    .subtract(mask);
            require(hosts.and(hosts.add(BigInteger.ONE)).signum() == 0);
        } else if (base.getTagNo() == GeneralName.dNSName) {
            // A leading period means something for addresses of the web only.
            require(!base.getName().toString().startsWith("."));
        }
    }

    private static boolean isTime(Time time) throws IOException {
        byte[] der = time.toASN1Primitive().getEncoded();
        String text = new String(der, 2, der.length - 2, java.nio.charset.StandardCharsets.US_ASCII);
        return (der[0] == Der.UTC_TIME ? UTC_TIME : GENERALIZED_TIME)
                .matcher(text)
                .matches();
    }

    private static void require(boolean kept) throws Refusal {
        if (!kept) {
            throw new Refusal(Reason.MALFORMED);
        }
    }
}
