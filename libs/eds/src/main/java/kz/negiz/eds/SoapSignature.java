package kz.negiz.eds;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The transport signature of a SOAP 1.1 message, taken apart (WS-Security with an X.509 certificate).
 *
 * <p>Nothing is ever looked up by its identifier: the elements that may be signed are found by their place in the envelope,
 * and a reference must name exactly them. What else lies in the message, wherever it was moved from, was not signed and is
 * not given to anybody.
 */
final class SoapSignature {

    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String BASE_64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    static final String X509_V3 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";

    private static final String DS = XMLSignature.XMLNS;
    private static final int MOST_PREFIXES = 32;

    private final AcceptedAlgorithm algorithm;
    private final byte[] value;
    private final X509Certificate certificate;
    private final byte[] signedInfoBytes;
    private final byte[] body;
    private final List<Signed> signed = new ArrayList<>();
    private final Optional<Element> timestamp;

    /** A part of the message in canonical form, with the digest that the signature has of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Signed(byte[] canonical, byte[] digest) {}

    private SoapSignature(XmlDocument document) throws Refusal {
        Element envelope = document.root();
        requireName(envelope, SOAP, "Envelope");
        List<Element> parts = XmlSignature.elements(envelope);
        if (parts.size() == 1) {
            requireName(parts.getFirst(), SOAP, "Body");
            throw new Refusal(Reason.NO_SIGNER);
        }
        if (parts.size() != 2) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        Element header = parts.getFirst();
        Element bodyElement = parts.getLast();
        requireName(header, SOAP, "Header");
        requireName(bodyElement, SOAP, "Body");
        Element security = security(header);
        Element signature = signature(header, security);
        Optional<Element> token = atMostOne(security, WSSE, "BinarySecurityToken");
        timestamp = atMostOne(security, WSU, "Timestamp");
        for (Element each : XmlSignature.elements(security)) {
            if (!each.equals(signature)
                    && !Optional.of(each).equals(token)
                    && !Optional.of(each).equals(timestamp)) {
                throw new Refusal(Reason.XML_SIGNATURE_FORM);
            }
        }
        XmlSignature.requireAttributes(signature, Set.of("Id"));
        List<Element> children = XmlSignature.children(signature, "SignedInfo", "SignatureValue", "KeyInfo");
        Element signedInfo = children.getFirst();
        value = XmlSignature.bytes(children.get(1));
        certificate = certificate(children.getLast(), token);
        List<Element> info = XmlSignature.elements(signedInfo);
        int references = info.size() - 2;
        if (references < 1 || references > 2) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        requireName(info.getFirst(), DS, "CanonicalizationMethod");
        requireName(info.get(1), DS, "SignatureMethod");
        String method = XmlSignature.algorithm(info.get(1));
        algorithm = algorithm(method, info.get(2));
        signedInfoBytes = document.canonical(CanonicalizationMethod.EXCLUSIVE, exclusive(info.getFirst()), signedInfo);
        boolean bodyIsSigned = false;
        boolean timeIsSigned = false;
        for (Element reference : info.subList(2, info.size())) {
            if (!algorithm.equals(algorithm(method, reference))) {
                throw new Refusal(Reason.ALGORITHM_NOT_ACCEPTED);
            }
            Signed part;
            if (!bodyIsSigned && names(reference, bodyElement, document)) {
                part = signed(reference, bodyElement, document);
                bodyIsSigned = true;
            } else if (!timeIsSigned && timestamp.isPresent() && names(reference, timestamp.get(), document)) {
                part = signed(reference, timestamp.get(), document);
                timeIsSigned = true;
            } else {
                throw new Refusal(Reason.XML_SIGNATURE_FORM);
            }
            signed.add(part);
        }
        // A time that nobody signed says nothing, and a signature that leaves the Body out signs nothing.
        if (!bodyIsSigned || timestamp.isPresent() != timeIsSigned) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        body = document.canonical(CanonicalizationMethod.EXCLUSIVE, bodyElement);
    }

    /** Checks size and form. */
    static SoapSignature read(byte[] envelope) throws Refusal {
        XmlDocument document = XmlDocument.parse(envelope);
        try {
            return new SoapSignature(document);
        } catch (RuntimeException e) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** The Body of the message in canonical form, a document of its own. */
    byte[] body() {
        return body.clone();
    }

    /** Checks the digests and the signature value with the key of the one certificate. */
    void requireSignature() throws Refusal {
        if (!algorithm.keyRule().test(certificate.getPublicKey())) {
            throw new Refusal(Reason.KEY_NOT_ACCEPTED);
        }
        for (Signed each : signed) {
            if (!MessageDigest.isEqual(each.digest(), Encodings.digest(algorithm.jcaDigest(), each.canonical()))) {
                throw new Refusal(Reason.SIGNATURE_WRONG);
            }
        }
        XmlSignature.requireValue(algorithm, certificate, signedInfoBytes, value);
    }

    /** A message with a time stamp is of now; one without says nothing of it, and its reader must look for a date. */
    void requireFresh(Instant at, Duration skew) throws Refusal {
        if (timestamp.isEmpty()) {
            return;
        }
        List<Element> times = XmlSignature.elements(timestamp.get());
        if (times.isEmpty() || times.size() > 2) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        requireName(times.getFirst(), WSU, "Created");
        Instant created = time(times.getFirst());
        Instant expires = created.plus(skew);
        if (times.size() == 2) {
            requireName(times.getLast(), WSU, "Expires");
            expires = time(times.getLast());
        }
        if (created.isAfter(at.plus(skew)) || expires.plus(skew).isBefore(at) || expires.isBefore(created)) {
            throw new Refusal(Reason.SIGNING_TIME_OFF);
        }
    }

    private static Instant time(Element element) throws Refusal {
        try {
            return OffsetDateTime.parse(element.getTextContent().strip()).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
    }

    private static Element security(Element header) throws Refusal {
        List<Element> found = XmlSignature.elements(header).stream()
                .filter(each -> is(each, WSSE, "Security"))
                .toList();
        if (found.isEmpty()) {
            throw new Refusal(Reason.NO_SIGNER);
        }
        if (found.size() > 1) {
            throw new Refusal(Reason.SEVERAL_SIGNERS);
        }
        return found.getFirst();
    }

    /** The one signature of the header. Signatures inside the Body are part of what is signed here, and others' matter. */
    private static Element signature(Element header, Element security) throws Refusal {
        List<Element> outermost = new ArrayList<>();
        XmlSignature.collect(header, outermost);
        List<Element> signatures = outermost.stream()
                .filter(each -> "Signature".equals(each.getLocalName()))
                .toList();
        if (signatures.isEmpty()) {
            throw new Refusal(Reason.NO_SIGNER);
        }
        if (signatures.size() > 1) {
            throw new Refusal(Reason.SEVERAL_SIGNERS);
        }
        if (outermost.size() > 1 || !security.equals(signatures.getFirst().getParentNode())) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        return signatures.getFirst();
    }

    private static Optional<Element> atMostOne(Element parent, String namespace, String name) throws Refusal {
        List<Element> found = XmlSignature.elements(parent).stream()
                .filter(each -> is(each, namespace, name))
                .toList();
        if (found.size() > 1) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        return found.stream().findFirst();
    }

    /** The whole certificate, in the reference itself or in the one token of this header. */
    private static X509Certificate certificate(Element keyInfo, Optional<Element> token) throws Refusal {
        List<Element> inside = XmlSignature.elements(keyInfo);
        if (inside.size() != 1 || !is(inside.getFirst(), WSSE, "SecurityTokenReference")) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_MISSING);
        }
        List<Element> referred = XmlSignature.elements(inside.getFirst());
        if (referred.size() != 1) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_AMBIGUOUS);
        }
        Element only = referred.getFirst();
        if (is(only, WSSE, "KeyIdentifier") && token.isEmpty()) {
            return certificate(only);
        }
        if (is(only, WSSE, "Reference")
                && token.isPresent()
                && only.getAttribute("URI").equals("#" + token.get().getAttributeNS(WSU, "Id"))) {
            return certificate(token.get());
        }
        throw new Refusal(Reason.SIGNER_CERTIFICATE_MISSING);
    }

    private static X509Certificate certificate(Element token) throws Refusal {
        if (!X509_V3.equals(token.getAttribute("ValueType")) || !BASE_64.equals(token.getAttribute("EncodingType"))) {
            throw new Refusal(Reason.SIGNER_CERTIFICATE_MISSING);
        }
        return CmsMessage.certificate(XmlSignature.base64(token));
    }

    private static AcceptedAlgorithm algorithm(String method, Element reference) throws Refusal {
        List<Element> children = XmlSignature.children(reference, "Transforms", "DigestMethod", "DigestValue");
        return AcceptedAlgorithm.ofXml(method, XmlSignature.algorithm(children.get(1)))
                .orElseThrow(() -> new Refusal(Reason.ALGORITHM_NOT_ACCEPTED));
    }

    /** Whether a reference names this element and nothing else in the message bears its identifier. */
    private static boolean names(Element reference, Element element, XmlDocument document) throws Refusal {
        XmlSignature.requireAttributes(reference, Set.of("URI", "Id", "Type"));
        String id = element.getAttributeNS(WSU, "Id");
        if (id.isEmpty()) {
            id = element.getAttribute("Id");
        }
        if (id.isEmpty() || !reference.getAttribute("URI").equals("#" + id)) {
            return false;
        }
        if (bearers(document.root(), id) != 1) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        return true;
    }

    /** How many attributes that anybody might take for an identifier have this value. */
    private static int bearers(Element element, String id) {
        int count = 0;
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if ("id".equalsIgnoreCase(attribute.getLocalName()) && id.equals(attribute.getNodeValue())) {
                count++;
            }
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                count += bearers(inner, id);
            }
        }
        return count;
    }

    private static Signed signed(Element reference, Element element, XmlDocument document) throws Refusal {
        List<Element> children = XmlSignature.children(reference, "Transforms", "DigestMethod", "DigestValue");
        List<Element> transforms = XmlSignature.children(children.getFirst(), "Transform");
        return new Signed(
                document.canonical(CanonicalizationMethod.EXCLUSIVE, exclusive(transforms.getFirst()), element),
                XmlSignature.bytes(children.getLast()));
    }

    /** The exclusive canonical form, and the prefixes that it is told to keep. */
    private static List<String> exclusive(Element method) throws Refusal {
        XmlSignature.requireAttributes(method, Set.of("Algorithm"));
        if (!CanonicalizationMethod.EXCLUSIVE.equals(method.getAttribute("Algorithm"))) {
            throw new Refusal(Reason.ALGORITHM_NOT_ACCEPTED);
        }
        List<Element> parameters = XmlSignature.elements(method);
        if (parameters.isEmpty()) {
            return List.of();
        }
        Element only = parameters.getFirst();
        if (parameters.size() > 1 || !is(only, CanonicalizationMethod.EXCLUSIVE, "InclusiveNamespaces")) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        XmlSignature.requireAttributes(only, Set.of("PrefixList"));
        List<String> prefixes = Arrays.stream(only.getAttribute("PrefixList").split("\\s+"))
                .filter(prefix -> !prefix.isEmpty())
                .toList();
        if (prefixes.size() > MOST_PREFIXES) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
        return prefixes;
    }

    private static void requireName(Element element, String namespace, String name) throws Refusal {
        if (!is(element, namespace, name)) {
            throw new Refusal(Reason.XML_SIGNATURE_FORM);
        }
    }

    private static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }
}
