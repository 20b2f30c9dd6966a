package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.IssuedKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Transport signatures of SOAP messages: our own as honest ones, and the known ways to move things about. */
class SoapSignatureTest {

    private static final String MESSAGE =
            "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:un=\"urn:unused\"><S:Body>"
                    + "<t:Call xmlns:t=\"urn:t\"><text>Негіз &amp; тексеру</text><empty/></t:Call></S:Body></S:Envelope>";
    private static final IssuedKey KEY = Lab.leaf(spec -> spec.withKeyPair(Lab.RSA));
    private static final String GOOD = sign(KEY);
    private static final SignatureVerifier VERIFIER = Lab.verifier();
    private static final long SEED = Long.getLong("negiz.fuzz.seed", 20261122);
    private static final int ROUNDS = Boolean.getBoolean("negiz.test.long") ? 20_000 : 500;

    private static String sign(IssuedKey key) {
        return sign(SoapSigner.of(key.privateKey(), key.certificate()));
    }

    private static String sign(SoapSigner signer) {
        return new String(signer.sign(MESSAGE.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static XmlVerdict verdict(String message) {
        return VERIFIER.verifySoap(message.getBytes(StandardCharsets.UTF_8), Purpose.SIGNING, Lab.NOW);
    }

    private static String code(String message) {
        return switch (verdict(message)) {
            case XmlVerdict.Valid valid -> "VALID";
            case XmlVerdict.Invalid invalid -> invalid.reason().code();
            case XmlVerdict.Unknown unknown -> "UNKNOWN " + unknown.reason().code();
        };
    }

    @Test
    @DisplayName("when any kind of key has signed, then the verdict carries the Body and nothing else")
    void everyKindOfKey() throws IOException {
        SoapSigner gost = SoapSigner.fromPkcs12(Lab.PKI.key("head-gost").file(), DemoPki.PASSWORD.toCharArray());
        for (String message : List.of(GOOD, sign(Lab.leaf(spec -> spec)), sign(gost))) {
            assertThat(verdict(message))
                    .isInstanceOfSatisfying(
                            XmlVerdict.Valid.class,
                            valid -> assertThat(new String(valid.signedContent(), StandardCharsets.UTF_8))
                                    .startsWith("<S:Body ")
                                    .endsWith("</S:Body>")
                                    .contains("<text>Негіз &amp; тексеру</text><empty></empty>")
                                    .doesNotContain("urn:unused", "Security"));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    @DisplayName("when something was moved, doubled or changed, then it is refused")
    void attacks(String attack, String code, UnaryOperator<String> change) {
        String changed = change.apply(GOOD);
        assertThat(changed).isNotEqualTo(GOOD);
        assertThat(code(changed)).isEqualTo(code);
    }

    static Stream<Arguments> attacks() {
        String body = GOOD.substring(GOOD.indexOf("<S:Body"), GOOD.indexOf("</S:Envelope>"));
        String id = body.replaceAll("(?s).*?wsu:Id=\"([^\"]+)\".*", "$1");
        String forged = body.replace("Негіз", "Forged");
        String signature = GOOD.substring(GOOD.indexOf("<ds:Signature"), GOOD.indexOf("</wsse:Security>"));
        return Stream.of(
                attack("content changed", "SIGNATURE_WRONG", good -> good.replace("Негіз", "негіз")),
                attack("a space more", "SIGNATURE_WRONG", good -> good.replace("<text>", "<text> ")),
                attack("not signed", "NO_SIGNER", good -> MESSAGE),
                attack("header without signature", "NO_SIGNER", good -> good.replace(signature, "")),
                attack(
                        "Body moved into the header, a forged one in its place with another id",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace(body, forged.replace(id, "id-forged"))
                                .replace("</S:Header>", "<w:W xmlns:w=\"urn:w\">" + body + "</w:W></S:Header>")),
                attack(
                        "the same with the same id",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace(body, forged)
                                .replace("</S:Header>", "<w:W xmlns:w=\"urn:w\">" + body + "</w:W></S:Header>")),
                attack(
                        "the same without an id in the forged one",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace(body, forged.replace(" wsu:Id=\"" + id + "\"", ""))
                                .replace("</S:Header>", "<w:W xmlns:w=\"urn:w\">" + body + "</w:W></S:Header>")),
                attack(
                        "Body moved into the security header",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace(body, forged).replace("</wsse:Security>", body + "</wsse:Security>")),
                attack(
                        "Body moved into an object of the signature",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace(body, forged)
                                .replace("</ds:Signature>", "<ds:Object>" + body + "</ds:Object></ds:Signature>")),
                attack("two bodies", "XML_SIGNATURE_FORM", good -> good.replace(body, body + forged)),
                attack("two bodies, forged first", "XML_SIGNATURE_FORM", good -> good.replace(body, forged + body)),
                attack(
                        "second signature",
                        "SEVERAL_SIGNERS",
                        good -> good.replace("</wsse:Security>", signature + "</wsse:Security>")),
                attack(
                        "signature beside the security header",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace(signature, "")
                                .replace(
                                        "</S:Header>",
                                        signature.replace(
                                                        "<ds:Signature ",
                                                        "<ds:Signature xmlns:wsse=\"" + SoapSignature.WSSE + "\" ")
                                                + "</S:Header>")),
                attack(
                        "second security header",
                        "SEVERAL_SIGNERS",
                        good -> good.replace(
                                "</S:Header>",
                                "<wsse:Security xmlns:wsse=\"" + SoapSignature.WSSE + "\"/></S:Header>")),
                attack(
                        "the id borne twice",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace("</S:Header>", "<o:O xmlns:o=\"urn:o\" id=\"" + id + "\"/></S:Header>")),
                attack(
                        "two references",
                        "XML_SIGNATURE_FORM",
                        good -> good.replaceFirst("(?s)(<ds:Reference.*?</ds:Reference>)", "$1$1")),
                attack(
                        "reference to the whole document",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace("URI=\"#" + id + "\"", "URI=\"\"")),
                attack(
                        "reference by an address",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace("URI=\"#" + id + "\"", "URI=\"http://127.0.0.1/\"")),
                attack(
                        "a transform that selects",
                        "ALGORITHM_NOT_ACCEPTED",
                        good -> good.replace(
                                "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"",
                                "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"")),
                attack(
                        "a weak algorithm",
                        "ALGORITHM_NOT_ACCEPTED",
                        good -> good.replace("xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha1")),
                attack(
                        "a time stamp that nobody signed",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace(
                                "</wsse:Security>",
                                "<wsu:Timestamp xmlns:wsu=\"" + SoapSignature.WSU + "\"><wsu:Created>" + Instant.now()
                                        + "</wsu:Created></wsu:Timestamp></wsse:Security>")),
                attack(
                        "another envelope",
                        "XML_SIGNATURE_FORM",
                        good -> good.replace(
                                "http://schemas.xmlsoap.org/soap/envelope/",
                                "http://www.w3.org/2003/05/soap-envelope")),
                attack("a document type", "XML_MALFORMED", good -> "<!DOCTYPE S [<!ENTITY a \"b\">]>" + good));
    }

    private static Arguments attack(String name, String code, UnaryOperator<String> change) {
        return Arguments.of(name, code, change);
    }

    @Test
    @DisplayName("when bytes are changed at random, then there is a verdict, and a good one only over the same Body")
    void randomChanges() {
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(SEED);
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        byte[] body = ((XmlVerdict.Valid) verdict(GOOD)).signedContent();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = good.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(changed.length);
                switch (random.nextInt(3)) {
                    case 0 -> changed[at] = (byte) random.nextInt(256);
                    case 1 -> changed = Arrays.copyOf(changed, Math.max(1, at));
                    default -> {
                        int length = Math.min(random.nextInt(1, 60), changed.length - at);
                        System.arraycopy(good, random.nextInt(good.length - length), changed, at, length);
                    }
                }
            }
            if (VERIFIER.verifySoap(changed, Purpose.SIGNING, Lab.NOW) instanceof XmlVerdict.Valid valid) {
                assertThat(valid.signedContent()).as("round %d", round).isEqualTo(body);
            }
        }
    }
}
