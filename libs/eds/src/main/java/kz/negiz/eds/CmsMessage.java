package kz.negiz.eds;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kz.negiz.gost.GostAlgorithm;
import kz.negiz.gost.GostPublicKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A CMS signature (RFC 5652) with exactly one signer, taken apart. Works on the plain ASN.1 so that every step is seen;
 * nothing is verified by merely reading it.
 */
final class CmsMessage {

    private static final int MOST_CERTIFICATES = 32;
    private static final int MOST_ATTRIBUTES = 32;

    private static final int MOST_TIME_STAMPS = 4;

    private final ASN1ObjectIdentifier contentType;
    private final SignerInfo signer;
    private final X509Certificate certificate;
    private final Optional<byte[]> attachedContent;

    private CmsMessage(
            ASN1ObjectIdentifier contentType,
            SignerInfo signer,
            X509Certificate certificate,
            Optional<byte[]> attachedContent) {
        this.contentType = contentType;
        this.signer = signer;
        this.certificate = certificate;
        this.attachedContent = attachedContent;
    }

    /** Checks size and form, that there is one signer, and that the message carries his certificate once. */
    static CmsMessage read(byte[] input) throws Refusal {
        return read(Encodings.cms(input), CMSObjectIdentifiers.data);
    }

    /** The same for the content of a time stamp, in DER or BER. */
    static CmsMessage readTimeStamp(byte[] encoded) throws Refusal {
        return read(encoded, PKCSObjectIdentifiers.id_ct_TSTInfo);
    }

    private static CmsMessage read(byte[] encoded, ASN1ObjectIdentifier contentType) throws Refusal {
        try {
            SignedData data = signedData(encoded);
            if (!contentType.equals(data.getEncapContentInfo().getContentType())) {
                throw new Refusal(Reason.CONTENT_TYPE_UNEXPECTED);
            }
            Optional<byte[]> content = Optional.ofNullable(
                            data.getEncapContentInfo().getContent())
                    .map(each -> ASN1OctetString.getInstance(each).getOctets());
            ASN1Set signers = data.getSignerInfos();
            if (signers.size() == 0) {
                throw new Refusal(Reason.NO_SIGNER);
            }
            if (signers.size() > 1) {
                throw new Refusal(Reason.SEVERAL_SIGNERS);
            }
            SignerInfo signer = SignerInfo.getInstance(signers.getObjectAt(0));
            requireRegular(data, signer, signers.getObjectAt(0));
            return new CmsMessage(contentType, signer, certificate(data.getCertificates(), signer.getSID()), content);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // A parser meets every kind of nonsense in its own way; to the caller all of it is one.
            throw new Refusal(Reason.MALFORMED);
        }
    }

    private static SignedData signedData(byte[] encoded) throws IOException, Refusal {
        ASN1Primitive object;
        try (ASN1InputStream in = new ASN1InputStream(encoded)) {
            object = in.readObject();
            if (object == null) {
                throw new Refusal(Reason.MALFORMED);
            }
            if (in.read() >= 0) {
                throw new Refusal(Reason.TRAILING_BYTES);
            }
        }
        ContentInfo info = ContentInfo.getInstance(object);
        if (!CMSObjectIdentifiers.signedData.equals(info.getContentType())) {
            throw new Refusal(Reason.NOT_SIGNED_DATA);
        }
        return SignedData.getInstance(info.getContent());
    }

    /**
     * Versions and algorithms stand outside of what is signed. They must be those that RFC 5652 demands of this very
     * message, so that nothing in it can be changed unseen.
     */
    private static void requireRegular(SignedData data, SignerInfo signer, ASN1Encodable encodedSigner)
            throws Refusal, IOException {
        int version = signer.getSID().isTagged() ? 3 : 1;
        ASN1Set digests = data.getDigestAlgorithms();
        boolean plain =
                CMSObjectIdentifiers.data.equals(data.getEncapContentInfo().getContentType());
        boolean regular = data.getVersion().hasValue(plain ? version : 3)
                && signer.getVersion().hasValue(version)
                && digests.size() == 1
                && AlgorithmIdentifier.getInstance(digests.getObjectAt(0))
                        .getAlgorithm()
                        .equals(signer.getDigestAlgorithm().getAlgorithm())
                && AcceptedAlgorithm.hasNoParameters(AlgorithmIdentifier.getInstance(digests.getObjectAt(0)))
                && Arrays.equals(
                        signer.getEncoded(ASN1Encoding.DER),
                        encodedSigner.toASN1Primitive().getEncoded(ASN1Encoding.DER));
        if (!regular) {
            throw new Refusal(Reason.MALFORMED);
        }
    }

