package kz.negiz.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.InformationSystem;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.ObjectMapper;

@DisplayName("Login by an XML signature")
class XmlLoginTest extends RunningGateway {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WANTED = "{\"form\":\"XML\"}";

    @BeforeEach
    void register() {
        UPSTREAM.registerOfficer(iin("head"));
    }

    private static Browser.Answer ask(Browser browser) {
        Browser.Answer answer = browser.post("/api/login/challenge", WANTED);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static String document(Browser.Answer challenge) {
        return new String(
                Base64.getDecoder().decode(challenge.json().path("challenge").asString()), StandardCharsets.UTF_8);
    }

    private static Browser.Answer answer(Browser browser, Browser.Answer challenge, String signed, String... headers) {
        return browser.post(
                "/api/login",
                JSON.createObjectNode()
                        .put("challengeId", challenge.json().path("challengeId").asString())
                        .put("signature", signed)
                        .toString(),
                headers);
    }

    private static String reason(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("signature-refused");
        return answer.json().path("reason").asString();
    }

    @Test
    @DisplayName("the words stand in an element of their own; whoever signs it as it is comes in")
    void comesIn() {
        Browser browser = browser();
        Browser.Answer challenge = ask(browser);
        String document = document(challenge);

        Element root = parsed(document).getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("urn:negiz:login:v1");
        assertThat(root.getLocalName()).isEqualTo("login");
        assertThat(root.getChildNodes().getLength()).isEqualTo(1);
        assertThat(root.getTextContent())
                .startsWith("NEGIZ LOGIN v1\naudience=" + TestKeys.AUDIENCE + "\nid="
                        + challenge.json().path("challengeId").asString() + "\nnonce=")
                .endsWith("Z\n");
        Browser.Answer entered = answer(browser, challenge, sign(document, "head"));
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        assertThat(answer(browser, challenge, sign(document, "head")).problem()).isEqualTo("challenge-not-known");
    }

    @Test
    @DisplayName("a document counts once, whatever becomes of it")
    void once() {
        Browser browser = browser();
        Browser.Answer challenge = ask(browser);
        assertThat(reason(answer(browser, challenge, document(challenge)))).isEqualTo("NO_SIGNER");
        assertThat(answer(browser, challenge, sign(document(challenge), "head")).problem())
                .isEqualTo("challenge-used");
    }

    @Test
    @DisplayName("a challenge is signed in the form it was asked for, and in no other")
    void noOtherForm() {
        Browser browser = browser();
        Browser.Answer challenge = ask(browser);
        byte[] content = document(challenge).getBytes(StandardCharsets.UTF_8);
        String cms = Base64.getEncoder().encodeToString(signer("head").sign(content, true));
        assertThat(reason(answer(browser, challenge, cms))).isEqualTo("XML_MALFORMED");

        Browser.Answer plain = browser.post("/api/login/challenge", "{}");
        String wrapped = "<login xmlns=\"urn:negiz:login:v1\">" + document(plain) + "</login>";
        assertThat(reason(answer(browser, plain, sign(wrapped, "head")))).isEqualTo("MALFORMED");
        assertThat(browser.post("/api/login/challenge", "{\"form\":\"PDF\"}").status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("another document, an altered, a wrapped or a hidden one is refused")
    void otherDocuments() {
        Browser browser = browser();
        for (String[] change : List.of(
                new String[] {"NEGIZ LOGIN", "NEGIZ QUESTION"},
                new String[] {"urn:negiz:login:v1", "urn:negiz:question:v1"},
                new String[] {"<login ", "<login hidden=\"yes\" "},
                new String[] {"</login>", "<more/></login>"},
                new String[] {"</login>", " </login>"},
                new String[] {"nonce=", "nonce=A"})) {
            Browser.Answer challenge = ask(browser);
            String changed = document(challenge).replace(change[0], change[1]);
            assertThat(changed).isNotEqualTo(document(challenge));
            assertThat(reason(answer(browser, challenge, sign(changed, "head"))))
                    .as(change[1])
                    .isEqualTo("CONTENT_DIFFERS");
        }
        Browser.Answer wrapped = ask(browser);
        assertThat(reason(answer(browser, wrapped, sign("<root>" + document(wrapped) + "</root>", "head"))))
                .isEqualTo("CONTENT_DIFFERS");
        Browser.Answer another = ask(browser);
        assertThat(reason(answer(browser, another, sign(document(ask(browser)), "head"))))
                .isEqualTo("CONTENT_DIFFERS");
        Browser.Answer exchanged = ask(browser);
        assertThat(reason(answer(
                        browser,
                        exchanged,
                        sign("<login xmlns=\"urn:negiz:login:v1\">other</login>", "head")
                                .replace(">other<", parsedText(document(exchanged))))))
                .isEqualTo("SIGNATURE_WRONG");
        Browser.Answer entity = ask(browser);
        assertThat(reason(answer(
                        browser, entity, "<!DOCTYPE login [<!ENTITY e \"x\">]>" + sign(document(entity), "head"))))
                .isEqualTo("XML_MALFORMED");
        Browser.Answer twice = ask(browser);
        assertThat(reason(answer(browser, twice, sign(sign(document(twice), "head"), "head"))))
                .isEqualTo("SEVERAL_SIGNERS");
    }

    private static String parsedText(String document) {
        return ">" + parsed(document).getDocumentElement().getTextContent() + "<";
    }

    @Test
    @DisplayName("the document belongs to the browser that asked for it")
    void anotherBrowser() {
        Browser.Answer challenge = ask(browser());
        assertThat(answer(browser(), challenge, sign(document(challenge), "head"))
                        .problem())
                .isEqualTo("challenge-not-known");
    }

    @ParameterizedTest
    @CsvSource({"revoked, CERTIFICATE_REVOKED", "head-file, KEY_STORAGE_NOT_PERMITTED", "expired, CERTIFICATE_EXPIRED"})
    @DisplayName("R41-2b, R150-38: a bad key is refused for its reason in this form too")
    void badKeys(String key, String reason) {
        Browser browser = browser();
        Browser.Answer challenge = ask(browser);
        assertThat(reason(answer(browser, challenge, sign(document(challenge), key))))
                .isEqualTo(reason);
    }

    @Test
    @DisplayName("a system's challenge comes in this form as well")
    void system() {
        UPSTREAM.registerSystem(PKI.key("system").bin(), "2.999.1");
        InformationSystem system = new InformationSystem(port, signer("system"), CLOCK);
        Browser browser = browser();
        Browser.Answer challenge = system.seen(browser.post(
                "/api/login/challenge", "{\"form\":\"XML\",\"dpop_jkt\":\"" + system.thumbprint() + "\"}"));
        assertThat(document(challenge)).contains(">NEGIZ SYSTEM LOGIN v1\n", "\nkey=" + system.thumbprint() + "\n<");

        Browser.Answer entered = answer(
                browser,
                challenge,
                sign(document(challenge), "system"),
                "DPoP: " + system.proof("POST", "/api/login").sign());

        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(entered.json().path("token_type").asString()).isEqualTo("DPoP");
    }

    private static Document parsed(String document) {
        try {
            DocumentBuilderFactory builders = DocumentBuilderFactory.newInstance();
            builders.setNamespaceAware(true);
            return builders.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** By Java's own signer, in the form of the national client. */
    private static String sign(String document, String name) {
        try (InputStream file = Files.newInputStream(PKI.key(name).file())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] password = DemoPki.PASSWORD.toCharArray();
            store.load(file, password);
            PrivateKey key = (PrivateKey) store.getKey(store.aliases().nextElement(), password);
            Document parsed = parsed(document);
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            KeyInfoFactory keys = factory.getKeyInfoFactory();
            DOMSignContext context = new DOMSignContext(key, parsed.getDocumentElement());
            context.setDefaultNamespacePrefix("ds");
            factory.newXMLSignature(
                            factory.newSignedInfo(
                                    factory.newCanonicalizationMethod(
                                            CanonicalizationMethod.INCLUSIVE, (C14NMethodParameterSpec) null),
                                    factory.newSignatureMethod(
                                            "http://www.w3.org/2001/04/xmldsig-more#"
                                                    + (key.getAlgorithm().equals("RSA")
                                                            ? "rsa-sha256"
                                                            : "ecdsa-sha256"),
                                            null),
                                    List.of(factory.newReference(
                                            "",
                                            factory.newDigestMethod(DigestMethod.SHA256, null),
                                            List.of(
                                                    factory.newTransform(
                                                            Transform.ENVELOPED, (TransformParameterSpec) null),
                                                    factory.newTransform(
                                                            CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
                                                            (TransformParameterSpec) null)),
                                            null,
                                            null))),
                            keys.newKeyInfo(List.of(
                                    keys.newX509Data(List.of(PKI.key(name).certificate())))))
                    .sign(context);
            StringWriter out = new StringWriter();
            var writer = TransformerFactory.newInstance().newTransformer();
            writer.setOutputProperty("omit-xml-declaration", "yes");
            writer.transform(new DOMSource(parsed), new StreamResult(out));
            return out.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
