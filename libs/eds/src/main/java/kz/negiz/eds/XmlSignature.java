package kz.negiz.eds;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * An enveloped XML signature (W3C XML Signature) over a whole document, taken apart. Only the one form is read that the
 * national client gives: a signature that covers less than the document, or that says what it covers in any other way, is
 * refused, so that nothing can be moved about inside it or beside it.
 */
final class XmlSignature {

    private static final String NAMESPACE = XMLSignature.XMLNS;
    private static final int MOST_VALUE_CHARACTERS = 64 * 1024;

    private final AcceptedAlgorithm algorithm;
    private final String contentForm;
    private final byte[] digest;
    private final byte[] value;
    private final X509Certificate certificate;
    private final byte[] signedInfoBytes;
    private final byte[] content;

    private XmlSignature(XmlDocument document, Element signature) throws Refusal {
        requireAttributes(signature, Set.of("Id"));
        List<Element> parts = children(signature, "SignedInfo", "SignatureValue", "KeyInfo");
        Element signedInfo = parts.getFirst();
        requireAttributes(signedInfo, Set.of("Id"));
        List<Element> info = children(signedInfo, "CanonicalizationMethod", "SignatureMethod", "Reference");
        String signedInfoForm = algorithm(info.getFirst());
        Element reference = info.getLast();
        requireAttributes(reference, Set.of("URI", "Id"));
        // The empty address is the document itself; without any, nobody knows what is meant.
        if (!reference.hasAttribute("URI") || !reference.getAttribute("URI").isEmpty()) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        List<Element> referenced = children(reference, "Transforms", "DigestMethod", "DigestValue");
        contentForm = form(referenced.getFirst());
        digest = bytes(referenced.getLast());
        value = bytes(parts.get(1));
        certificate = certificate(parts.getLast());
        if (!XmlDocument.CANONICAL_FORMS.contains(signedInfoForm)) {
            throw new Refusal(Reason.ALGORITHM_NOT_ACCEPTED);
        }
        algorithm = AcceptedAlgorithm.ofXml(algorithm(info.get(1)), algorithm(referenced.get(1)))
                .orElseThrow(() -> new Refusal(Reason.ALGORITHM_NOT_ACCEPTED));
        signedInfoBytes = document.canonical(signedInfoForm, signedInfo);
        // From here on the document is what was signed, and the signature is no part of it.
        signature.getParentNode().removeChild(signature);
        content = document.canonical(contentForm);
    }

    /** Checks size and form, and that there is exactly one signature, right below the root. */
    static XmlSignature read(byte[] xml) throws Refusal {
        XmlDocument document = XmlDocument.parse(xml);
        List<Element> outermost = new ArrayList<>();
        collect(document.root(), outermost);
        List<Element> signatures = outermost.stream()
                .filter(each -> "Signature".equals(each.getLocalName()))
                .toList();
        if (signatures.isEmpty()) {
            throw new Refusal(Reason.NO_SIGNER);
        }
        if (signatures.size() > 1) {
            throw new Refusal(Reason.SEVERAL_SIGNERS);
        }
        // Pieces of signatures lying about elsewhere are there to deceive somebody.
        if (outermost.size() > 1
                || !document.root().equals(signatures.getFirst().getParentNode())) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        try {
            return new XmlSignature(document, signatures.getFirst());
        } catch (RuntimeException e) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
    }

    /** The canonical form of a document without a signature, as this signature would have it. */
    private byte[] likewise(byte[] expected) throws Refusal {
        try {
            return XmlDocument.parse(expected).canonical(contentForm);
        } catch (Refusal e) {
            throw new Refusal(Reason.CONTENT_DIFFERS);
        }
    }

