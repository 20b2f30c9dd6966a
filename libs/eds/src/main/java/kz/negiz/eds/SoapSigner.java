package kz.negiz.eds;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.XMLSignature;
import kz.negiz.gost.NationalGost;
import org.w3c.dom.Element;

/**
 * Signs SOAP 1.1 messages as the integration gateway wants them: one signature over the Body in a WS-Security header, the
 * whole certificate as key identifier, no token and no time stamp beside it.
 *
 * <p>Safe for use by many threads.
 */
public final class SoapSigner {

    static {
        NationalGost.install();
    }

    private static final String DS = XMLSignature.XMLNS;

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final AcceptedAlgorithm algorithm;

    private SoapSigner(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
        this.algorithm = AcceptedAlgorithm.ofKey(certificate.getPublicKey())
                .orElseThrow(() -> new IllegalArgumentException("Keys of this kind cannot sign"));
    }

    /** Signs with this key, by the one algorithm that goes with it. */
    public static SoapSigner of(PrivateKey key, X509Certificate certificate) {
        return new SoapSigner(key, certificate);
    }

    /** Opens a PKCS#12 file; an {@link IOException} tells of a wrong password or a file that holds no key. */
    public static SoapSigner fromPkcs12(Path file, char[] password) throws IOException {
        CmsSigner opened = CmsSigner.fromPkcs12(file, password);
        return of(opened.key(), opened.certificate());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Signs a message.
     *
     * @param envelope the message with a Body and without a Header
     * @return the message to be sent, byte for byte: written anew in any other way it would not verify
     */
    public byte[] sign(byte[] envelope) {
        try {
            XmlDocument document = XmlDocument.parse(envelope);
            Element root = document.root();
            List<Element> parts = XmlSignature.elements(root);
            if (parts.size() != 1 || !"Body".equals(parts.getFirst().getLocalName())) {
                throw new IllegalArgumentException("A message to be signed has a Body and nothing else");
            }
            Element body = parts.getFirst();
            String id = "id-" + UUID.randomUUID();
            declare(body, "wsu", SoapSignature.WSU);
            body.setAttributeNS(SoapSignature.WSU, "wsu:Id", id);
            Element header = root.getOwnerDocument().createElementNS(SoapSignature.SOAP, root.getPrefix() + ":Header");
            root.insertBefore(header, body);
            Element security = append(header, SoapSignature.WSSE, "wsse:Security");
            declare(security, "wsse", SoapSignature.WSSE);
            security.setAttributeNS(SoapSignature.SOAP, root.getPrefix() + ":mustUnderstand", "1");
            Element signature = append(security, DS, "ds:Signature");
            declare(signature, "ds", DS);
            Element signedInfo = append(signature, DS, "ds:SignedInfo");
            named(signedInfo, "ds:CanonicalizationMethod", CanonicalizationMethod.EXCLUSIVE);
            named(signedInfo, "ds:SignatureMethod", algorithm.xmlSignature());
            Element reference = append(signedInfo, DS, "ds:Reference");
            reference.setAttribute("URI", "#" + id);
            named(append(reference, DS, "ds:Transforms"), "ds:Transform", CanonicalizationMethod.EXCLUSIVE);
            named(reference, "ds:DigestMethod", algorithm.xmlDigest());
            text(
                    append(reference, DS, "ds:DigestValue"),
                    Encodings.digest(
                            algorithm.jcaDigest(), document.canonical(CanonicalizationMethod.EXCLUSIVE, body)));
            text(
                    append(signature, DS, "ds:SignatureValue"),
                    signed(document.canonical(CanonicalizationMethod.EXCLUSIVE, signedInfo)));
            Element keyIdentifier = append(
                    append(append(signature, DS, "ds:KeyInfo"), SoapSignature.WSSE, "wsse:SecurityTokenReference"),
                    SoapSignature.WSSE,
                    "wsse:KeyIdentifier");
            keyIdentifier.setAttribute("EncodingType", SoapSignature.BASE_64);
            keyIdentifier.setAttribute("ValueType", SoapSignature.X509_V3);
            text(keyIdentifier, certificate.getEncoded());
            return document.canonical(CanonicalizationMethod.INCLUSIVE);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("The message cannot be signed: " + refusal.reason(), refusal);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The message could not be signed", e);
        }
    }

    private byte[] signed(byte[] signedInfo) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.jcaXmlSignature());
        signature.initSign(key);
        signature.update(signedInfo);
        return signature.sign();
    }

    private static Element append(Element parent, String namespace, String name) {
        Element child = parent.getOwnerDocument().createElementNS(namespace, name);
        parent.appendChild(child);
        return child;
    }

    private static void named(Element parent, String name, String algorithm) {
        append(parent, DS, name).setAttribute("Algorithm", algorithm);
    }

    private static void declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
    }

    private static void text(Element element, byte[] bytes) {
        element.setTextContent(Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return "SoapSigner[" + certificate.getSerialNumber().toString(16) + "]";
    }
}
