package kz.negiz.demo.shep;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The transport signature of the gateway, by Java's own XML signatures, RSA or ECDSA with SHA-256. */
final class Signatures {

    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private static final String BASE_64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    private static final String X509_V3 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    private Signatures() {}

    /** Signs the Body of an envelope, which gets a header. */
    static void sign(Document envelope, GatewayKeys.Key key) {
        Element root = envelope.getDocumentElement();
        Element body = Soap.child(root, "Body").orElseThrow();
        String id = "id-" + UUID.randomUUID();
        body.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsu", WSU);
        body.setAttributeNS(WSU, "wsu:Id", id);
        body.setIdAttributeNS(WSU, "Id", true);
        Element header = Soap.child(root, "Header").orElseGet(() -> {
            Element made = envelope.createElementNS(Soap.ENVELOPE, "S:Header");
            root.insertBefore(made, body);
            return made;
        });
        Element security = envelope.createElementNS(WSSE, "wsse:Security");
        security.setAttributeNS(Soap.ENVELOPE, "S:mustUnderstand", "1");
        header.appendChild(security);
        try {
            SignedInfo info = FACTORY.newSignedInfo(
                    FACTORY.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    FACTORY.newSignatureMethod(method(key), null),
                    List.of(FACTORY.newReference(
                            "#" + id,
                            FACTORY.newDigestMethod(DigestMethod.SHA256, null),
                            List.of(FACTORY.newTransform(
                                    CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                            null,
                            null)));
            KeyInfo keyInfo = FACTORY.getKeyInfoFactory()
                    .newKeyInfo(List.of(new DOMStructure(keyReference(envelope, key.certificate()))));
            DOMSignContext context = new DOMSignContext(key.privateKey(), security);
            context.setDefaultNamespacePrefix("ds");
            FACTORY.newXMLSignature(info, keyInfo).sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("The answer could not be signed", e);
        }
        joinLines(envelope, "SignatureValue");
    }

    /** The one way in which such a key signs. */
    static String method(GatewayKeys.Key key) {
        return key.privateKey().getAlgorithm().equals("EC") ? SignatureMethod.ECDSA_SHA256 : SignatureMethod.RSA_SHA256;
    }

    /** Java breaks the lines of a value with a carriage return, which would go over the wire as &#13;. */
    static void joinLines(Document signed, String name) {
        Node value = signed.getElementsByTagNameNS(XMLSignature.XMLNS, name).item(0);
        value.setTextContent(value.getTextContent().replaceAll("\\s", ""));
    }

    private static Element keyReference(Document document, X509Certificate certificate)
            throws CertificateEncodingException {
        Element reference = document.createElementNS(WSSE, "wsse:SecurityTokenReference");
        Element identifier = document.createElementNS(WSSE, "wsse:KeyIdentifier");
        identifier.setAttribute("EncodingType", BASE_64);
        identifier.setAttribute("ValueType", X509_V3);
        identifier.setTextContent(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        reference.appendChild(identifier);
        return reference;
    }

    /**
     * What is wrong with the signature of a request; empty where nothing is.
     *
     * @param issuer who must have issued the caller's certificate
     */
    static Optional<String> problem(Document envelope, X509Certificate issuer, Date now) {
        Element root = envelope.getDocumentElement();
        Optional<Element> body = Soap.child(root, "Body");
        Optional<Element> security = Soap.child(root, "Header").flatMap(header -> Soap.child(header, "Security"));
        Optional<Element> signature = security.flatMap(each -> Soap.child(each, "Signature"));
        if (body.isEmpty() || signature.isEmpty()) {
            return Optional.of("SCE007");
        }
        try {
            X509Certificate certificate = certificate(signature.get());
            try {
                certificate.checkValidity(now);
            } catch (GeneralSecurityException e) {
                return Optional.of("SCE005");
            }
            certificate.verify(issuer.getPublicKey());
            body.get().setIdAttributeNS(WSU, "Id", true);
            DOMValidateContext context = new DOMValidateContext(certificate.getPublicKey(), signature.get());
            XMLSignature read = FACTORY.unmarshalXMLSignature(context);
            List<Reference> references = read.getSignedInfo().getReferences();
            boolean ofTheBody = references.size() == 1
                    && references.getFirst().getURI().equals("#" + body.get().getAttributeNS(WSU, "Id"))
                    && references.getFirst().getTransforms().stream()
                            .map(Transform::getAlgorithm)
                            .toList()
                            .equals(List.of(CanonicalizationMethod.EXCLUSIVE));
            return ofTheBody && read.validate(context) ? Optional.empty() : Optional.of("SCE006");
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException | IllegalArgumentException e) {
            return Optional.of("SCE006");
        }
    }

    private static X509Certificate certificate(Element signature) throws GeneralSecurityException {
        Element identifier = Soap.child(signature, "KeyInfo")
                .flatMap(info -> Soap.child(info, "SecurityTokenReference"))
                .flatMap(reference -> Soap.child(reference, "KeyIdentifier"))
                .orElseThrow(() -> new KeyException("no certificate"));
        byte[] der = Base64.getMimeDecoder().decode(identifier.getTextContent());
        if (CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der))
                instanceof X509Certificate certificate) {
            return certificate;
        }
        throw new KeyException("no certificate");
    }
}
