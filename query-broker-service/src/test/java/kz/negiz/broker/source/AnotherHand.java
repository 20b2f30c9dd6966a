package kz.negiz.broker.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import kz.negiz.demo.pki.DemoKey;
import kz.negiz.demo.pki.DemoPki;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.Constants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** WS-Security by Apache WSS4J, with which nothing of ours has anything in common. */
final class AnotherHand {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    static {
        WSSConfig.init();
    }

    private final DemoPki pki;

    AnotherHand(DemoPki pki) {
        this.pki = pki;
    }

    /** Verifies a message and the path of its certificate; answers which elements are signed. */
    List<String> signedElements(String message) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("root", pki.root().certificate());
            trusted.setCertificateEntry("issuing", pki.issuing().certificate());
            Merlin crypto = new Merlin();
            crypto.setTrustStore(trusted);
            RequestData request = new RequestData();
            request.setSigVerCrypto(crypto);
            // The basic profile wants a reference by serial number; the gateway has the certificate itself.
            request.setDisableBSPEnforcement(true);
            WSHandlerResult result = new WSSecurityEngine().processSecurityHeader(document(message), request);
            WSSecurityEngineResult signature = Objects.requireNonNull(
                            result.getActionResults().get(WSConstants.SIGN))
                    .getFirst();
            if (!(signature.get(WSSecurityEngineResult.TAG_DATA_REF_URIS) instanceof List<?> references)) {
                throw new IllegalStateException("nothing is signed");
            }
            return references.stream()
                    .map(each -> ((WSDataRef) each).getProtectedElement().getLocalName())
                    .toList();
        } catch (WSSecurityException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How a message is signed. */
    record Manner(int keyIdentifier, boolean timestamp, boolean inclusivePrefixes) {}

    /** Signs the Body of a message, whose own signature goes. */
    byte[] signed(byte[] message, DemoKey key, Manner manner) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(key.file())), DemoPki.PASSWORD.toCharArray());
            Merlin crypto = new Merlin();
            crypto.setKeyStore(store);
            Document document = document(new String(message, StandardCharsets.UTF_8));
            Element root = document.getDocumentElement();
            root.removeChild(root.getElementsByTagNameNS(SOAP, "Header").item(0));
            WSSecHeader header = new WSSecHeader(document);
            header.insertSecurityHeader();
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(store.aliases().nextElement(), DemoPki.PASSWORD);
            signature.setKeyIdentifierType(manner.keyIdentifier());
            signature.setSignatureAlgorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
            signature.setDigestAlgo(WSConstants.SHA256);
            signature.setAddInclusivePrefixes(manner.inclusivePrefixes());
            signature.getParts().add(new WSEncryptionPart("Body", SOAP, ""));
            if (manner.timestamp()) {
                WSSecTimestamp timestamp = new WSSecTimestamp(header);
                timestamp.build();
                signature.getParts().add(new WSEncryptionPart("Timestamp", WSConstants.WSU_NS, ""));
            }
            Document signed = signature.build(crypto);
            return text(signed).getBytes(StandardCharsets.UTF_8);
        } catch (WSSecurityException | GeneralSecurityException | IOException | TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a document bears an enveloped signature by this certificate over the whole of it, as Apache Santuario sees it. */
    static boolean stands(byte[] document, X509Certificate by) {
        try {
            Element root =
                    document(new String(document, StandardCharsets.UTF_8)).getDocumentElement();
            Element found = (Element) Objects.requireNonNull(
                    root.getElementsByTagNameNS(Constants.SignatureSpecNS, Constants._TAG_SIGNATURE)
                            .item(0));
            XMLSignature signature = new XMLSignature(found, "", true);
            return signature.getSignedInfo().getLength() == 1
                    && signature.getSignedInfo().item(0).getURI().isEmpty()
                    && signature.checkSignatureValue(by);
        } catch (XMLSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a document as a whole from inside, by Apache Santuario. */
    static String enveloped(String document, DemoKey key) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(key.file())), DemoPki.PASSWORD.toCharArray());
            Document signed = document(document);
            XMLSignature signature = new XMLSignature(
                    signed, "", XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256, Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS);
            signed.getDocumentElement().appendChild(signature.getElement());
            Transforms transforms = new Transforms(signed);
            transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
            transforms.addTransform(Transforms.TRANSFORM_C14N_WITH_COMMENTS);
            signature.addDocument("", transforms, WSConstants.SHA256);
            signature.addKeyInfo(key.certificate());
            signature.sign(store.getKey(store.aliases().nextElement(), DemoPki.PASSWORD.toCharArray()));
            return text(signed);
        } catch (XMLSecurityException | GeneralSecurityException | IOException | TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Document document) throws TransformerException {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter out = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(out));
        return out.toString();
    }

    private static Document document(String message) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
