package kz.negiz.demo.shep;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** The signature that an owner puts inside its own answer, as the last child of the root, over the document as a whole. */
public final class OwnerSignature {

    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    private OwnerSignature() {}

    /** The document with its signature inside, to be sent character by character. */
    public static String sign(String document, GatewayKeys.Key key) {
        try {
            Document parsed = Soap.read(document);
            KeyInfoFactory keys = FACTORY.getKeyInfoFactory();
            KeyInfo keyInfo = keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate()))));
            DOMSignContext context = new DOMSignContext(key.privateKey(), parsed.getDocumentElement());
            context.setDefaultNamespacePrefix("ds");
            FACTORY.newXMLSignature(
                            FACTORY.newSignedInfo(
                                    FACTORY.newCanonicalizationMethod(
                                            CanonicalizationMethod.INCLUSIVE, (C14NMethodParameterSpec) null),
                                    FACTORY.newSignatureMethod(Signatures.method(key), null),
                                    List.of(FACTORY.newReference(
                                            "",
                                            FACTORY.newDigestMethod(DigestMethod.SHA256, null),
                                            List.of(
                                                    transform(Transform.ENVELOPED),
                                                    transform(CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS)),
                                            null,
                                            null))),
                            keyInfo)
                    .sign(context);
            Signatures.joinLines(parsed, "SignatureValue");
            Signatures.joinLines(parsed, "X509Certificate");
            return Soap.text(parsed);
        } catch (SAXException | GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("The owner's answer could not be signed", e);
        }
    }

    private static Transform transform(String algorithm) throws GeneralSecurityException {
        return FACTORY.newTransform(algorithm, (TransformParameterSpec) null);
    }
}
