package kz.negiz.demo.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import kz.negiz.gost.GostPrivateKey;
import kz.negiz.gost.NationalGost;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certification authority that mimics the national profile.
 *
 * <p>Tests make strange ones of it: look-alikes, authorities without the right to sign, leaves that issue leaves.
 */
public final class CertificationAuthority {

    /** The extension that says where a key is kept. */
    private static final ASN1ObjectIdentifier KEY_STORAGE = new ASN1ObjectIdentifier("1.2.398.3.3.5");

    private static final String POLICY = "1.2.398.3.3.2";

    /** RFC 6761: a name under {@code .invalid} leads nowhere; addresses inside certificates are never followed. */
    private static final String SITE = "http://pki.demo.invalid/";

    static {
        NationalGost.install();
    }

    private final PrivateKey privateKey;
    private final X509Certificate certificate;

    private CertificationAuthority(PrivateKey privateKey, X509Certificate certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
    }

    /** A root with a fresh key. */
    public static CertificationAuthority root(AuthoritySpec spec) {
        return root(spec, spec.keyKind().generate());
    }

    static CertificationAuthority root(AuthoritySpec spec, KeyPair pair) {
        byte[] keyId = keyIdentifier(pair.getPublic());
        X509Certificate certificate = issueAuthority(
                spec,
                pair.getPublic(),
                spec.name(),
                keyId,
                pair.getPrivate(),
                KeyKind.signatureAlgorithmFor(pair.getPrivate().getAlgorithm()));
        return new CertificationAuthority(pair.getPrivate(), certificate);
    }

    /** Acts as an authority with a key at hand, whatever its certificate allows. */
    public static CertificationAuthority of(IssuedKey key) {
        return new CertificationAuthority(key.privateKey(), key.certificate());
    }

    /** An authority below this one, with a fresh key. */
    public CertificationAuthority subordinate(AuthoritySpec spec) {
        return subordinate(spec, spec.keyKind().generate());
    }

