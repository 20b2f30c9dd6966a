package kz.negiz.demo.pki;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;

/**
 * What an end-entity certificate is to say; begins with a template of the profile, and every part can be bent for a test.
 *
 * @param keyUsage bits of {@link org.bouncycastle.asn1.x509.KeyUsage}; 0 leaves the extension out
 * @param storage object identifier of the key storage; empty leaves the extension out
 * @param authority whether basicConstraints says CA:TRUE
 */
public record LeafSpec(
        X500Name subject,
        Optional<KeyPair> keyPair,
        KeyKind keyKind,
        Instant notBefore,
        Instant notAfter,
        int keyUsage,
        boolean keyUsageCritical,
        List<String> extendedKeyUsage,
        boolean extendedKeyUsageCritical,
        List<String> policies,
        Optional<String> storage,
        boolean authority,
        List<Extension> furtherExtensions,
        Optional<BigInteger> serial,
        Optional<String> signatureAlgorithm,
        boolean doubleOcspEntry) {

    /** A natural person's certificate as issued today. */
    public static LeafSpec person(String surname, String name, String iin, Instant notBefore) {
        return of(Template.INDIVIDUAL, personName(surname, name, iin).build(), notBefore)
                .withStorage(Storage.KAZTOKEN);
    }

    /** A certificate of an organisation's first head as issued today. */
    public static LeafSpec organisation(
            String surname, String name, String iin, String organisation, String bin, Instant notBefore) {
        X500NameBuilder subject = personName(surname, name, iin)
                .addRDN(BCStyle.O, new DERUTF8String(organisation))
                .addRDN(BCStyle.OU, new DERUTF8String("BIN" + bin));
        return of(Template.FIRST_HEAD, subject.build(), notBefore).withStorage(Storage.PKCS12);
    }

    /** An information system's certificate as issued today: no person's number, an object identifier of its own. */
    public static LeafSpec system(String title, String systemOid, String organisation, String bin, Instant notBefore) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.UID, new DERUTF8String(systemOid))
                .addRDN(BCStyle.CN, new DERUTF8String(title))
                .addRDN(BCStyle.C, new DERPrintableString("KZ"))
                .addRDN(BCStyle.O, new DERUTF8String(organisation))
                .addRDN(BCStyle.OU, new DERUTF8String("BIN" + bin))
                .build();
        return of(Template.INFORMATION_SYSTEM, subject, notBefore).withStorage(Storage.PKCS12);
    }

    /** A time-stamping service's certificate. */
    public static LeafSpec timeStamping(String commonName, Instant notBefore) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(commonName))
                .addRDN(BCStyle.O, new DERUTF8String("DEMO"))
                .addRDN(BCStyle.C, new DERPrintableString("KZ"))
                .build();
        return of(Template.TIME_STAMPING, subject, notBefore);
    }

    /** A certificate of the given template for any subject. */
    public static LeafSpec of(Template template, X500Name subject, Instant notBefore) {
        return new LeafSpec(
                        subject,
                        Optional.empty(),
                        KeyKind.RSA_2048,
                        notBefore,
                        notBefore.plus(Duration.ofDays(366)),
                        0,
                        true,
                        List.of(),
                        false,
                        List.of(),
                        Optional.empty(),
                        false,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false)
                .withTemplate(template);
    }

    private static X500NameBuilder personName(String surname, String name, String iin) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(surname + " " + name))
                .addRDN(BCStyle.SURNAME, new DERUTF8String(surname))
                .addRDN(BCStyle.SERIALNUMBER, new DERPrintableString("IIN" + iin))
                .addRDN(BCStyle.C, new DERPrintableString("KZ"));
    }

    /** The same subject under another template. */
    public LeafSpec withTemplate(Template template) {
        // In the national "right to sign" template extendedKeyUsage is critical and keyUsage is not.
        boolean rightToSign = template == Template.RIGHT_TO_SIGN;
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                template.keyUsage(),
                !rightToSign,
                template.extendedKeyUsage(),
                rightToSign || template == Template.TIME_STAMPING,
                List.of(template.policy()),
                storage,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                rightToSign);
    }

    public LeafSpec withSubject(X500Name value) {
        return new LeafSpec(
                value,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    /** The same subject with one attribute more. */
    public LeafSpec withAttribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        for (var rdn : subject.getRDNs()) {
            builder.addMultiValuedRDN(rdn.getTypesAndValues());
        }
        return withSubject(builder.addRDN(type, value).build());
    }

    /** The same subject without an attribute. */
    public LeafSpec withoutAttribute(ASN1ObjectIdentifier type) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        for (var rdn : subject.getRDNs()) {
            if (!rdn.getFirst().getType().equals(type)) {
                builder.addMultiValuedRDN(rdn.getTypesAndValues());
            }
        }
        return withSubject(builder.build());
    }

    public LeafSpec withKeyPair(KeyPair value) {
        return new LeafSpec(
                subject,
                Optional.of(value),
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    public LeafSpec withKeyKind(KeyKind value) {
        return new LeafSpec(
                subject,
                keyPair,
                value,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    public LeafSpec withValidity(Instant from, Instant to) {
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                from,
                to,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    public LeafSpec withKeyUsage(int bits) {
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                bits,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    public LeafSpec withExtendedKeyUsage(String... oids) {
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                List.of(oids),
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    public LeafSpec withPolicies(String... oids) {
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                List.of(oids),
                storage,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    public LeafSpec withStorage(Storage value) {
        return withStorage(Optional.of(value.oid()));
    }

    public LeafSpec withStorage(Optional<String> oid) {
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                oid,
                authority,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    /** The same leaf, claiming in basicConstraints to be an authority. */
    public LeafSpec asAuthority() {
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                true,
                furtherExtensions,
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    /** The same leaf with one extension more. */
    public LeafSpec withExtension(Extension extension) {
        List<Extension> extensions = new ArrayList<>(furtherExtensions);
        extensions.add(extension);
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                List.copyOf(extensions),
                serial,
                signatureAlgorithm,
                doubleOcspEntry);
    }

    public LeafSpec withSerial(BigInteger value) {
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                furtherExtensions,
                Optional.of(value),
                signatureAlgorithm,
                doubleOcspEntry);
    }

    /** The same leaf, signed by the authority with another algorithm (a JCA name such as {@code SHA1withRSA}). */
    public LeafSpec withSignatureAlgorithm(String value) {
        return new LeafSpec(
                subject,
                keyPair,
                keyKind,
                notBefore,
                notAfter,
                keyUsage,
                keyUsageCritical,
                extendedKeyUsage,
                extendedKeyUsageCritical,
                policies,
                storage,
                authority,
                furtherExtensions,
                serial,
                Optional.of(value),
                doubleOcspEntry);
    }
}