    private static X509Certificate certificate(@Nullable ASN1Set embedded, SignerIdentifier sid)
            throws Refusal, IOException, GeneralSecurityException {
        List<byte[]> matching = new ArrayList<>();
        if (embedded != null) {
            if (embedded.size() > MOST_CERTIFICATES) {
                throw new Refusal(Reason.TOO_LARGE);
            }
            for (ASN1Encodable each : embedded) {
                // Other choices than a plain certificate are tagged, and never a signer's.
                if (each.toASN1Primitive() instanceof ASN1Sequence sequence) {
                    // Taken before anything looks inside: the very bytes that the authority has signed.
                    byte[] encoded = sequence.getEncoded();
                    Certificate candidate = Certificate.getInstance(encoded);
                    if (identifies(sid, candidate)) {
                        requireWholeBytes(candidate);
                        requireGoodGost(candidate.getSubjectPublicKeyInfo());
                        matching.add(encoded);
                    }
                }
            }
        }
        if (matching.isEmpty()) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_MISSING);
        }
        if (matching.size() > 1) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_AMBIGUOUS);
        }
        return Encodings.certificate(matching.getFirst());
    }

    /** A signer's certificate by itself: exactly these bytes, held to the same as one inside a message. */
    static X509Certificate certificate(byte[] encoded) throws Refusal {
        try {
            Certificate candidate = Certificate.getInstance(Encodings.sequence(encoded));
            requireWholeBytes(candidate);
            requireGoodGost(candidate.getSubjectPublicKeyInfo());
            return Encodings.certificate(encoded);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_MISSING);
        }
    }

    /** Some parsers pass over a count of unused bits in a signature value; no signature has any. */
    private static void requireWholeBytes(Certificate certificate) throws Refusal {
        if (certificate.getSignature().getPadBits() != 0) {
            throw new Refusal(Reason.MALFORMED);
        }
    }

    /** Java's parser refuses a certificate as a whole for a bad point; here the reason is to be told. */
    private static void requireGoodGost(SubjectPublicKeyInfo info) throws Refusal, IOException {
        if (GostAlgorithm.ofKey(info.getAlgorithm().getAlgorithm().getId()).isPresent()) {
            try {
                GostPublicKey.decode(info.getEncoded());
            } catch (InvalidKeySpecException e) {
                throw new Refusal(Reason.KEY_NOT_ACCEPTED);
            }
        }
    }

    private static boolean identifies(SignerIdentifier sid, Certificate certificate) throws IOException {
        if (sid.isTagged()) {
            byte[] wanted = ASN1OctetString.getInstance(sid.getId()).getOctets();
            Extension extension = certificate.getTBSCertificate().getExtensions() == null
                    ? null
                    : certificate.getTBSCertificate().getExtensions().getExtension(Extension.subjectKeyIdentifier);
            return extension != null
                    && MessageDigest.isEqual(
                            wanted,
                            SubjectKeyIdentifier.getInstance(extension.getParsedValue())
                                    .getKeyIdentifier());
        }
        IssuerAndSerialNumber wanted = IssuerAndSerialNumber.getInstance(sid.getId());
        return Arrays.equals(
                        wanted.getName().getEncoded(ASN1Encoding.DER),
                        certificate.getIssuer().getEncoded(ASN1Encoding.DER))
                && wanted.getSerialNumber()
                        .hasValue(certificate.getSerialNumber().getValue());
    }

    X509Certificate certificate() {
        return certificate;
    }

    /**
     * Checks that the signed attributes are there and speak of exactly this content, with an accepted pair of
     * algorithms.
     *
     * <p>A signer without signed attributes is refused: with them stripped, and their encoding put in place of the
     * content, the old signature value would verify.
     */
    SignedAttributes requireContent(byte[] expected) throws Refusal {
        if (signer.getAuthenticatedAttributes() == null
                || signer.getAuthenticatedAttributes().size() == 0) {
            throw new Refusal(Reason.SIGNED_ATTRIBUTES_MISSING);
        }
        SignedAttributes attributes = signedAttributes(signer.getAuthenticatedAttributes());
        if (attachedContent.isPresent() && !MessageDigest.isEqual(attachedContent.get(), expected)) {
            throw new Refusal(Reason.CONTENT_DIFFERS);
        }
        AcceptedAlgorithm algorithm = AcceptedAlgorithm.ofSigner(
                        signer.getDigestEncryptionAlgorithm(), signer.getDigestAlgorithm())
                .orElseThrow(() -> new Refusal(Reason.ALGORITHM_NOT_ACCEPTED));
        if (!MessageDigest.isEqual(attributes.messageDigest(), Encodings.digest(algorithm.jcaDigest(), expected))) {
            throw new Refusal(Reason.CONTENT_DIFFERS);
        }
        return attributes;
    }

    /** Checks the signature value with the key of the embedded certificate. */
    void requireSignature() throws Refusal {
        AcceptedAlgorithm algorithm = AcceptedAlgorithm.ofSigner(
                        signer.getDigestEncryptionAlgorithm(), signer.getDigestAlgorithm())
                .orElseThrow(() -> new Refusal(Reason.ALGORITHM_NOT_ACCEPTED));
        if (!algorithm.keyRule().test(certificate.getPublicKey())) {
            throw new Refusal(Reason.KEY_NOT_ACCEPTED);
        }
        byte[] value = signer.getEncryptedDigest().getOctets();
        if (!BareSignature.isWellFormed(certificate.getPublicKey(), value)) {
            throw new Refusal(Reason.SIGNATURE_WRONG);
        }
        try {
            Signature signature = Signature.getInstance(algorithm.jcaSignature());
            signature.initVerify(certificate.getPublicKey());
            signature.update(signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER));
            if (!signature.verify(value)) {
                throw new Refusal(Reason.SIGNATURE_WRONG);
            }
        } catch (InvalidKeyException e) {
            throw new Refusal(Reason.KEY_NOT_ACCEPTED);
        } catch (SignatureException | IOException e) {
            throw new Refusal(Reason.SIGNATURE_WRONG);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signer's claims; empty where nothing can be made of them. Not verified. */
    Optional<SignedAttributes> claims() {
        try {
            return signer.getAuthenticatedAttributes() == null
                    ? Optional.empty()
                    : Optional.of(signedAttributes(signer.getAuthenticatedAttributes()));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    byte[] signatureValue() {
        return signer.getEncryptedDigest().getOctets();
    }

    /** The time stamps over the signature value, as they stand among the unsigned attributes; nothing is verified. */
    List<byte[]> timeStamps() throws Refusal {
        if (signer.getUnauthenticatedAttributes() == null) {
            return List.of();
        }
        List<byte[]> tokens = new ArrayList<>();
        try {
            for (ASN1Encodable each : signer.getUnauthenticatedAttributes()) {
                Attribute attribute = Attribute.getInstance(each);
                if (PKCSObjectIdentifiers.id_aa_signatureTimeStampToken.equals(attribute.getAttrType())) {
                    for (ASN1Encodable token : attribute.getAttrValues()) {
                        tokens.add(token.toASN1Primitive().getEncoded());
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new Refusal(Reason.TIME_STAMP_MALFORMED);
        }
        if (tokens.size() > MOST_TIME_STAMPS) {
            throw new Refusal(Reason.TOO_LARGE);
        }
        return tokens;
    }

    Optional<byte[]> attachedContent() {
        return attachedContent.map(byte[]::clone);
    }

    String digestOid() {
        return signer.getDigestAlgorithm().getAlgorithm().getId();
    }

    String signatureOid() {
        return signer.getDigestEncryptionAlgorithm().getAlgorithm().getId();
    }

    private SignedAttributes signedAttributes(ASN1Set set) throws Refusal {
        if (set.size() > MOST_ATTRIBUTES) {
            throw new Refusal(Reason.TOO_LARGE);
        }
        try {
            List<Attribute> attributes = new ArrayList<>();
            for (ASN1Encodable each : set) {
                attributes.add(Attribute.getInstance(each));
            }
            ASN1Encodable type = only(attributes, CMSAttributes.contentType)
                    .orElseThrow(() -> new Refusal(Reason.SIGNED_ATTRIBUTES_MALFORMED));
            if (!this.contentType.equals(ASN1ObjectIdentifier.getInstance(type))) {
                throw new Refusal(Reason.CONTENT_TYPE_UNEXPECTED);
            }
            ASN1Encodable digest = only(attributes, CMSAttributes.messageDigest)
                    .orElseThrow(() -> new Refusal(Reason.SIGNED_ATTRIBUTES_MALFORMED));
            Optional<ASN1Encodable> time = only(attributes, CMSAttributes.signingTime);
            Optional<Instant> signingTime = time.isEmpty() ? Optional.empty() : Optional.of(instant(time.get()));
            boolean named = requireSameCertificate(attributes);
            return new SignedAttributes(ASN1OctetString.getInstance(digest).getOctets(), signingTime, named);
        } catch (IOException | GeneralSecurityException | ParseException | RuntimeException e) {
            throw new Refusal(Reason.SIGNED_ATTRIBUTES_MALFORMED);
        }
    }

    /**
     * The national client leaves signing-certificate out; where it is present it must name this certificate.
     *
     * @return whether it is present
     */
    private boolean requireSameCertificate(List<Attribute> attributes)
            throws Refusal, IOException, GeneralSecurityException {
        byte[] encoded = certificate.getEncoded();
        Optional<ASN1Encodable> first = only(attributes, PKCSObjectIdentifiers.id_aa_signingCertificate);
        if (first.isPresent()) {
            ESSCertID[] ids = SigningCertificate.getInstance(first.get()).getCerts();
            if (ids.length == 0
                    || !MessageDigest.isEqual(ids[0].getCertHash(), Encodings.digest("SHA-1", encoded))
                    || !isSameSerial(ids[0].getIssuerSerial())) {
                throw new Refusal(Reason.SIGNING_CERTIFICATE_DIFFERS);
            }
        }
        Optional<ASN1Encodable> second = only(attributes, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (second.isPresent()) {
            ESSCertIDv2[] ids = SigningCertificateV2.getInstance(second.get()).getCerts();
            if (ids.length == 0
                    || !NISTObjectIdentifiers.id_sha256.equals(
                            ids[0].getHashAlgorithm().getAlgorithm())
                    || !MessageDigest.isEqual(ids[0].getCertHash(), Encodings.digest("SHA-256", encoded))
                    || !isSameSerial(ids[0].getIssuerSerial())) {
                throw new Refusal(Reason.SIGNING_CERTIFICATE_DIFFERS);
            }
        }
        return first.isPresent() || second.isPresent();
    }

    private boolean isSameSerial(@Nullable IssuerSerial named) {
        if (named == null) {
            return true;
        }
        GeneralName[] issuer = named.getIssuer().getNames();
        return named.getSerial().hasValue(certificate.getSerialNumber())
                && issuer.length == 1
                && issuer[0].getTagNo() == GeneralName.directoryName
                && X500Name.getInstance(issuer[0].getName())
                        .equals(X500Name.getInstance(
                                certificate.getIssuerX500Principal().getEncoded()));
    }

    /** RFC 5652 section 11: each of these attributes at most once, with exactly one value. */
    private static Optional<ASN1Encodable> only(List<Attribute> attributes, ASN1ObjectIdentifier type) throws Refusal {
        List<Attribute> found = attributes.stream()
                .filter(each -> type.equals(each.getAttrType()))
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > 1 || found.getFirst().getAttrValues().size() != 1) {
            throw new Refusal(Reason.SIGNED_ATTRIBUTES_MALFORMED);
        }
        return Optional.of(found.getFirst().getAttrValues().getObjectAt(0));
    }

    private static Instant instant(ASN1Encodable time) throws ParseException {
        return switch (time.toASN1Primitive()) {
            case ASN1UTCTime utc -> utc.getAdjustedDate().toInstant();
            case ASN1GeneralizedTime general -> general.getDate().toInstant();
            default -> throw new IllegalArgumentException("not a time");
        };
    }

    /** What the signer says, inside the signature. */
    @SuppressWarnings("ArrayRecordComponent") // stays inside the package
    record SignedAttributes(byte[] messageDigest, Optional<Instant> signingTime, boolean certificateNamed) {}
}
