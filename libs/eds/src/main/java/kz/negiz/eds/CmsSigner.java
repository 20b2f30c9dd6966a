package kz.negiz.eds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import kz.negiz.gost.GostPrivateKey;
import kz.negiz.gost.NationalGost;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;

/**
 * Signs with a key from a PKCS#12 file, in the very form that the national client gives: one signer by issuer and
 * serial number, the leaf embedded, the signed attributes content type, signing time and message digest.
 *
 * <p>For terminals, demos and tests. In the portal the person's own client signs, and the platform never sees a key.
 */
public final class CmsSigner {

    static {
        NationalGost.install();
    }

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Clock clock;
    private final boolean namesCertificate;

    private CmsSigner(PrivateKey key, X509Certificate certificate, Clock clock, boolean namesCertificate) {
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
        this.namesCertificate = namesCertificate;
    }

    /** Signs with this key. */
    public static CmsSigner of(PrivateKey key, X509Certificate certificate) {
        return new CmsSigner(key, certificate, Clock.systemUTC(), false);
    }

    /** Opens a PKCS#12 file; an {@link IOException} tells of a wrong password or a file that holds no key. */
    public static CmsSigner fromPkcs12(Path file, char[] password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return fromPkcs12(in, password);
        }
    }

    /** Reads a PKCS#12 store; an {@link IOException} tells of a wrong password or a store that holds no key. */
    public static CmsSigner fromPkcs12(InputStream in, char[] password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && store.getKey(alias, password) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return of(key, certificate);
                }
            }
            throw new IOException("The key store holds no private key with a certificate");
        } catch (GeneralSecurityException e) {
            throw new IOException("The key store cannot be opened", e);
        }
    }

    /** The same signer with another clock for the signing time. */
    public CmsSigner withClock(Clock other) {
        return new CmsSigner(key, certificate, other, namesCertificate);
    }

    /** The same signer, whose signatures also name the certificate under the signature, as CAdES demands (RFC 5035). */
    public CmsSigner namingCertificate() {
        return new CmsSigner(key, certificate, clock, true);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    PrivateKey key() {
        return key;
    }

    /** Whose key this is, by its own certificate; nothing is verified. */
    public Signer describe() {
        return Signer.namedBy(certificate)
                .orElseThrow(() -> new IllegalStateException("The certificate does not follow the national profile"));
    }

    /** A signature over the content, as DER; attached means that the content goes along. */
    public byte[] sign(byte[] content, boolean attached) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            X509CertificateHolder holder = new X509CertificateHolder(certificate.getEncoded());
            SignerInfoGeneratorBuilder signer = new SignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(signedAttributes());
            if (key instanceof GostPrivateKey) {
                signer.setContentDigest(NationalGost.digestIdentifier(NationalGost.algorithmOf(key)));
            }
            generator.addSignerInfoGenerator(signer.build(contentSigner(), holder));
            generator.addCertificates(new CollectionStore<>(List.of(holder)));
            return generator
                    .generate(new CMSProcessableByteArray(content), attached)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (OperatorCreationException | CMSException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The content could not be signed", e);
        }
    }

    private ContentSigner contentSigner() throws OperatorCreationException {
        if (key instanceof GostPrivateKey) {
            return NationalGost.contentSigner(key);
        }
        return switch (key.getAlgorithm()) {
            case "RSA" -> new JcaContentSignerBuilder("SHA256withRSA").build(key);
            case "EC" -> new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            default -> throw new IllegalStateException("Keys of this kind cannot sign here");
        };
    }

    private CMSAttributeTableGenerator signedAttributes() throws CertificateEncodingException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(clock.instant())))));
        if (namesCertificate) {
            byte[] digest = Encodings.sha256().digest(certificate.getEncoded());
            attributes.add(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2(digest)))));
        }
        CMSAttributeTableGenerator usual = new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes));
        // Bouncy Castle adds an attribute that the national client does not have.
        return parameters -> usual.getAttributes(parameters).remove(CMSAttributes.cmsAlgorithmProtect);
    }
}