    CertificationAuthority subordinate(AuthoritySpec spec, KeyPair pair) {
        X509Certificate issued = issueAuthority(
                spec,
                pair.getPublic(),
                name(),
                keyIdentifier(certificate.getPublicKey()),
                privateKey,
                KeyKind.signatureAlgorithmFor(privateKey.getAlgorithm()));
        return new CertificationAuthority(pair.getPrivate(), issued);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    IssuedKey asKey() {
        return new IssuedKey(privateKey, certificate);
    }

    private X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    /** Issues an end-entity certificate, however strange. */
    public IssuedKey issue(LeafSpec spec) {
        KeyPair pair = spec.keyPair().orElseGet(() -> spec.keyKind().generate());
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    name(),
                    spec.serial().orElseGet(() -> serial(keyIdentifier(pair.getPublic()))),
                    Date.from(spec.notBefore()),
                    Date.from(spec.notAfter()),
                    spec.subject(),
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
            for (Extension extension : leafExtensions(spec, pair.getPublic())) {
                builder.addExtension(extension);
            }
            String algorithm =
                    spec.signatureAlgorithm().orElseGet(() -> KeyKind.signatureAlgorithmFor(privateKey.getAlgorithm()));
            return new IssuedKey(pair.getPrivate(), sign(builder, privateKey, algorithm));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Issues a revocation list. */
    public X509CRL crl(CrlSpec spec) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(name(), Date.from(spec.thisUpdate()));
            builder.setNextUpdate(Date.from(spec.nextUpdate()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(keyIdentifier(certificate.getPublicKey())));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(spec.number())));
            if (spec.baseNumber().isPresent()) {
                builder.addExtension(
                        Extension.deltaCRLIndicator,
                        true,
                        new CRLNumber(BigInteger.valueOf(spec.baseNumber().get())));
            }
            for (Extension extension : spec.furtherExtensions()) {
                builder.addExtension(extension);
            }
            for (CrlSpec.Entry entry : spec.entries()) {
                ExtensionsGenerator extensions = new ExtensionsGenerator();
                if (entry.reason() != CRLReason.unspecified) {
                    extensions.addExtension(Extension.reasonCode, false, CRLReason.lookup(entry.reason()));
                }
                if (extensions.isEmpty()) {
                    builder.addCRLEntry(entry.serial(), Date.from(entry.revokedAt()), CRLReason.unspecified);
                } else {
                    builder.addCRLEntry(entry.serial(), Date.from(entry.revokedAt()), extensions.generate());
                }
            }
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(
                            signer(privateKey, KeyKind.signatureAlgorithmFor(privateKey.getAlgorithm()))));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("The revocation list could not be issued", e);
        }
    }

    private List<Extension> leafExtensions(LeafSpec spec, PublicKey publicKey) throws IOException {
        List<Extension> extensions = new ArrayList<>();
        if (spec.keyUsage() != 0) {
            extensions.add(
                    Extension.create(Extension.keyUsage, spec.keyUsageCritical(), new KeyUsage(spec.keyUsage())));
        }
        if (!spec.extendedKeyUsage().isEmpty()) {
            KeyPurposeId[] purposes = spec.extendedKeyUsage().stream()
                    .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                    .toArray(KeyPurposeId[]::new);
            extensions.add(Extension.create(
                    Extension.extendedKeyUsage, spec.extendedKeyUsageCritical(), new ExtendedKeyUsage(purposes)));
        }
        if (!spec.policies().isEmpty()) {
            extensions.add(Extension.create(Extension.certificatePolicies, false, policies(spec.policies())));
        }
        extensions.add(
                Extension.create(Extension.authorityInfoAccess, false, authorityInformation(spec.doubleOcspEntry())));
        extensions.add(Extension.create(Extension.cRLDistributionPoints, false, distributionPoint("issuing.crl")));
        extensions.add(Extension.create(Extension.freshestCRL, false, distributionPoint("issuing-delta.crl")));
        extensions.add(Extension.create(
                Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(publicKey))));
        extensions.add(Extension.create(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(keyIdentifier(certificate.getPublicKey()))));
        if (spec.storage().isPresent()) {
            extensions.add(Extension.create(
                    KEY_STORAGE,
                    false,
                    new DERSequence(new ASN1ObjectIdentifier(spec.storage().get()))));
        }
        if (spec.authority()) {
            extensions.add(Extension.create(Extension.basicConstraints, true, new BasicConstraints(true)));
        }
        extensions.addAll(spec.furtherExtensions());
        // The national templates differ in the order of extensions: no reader may rely on one.
        Collections.rotate(extensions, spec.subject().getRDNs().length);
        return extensions;
    }

    private static X509Certificate issueAuthority(
            AuthoritySpec spec,
            PublicKey publicKey,
            X500Name issuer,
            byte[] issuerKeyId,
            PrivateKey issuerKey,
            String algorithm) {
        byte[] keyId = keyIdentifier(publicKey);
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuer,
                    serial(keyId),
                    Date.from(spec.notBefore()),
                    Date.from(spec.notAfter()),
                    spec.name(),
                    SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()));
            BasicConstraints constraints = !spec.authority()
                    ? new BasicConstraints(false)
                    : spec.pathLength().isPresent()
                            ? new BasicConstraints(spec.pathLength().getAsInt())
                            : new BasicConstraints(true);
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(spec.keyUsage()));
            builder.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId));
            builder.addExtension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(issuerKeyId));
            builder.addExtension(Extension.certificatePolicies, false, policies(List.of(POLICY)));
            builder.addExtension(Extension.cRLDistributionPoints, false, distributionPoint("root.crl"));
            return sign(builder, issuerKey, algorithm);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key, String algorithm) {
        try {
            X509CertificateHolder holder = builder.build(signer(key, algorithm));
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificate could not be issued", e);
        }
    }

    /** A GOST key has one algorithm only; others sign by the one named. */
    private static ContentSigner signer(PrivateKey key, String algorithm) throws OperatorCreationException {
        return key instanceof GostPrivateKey
                ? NationalGost.contentSigner(key)
                : new JcaContentSignerBuilder(algorithm).build(key);
    }

    private static CertificatePolicies policies(List<String> oids) {
        PolicyInformation[] all = oids.stream()
                .map(oid -> new PolicyInformation(
                        new ASN1ObjectIdentifier(oid), new DERSequence(new PolicyQualifierInfo(SITE + "cps"))))
                .toArray(PolicyInformation[]::new);
        return new CertificatePolicies(all);
    }

    private static ASN1Encodable authorityInformation(boolean doubleOcspEntry) {
        AccessDescription ocsp = new AccessDescription(AccessDescription.id_ad_ocsp, uri("ocsp/"));
        AccessDescription issuer = new AccessDescription(AccessDescription.id_ad_caIssuers, uri("cert/issuing.cer"));
        return new DERSequence(
                doubleOcspEntry ? new ASN1Encodable[] {issuer, ocsp, ocsp} : new ASN1Encodable[] {ocsp, issuer});
    }

    private static CRLDistPoint distributionPoint(String file) {
        return new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(new GeneralNames(uri("crl/" + file))), null, null)
        });
    }

    private static GeneralName uri(String path) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, SITE + path);
    }

    /** RFC 5280 4.2.1.2, method 1. */
    static byte[] keyIdentifier(PublicKey key) {
        try {
            byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                    .getPublicKeyData()
                    .getOctets();
            return MessageDigest.getInstance("SHA-1").digest(bits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the national authority does: the key identifier with its top bit cleared. */
    private static BigInteger serial(byte[] keyIdentifier) {
        byte[] bytes = keyIdentifier.clone();
        bytes[0] &= 0x7F;
        return new BigInteger(1, bytes);
    }

    boolean hasIssued(X509Certificate leaf) {
        try {
            leaf.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