    /** Elements of the signature's namespace that do not lie in one another. */
    static void collect(Element element, List<Element> outermost) {
        if (NAMESPACE.equals(element.getNamespaceURI())) {
            outermost.add(element);
            return;
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                collect(inner, outermost);
            }
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** The document without its signature, in canonical form. */
    byte[] content() {
        return content.clone();
    }

    /** What was signed is this document, but for the order of attributes and the like. */
    void requireContent(byte[] expected) throws Refusal {
        if (!MessageDigest.isEqual(content, likewise(expected))) {
            throw new Refusal(Reason.CONTENT_DIFFERS);
        }
    }

    /** Checks the digest of the document and the signature value with the key of the one certificate. */
    void requireSignature() throws Refusal {
        if (!algorithm.keyRule().test(certificate.getPublicKey())) {
            throw new Refusal(Reason.KEY_NOT_ACCEPTED);
        }
        if (!MessageDigest.isEqual(digest, Encodings.digest(algorithm.jcaDigest(), content))) {
            throw new Refusal(Reason.SIGNATURE_WRONG);
        }
        requireValue(algorithm, certificate, signedInfoBytes, value);
    }

    /** Checks a signature value over the canonical form of what names the digests. */
    static void requireValue(
            AcceptedAlgorithm algorithm, X509Certificate certificate, byte[] signedInfoBytes, byte[] value)
            throws Refusal {
        if (!algorithm.keyRule().test(certificate.getPublicKey())) {
            throw new Refusal(Reason.KEY_NOT_ACCEPTED);
        }
        try {
            Signature signature = Signature.getInstance(algorithm.jcaXmlSignature());
            signature.initVerify(certificate.getPublicKey());
            signature.update(signedInfoBytes);
            if (!BareSignature.isWellFormedPlain(certificate.getPublicKey(), value) || !signature.verify(value)) {
                throw new Refusal(Reason.SIGNATURE_WRONG);
            }
        } catch (InvalidKeyException e) {
            throw new Refusal(Reason.KEY_NOT_ACCEPTED);
        } catch (SignatureException e) {
            throw new Refusal(Reason.SIGNATURE_WRONG);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signature itself is taken out first; then comes one canonical form, or the usual one where none is named. */
    private static String form(Element transforms) throws Refusal {
        requireAttributes(transforms, Set.of());
        List<Element> steps = elements(transforms);
        for (Element each : steps) {
            requireName(each, "Transform");
        }
        if (steps.isEmpty() || steps.size() > 2 || !Transform.ENVELOPED.equals(algorithm(steps.getFirst()))) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        String form = steps.size() == 2 ? algorithm(steps.getLast()) : CanonicalizationMethod.INCLUSIVE;
        if (!XmlDocument.CANONICAL_FORMS.contains(form)) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        return form;
    }

    private static X509Certificate certificate(Element keyInfo) throws Refusal {
        requireAttributes(keyInfo, Set.of("Id"));
        List<Element> data = elements(keyInfo);
        if (data.isEmpty()) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_MISSING);
        }
        Element only = only(data, "X509Data");
        requireAttributes(only, Set.of());
        List<Element> certificates = elements(only);
        if (certificates.isEmpty()) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_MISSING);
        }
        return CmsMessage.certificate(bytes(only(certificates, "X509Certificate")));
    }

    /** The one certificate: with several, somebody else might look at another one. */
    private static Element only(List<Element> elements, String name) throws Refusal {
        for (Element each : elements) {
            requireName(each, name);
        }
        if (elements.size() > 1) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_AMBIGUOUS);
        }
        return elements.getFirst();
    }

    /** The one attribute of an element that names an algorithm and gives it no parameters. */
    static String algorithm(Element element) throws Refusal {
        requireAttributes(element, Set.of("Algorithm"));
        if (!element.hasAttribute("Algorithm") || !elements(element).isEmpty()) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        return element.getAttribute("Algorithm");
    }

    /** Exactly these children, in this order. */
    static List<Element> children(Element parent, String... names) throws Refusal {
        List<Element> children = elements(parent);
        if (children.size() != names.length) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        for (int i = 0; i < names.length; i++) {
            requireName(children.get(i), names[i]);
        }
        return children;
    }

    private static void requireName(Element element, String name) throws Refusal {
        if (!NAMESPACE.equals(element.getNamespaceURI()) || !name.equals(element.getLocalName())) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
    }

    /** Child elements; beside them there may be nothing but space. */
    static List<Element> elements(Element parent) throws Refusal {
        List<Element> elements = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            } else if (child.getNodeType() != Node.TEXT_NODE
                    || !child.getNodeValue().isBlank()) {
                throw new Refusal(Reason.XML_SIGNATURE_FORM);
            }
        }
        return elements;
    }

    static void requireAttributes(Element element, Set<String> allowed) throws Refusal {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            boolean declaration = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            boolean known = attribute.getNamespaceURI() == null && allowed.contains(attribute.getLocalName());
            if (!declaration && !known) {
                throw new Refusal(Reason.XML_SIGNATURE_FORM);
            }
        }
    }

    /** Base64 in the one way to write it, but for white space. */
    static byte[] bytes(Element element) throws Refusal {
        if (element.getLocalName().equals("SignatureValue")) {
            requireAttributes(element, Set.of("Id"));
        } else {
            requireAttributes(element, Set.of());
        }
        return base64(element);
    }

    /** The bytes that are the text of an element, whatever its attributes. */
    static byte[] base64(Element element) throws Refusal {
        StringBuilder bare = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() != Node.TEXT_NODE) {
                throw new Refusal(Reason.XML_SIGNATURE_FORM);
            }
            child.getNodeValue()
                    .chars()
                    .filter(c -> c != ' ' && c != '\t' && c != '\r' && c != '\n')
                    .forEach(c -> bare.append((char) c));
        }
        if (bare.length() > MOST_VALUE_CHARACTERS) {
            throw new Refusal(Reason.TOO_LARGE);
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(bare.toString());
            if (!Base64.getEncoder().encodeToString(decoded).contentEquals(bare)) {
                throw new Refusal(Reason.XML_SIGNATURE_FORM);
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
    }
}
