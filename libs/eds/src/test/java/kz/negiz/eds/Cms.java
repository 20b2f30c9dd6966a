package kz.negiz.eds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import kz.negiz.demo.pki.IssuedKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;

/** Signatures as no honest client makes them. */
final class Cms {

    private static final Provider PROVIDER = new BouncyCastleProvider();

    private Cms() {}

    /** Signs with an algorithm and with attributes of one's choice. */
    static byte[] sign(
            IssuedKey key,
            String algorithm,
            ASN1ObjectIdentifier contentType,
            byte[] content,
            UnaryOperator<AttributeTable> attributes) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            X509CertificateHolder holder =
                    new X509CertificateHolder(key.certificate().getEncoded());
            Attribute time = new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(Lab.NOW))));
            var usual = new DefaultSignedAttributeTableGenerator(new AttributeTable(new DERSet(time)));
            generator.addSignerInfoGenerator(new SignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(parameters -> attributes.apply(usual.getAttributes(parameters)))
                    .build(
                            new JcaContentSignerBuilder(algorithm)
                                    .setProvider(PROVIDER)
                                    .build(key.privateKey()),
                            holder));
            generator.addCertificates(new CollectionStore<>(List.of(holder)));
            return generator
                    .generate(new CMSProcessableByteArray(contentType, content), true)
                    .getEncoded(ASN1Encoding.DER);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sign(IssuedKey key, UnaryOperator<AttributeTable> attributes) {
        return sign(key, "SHA256withECDSA", CMSObjectIdentifiers.data, Lab.CONTENT, attributes);
    }

    static byte[] sign(IssuedKey key, String algorithm) {
        return sign(key, algorithm, CMSObjectIdentifiers.data, Lab.CONTENT, table -> table);
    }

    static byte[] withSigners(byte[] cms, ASN1Encodable... signers) {
        SignedData data = data(cms);
        return encode(new SignedData(
                data.getDigestAlgorithms(),
                data.getEncapContentInfo(),
                data.getCertificates(),
                null,
                new DERSet(signers)));
    }

    static byte[] withCertificates(byte[] cms, ASN1Encodable... certificates) {
        SignedData data = data(cms);
        return encode(new SignedData(
                data.getDigestAlgorithms(),
                data.getEncapContentInfo(),
                certificates.length == 0 ? null : new BERSet(certificates),
                null,
                data.getSignerInfos()));
    }

    static byte[] withContent(byte[] cms, byte[] content) {
        SignedData data = data(cms);
        return encode(new SignedData(
                data.getDigestAlgorithms(),
                new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(content)),
                data.getCertificates(),
                null,
                data.getSignerInfos()));
    }

    static SignerInfo signerInfo(byte[] cms) {
        return SignerInfo.getInstance(data(cms).getSignerInfos().getObjectAt(0));
    }

    static ASN1Encodable certificate(byte[] cms) {
        return data(cms).getCertificates().getObjectAt(0);
    }

    /** The same signer with other attributes or another signature value. */
    static SignerInfo signerInfo(SignerInfo of, ASN1Set attributes, byte[] signature) {
        return new SignerInfo(
                of.getSID(),
                of.getDigestAlgorithm(),
                attributes,
                of.getDigestEncryptionAlgorithm(),
                new DEROctetString(signature),
                null);
    }

    /** Strips the signed attributes, and puts their encoding where the content was: the old signature value fits. */
    static byte[] withAttributesAsContent(byte[] cms) {
        SignerInfo signer = signerInfo(cms);
        byte[] stripped = withSigners(
                cms,
                new SignerInfo(
                        signer.getSID(),
                        signer.getDigestAlgorithm(),
                        (ASN1Set) null,
                        signer.getDigestEncryptionAlgorithm(),
                        signer.getEncryptedDigest(),
                        null));
        return withContent(stripped, attributesOf(cms));
    }

    static byte[] attributesOf(byte[] cms) {
        try {
            return signerInfo(cms).getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static AttributeTable with(AttributeTable table, ASN1ObjectIdentifier type, ASN1Encodable... values) {
        ASN1EncodableVector all = table.toASN1EncodableVector();
        all.add(new Attribute(type, new DERSet(values)));
        return new AttributeTable(all);
    }

    static byte[] pem(byte[] cms, String newline) {
        String base64 = Base64.getMimeEncoder(64, newline.getBytes(StandardCharsets.US_ASCII))
                .encodeToString(cms);
        return ("-----BEGIN CMS-----" + newline + base64 + newline + "-----END CMS-----" + newline)
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] append(byte[] cms, int... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(cms);
        Arrays.stream(more).forEach(out::write);
        return out.toByteArray();
    }

    static byte[] contentInfo(ASN1ObjectIdentifier type, ASN1Encodable content) {
        try {
            return new ContentInfo(type, content).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignedData data(byte[] cms) {
        try {
            return SignedData.getInstance(
                    ContentInfo.getInstance(ASN1Primitive.fromByteArray(cms)).getContent());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encode(SignedData data) {
        return contentInfo(CMSObjectIdentifiers.signedData, data);
    }
}
