package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
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
import kz.negiz.demo.pki.AuthoritySpec;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.gost.GostAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** Enveloped XML signatures: Java's own signer and the national samples as honest ones, and the known ways to cheat. */
class XmlSignatureTest {

    private static final Path NATIONAL = Path.of("src/test/resources/national");
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String DOCUMENT =
            "<q:question xmlns:q=\"urn:q\" b=\"2\" a=\"1\" xml:lang=\"kk\"><q:text>Негіз &amp; тексеру</q:text><empty/></q:question>";
    private static final long SEED = Long.getLong("negiz.fuzz.seed", 20261122);
    private static final int ROUNDS = Boolean.getBoolean("negiz.test.long") ? 10_000 : 300;
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final IssuedKey KEY = Lab.leaf(spec -> spec);
    private static final String GOOD = sign(KEY, DOCUMENT);
    private static final SignatureVerifier VERIFIER = Lab.verifier();

    @Test
    void whatJavaSignsInAnyCanonicalFormIsValid() {
        IssuedKey rsa = Lab.leaf(spec -> spec.withKeyPair(Lab.RSA));
        for (IssuedKey key : List.of(KEY, rsa)) {
            for (String info : XmlDocument.CANONICAL_FORMS) {
                for (String content : XmlDocument.CANONICAL_FORMS) {
                    String signed = sign(key, DOCUMENT, info, Optional.of(content));
                    assertThat(code(signed))
                            .describedAs("%s, %s", info, content)
                            .isEqualTo("VALID");
                    assertThat(code(signed.replace("Негіз", "Негіз!"))).isEqualTo("SIGNATURE_WRONG");
                }
            }
            assertThat(code(sign(key, DOCUMENT, CanonicalizationMethod.INCLUSIVE, Optional.empty())))
                    .isEqualTo("VALID");
        }
    }

    @Test
    void whatWasSignedIsGivenBackAndNothingElse() {
        String commented = GOOD.replace("<empty/>", "<!-- not signed --><empty/>");
        for (String each : List.of(GOOD, commented)) {
            assertThat(verify(each)).isInstanceOfSatisfying(XmlVerdict.Valid.class, valid -> {
                assertThat(new String(valid.signedContent(), StandardCharsets.UTF_8))
                        .isEqualTo("<q:question xmlns:q=\"urn:q\" a=\"1\" b=\"2\" xml:lang=\"kk\">"
                                + "<q:text>Негіз &amp; тексеру</q:text><empty></empty></q:question>");
                assertThat(valid.signer().certificate()).isEqualTo(KEY.certificate());
                assertThat(valid.evidence().signingTime()).isEmpty();
                assertThat(valid.toString()).doesNotContain(valid.signer().iin());
            });
        }
    }

    @Test
    void aDocumentOfThePastStandsAtItsOwnTimeWithRevocationAsOfNow() {
        IssuedKey shortLived =
                Lab.leaf(spec -> spec.withValidity(Lab.NOW.minusSeconds(7200), Lab.NOW.minusSeconds(60)));
        String signed = sign(shortLived, DOCUMENT);
        assertThat(code(verify(signed))).isEqualTo("CERTIFICATE_EXPIRED");
        for (String each : List.of(signed, signed.replace("Негіз", "Негіз!"))) {
            assertThat(code(VERIFIER.verifyPastXml(bytes(each), Purpose.SIGNING, Lab.NOW.minusSeconds(3600), Lab.NOW)))
                    .isEqualTo(each.equals(signed) ? "VALID" : "SIGNATURE_WRONG");
        }
    }

    @Test
    void theExpectedDocumentIsTheSignedOne() {
        assertThat(expecting(DOCUMENT)).isEqualTo("VALID");
        assertThat(expecting(
                        DOCUMENT.replace("b=\"2\" a=\"1\"", "a='1'   b=\"2\"").replace("<empty/>", "<empty></empty>")))
                .isEqualTo("VALID");
        assertThat(expecting(DOCUMENT.replace("a=\"1\"", "a=\"2\""))).isEqualTo("CONTENT_DIFFERS");
        assertThat(expecting(DOCUMENT.replace("<empty/>", " <empty/>"))).isEqualTo("CONTENT_DIFFERS");
        assertThat(expecting("no document")).isEqualTo("CONTENT_DIFFERS");
        assertThat(expecting(GOOD)).isEqualTo("CONTENT_DIFFERS");
    }

    @Test
    void aNationalKeyOfTodaySignsUnderTheNationalIdentifiers() {
        CertificationAuthority authority = CertificationAuthority.root(AuthoritySpec.named(
                "DEMO GOST", KeyKind.GOST_512, Lab.NOW.minusSeconds(7200), Lab.NOW.plus(Duration.ofDays(400))));
        IssuedKey key = authority.issue(Lab.person(spec -> spec.withKeyPair(KeyKind.GOST_512.generate())));
        SignatureVerifier verifier = new SignatureVerifier(
                Lab.bundle(List.of(authority.certificate()), List.of(), List.of(Lab.emptyCrl(authority))),
                EdsPolicy.national());
        String signed = gost(key, "<a><b>Негіз</b>", "</a>");
        assertThat(code(verifier.verifyXml(bytes(signed), Optional.empty(), Purpose.SIGNING, Lab.NOW)))
                .isEqualTo("VALID");
        assertThat(code(verifier.verifyXml(
                        bytes(signed.replace("<b>", "<b >").replace("Негіз", "Негіз.")),
                        Optional.empty(),
                        Purpose.SIGNING,
                        Lab.NOW)))
                .isEqualTo("SIGNATURE_WRONG");
        // A digest of the past beside a key of today.
        assertThat(code(verifier.verifyXml(
                        bytes(signed.replace(
                                "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:gostr34112015-512",
                                "http://www.w3.org/2001/04/xmldsig-more#gost34311")),
                        Optional.empty(),
                        Purpose.SIGNING,
                        Lab.NOW)))
                .isEqualTo("ALGORITHM_NOT_ACCEPTED");
    }

    @ParameterizedTest
    @CsvSource({
        // file, anchor, issuer, list, purpose, time, verdict
        "gost2015_enveloped, root_test_gost_2022, nca_gost2022_test, nca_gost2022_test.2022-07-27, PATH, 2025-02-24T19:00:00Z, REVOCATION_LIST_STALE",
        "gost2015_enveloped, root_test_gost_2022, nca_gost2022_test, nca_gost2022_test.2022-07-27, SIGNING, 2026-11-22T09:00:00Z, CERTIFICATE_EXPIRED",
        "gost2015_enveloped, root_gost_2022, nca_gost_2022, nca_gost2022_test.2022-07-27, SIGNING, 2025-02-24T19:00:00Z, ISSUER_NOT_TRUSTED",
        "gost2004_enveloped, root_gost_test_2018, nca_gost_test_2019, nca_gost_test.2022-03-29, PATH, 2020-06-01T00:00:00Z, REVOCATION_LIST_STALE",
        "gost2004_enveloped, root_gost_test_2018, nca_gost_test_2019, nca_gost_test.2022-03-29, SIGNING, 2020-06-01T00:00:00Z, KEY_STORAGE_NOT_PERMITTED",
        "gost2004_enveloped, root_gost_test_2018, nca_gost_test_2019, nca_gost_test.2022-03-29, SIGNING, 2026-11-22T09:00:00Z, KEY_NOT_ACCEPTED",
        "rsa_sign_enveloped, root_rsa_test_2018, nca_rsa_test_2019, nca_rsa_test.2022-03-29, PATH, 2020-06-01T00:00:00Z, REVOCATION_LIST_STALE",
        "rsa_sign_enveloped, root_rsa_test_2018, nca_rsa_test_2019, nca_rsa_test.2022-03-29, SIGNING, 2020-06-01T00:00:00Z, KEY_STORAGE_NOT_PERMITTED",
        "rsa_sign_enveloped, root_rsa_test_2018, nca_rsa_test_2019, nca_rsa_test.2022-03-29, SIGNING, 2022-04-01T00:00:00Z, CERTIFICATE_EXPIRED",
        "rsa_then_gost2015_two_signatures, root_rsa_test_2018, nca_rsa_test_2019, nca_rsa_test.2022-03-29, PATH, 2022-04-01T00:00:00Z, SEVERAL_SIGNERS",
    })
    void theNationalSamplesGetTheirVerdicts(
            String file, String anchor, String issuer, String list, Purpose purpose, Instant at, String expected)
            throws Exception {
        TrustBundle bundle = new TrustBundle(
                1,
                at,
                List.of(Encodings.certificate(sample(anchor + ".cer"))),
                List.of(Encodings.certificate(sample(issuer + ".cer"))),
                List.of(RevocationList.of(sample(list + ".crl"))));
        byte[] xml = sample(file + ".xml");
        assertThat(code(new SignatureVerifier(bundle, EdsPolicy.national())
                        .verifyXml(xml, Optional.empty(), purpose, at)))
                .isEqualTo(expected);
        if (expected.equals("REVOCATION_LIST_STALE")) {
            // Form, digest, value, path and subject have passed; lists of that day were never published.
            SignatureVerifier looking = new SignatureVerifier(bundle, filesPermitted()).withoutRevocation();
            assertThat(code(looking.verifyXml(xml, Optional.empty(), Purpose.SIGNING, at)))
                    .isEqualTo("VALID");
            String text = new String(xml, StandardCharsets.UTF_8);
            assertThat(code(looking.verifyXml(
                            bytes(text.replaceFirst("(NCANode|QCxn00)", "changed")),
                            Optional.empty(),
                            Purpose.SIGNING,
                            at)))
                    .isEqualTo("SIGNATURE_WRONG");
        }
    }

    @Test
    void eachSignatureOfTheTwofoldSampleIsRightByItself() throws Exception {
        String text = new String(sample("rsa_then_gost2015_two_signatures.xml"), StandardCharsets.UTF_8);
        int second = text.lastIndexOf("<ds:Signature ");
        XmlSignature first = XmlSignature.read(bytes(text.substring(0, second) + "</a>"));
        first.requireSignature();
        assertThat(first.content()).asString(StandardCharsets.UTF_8).isEqualTo("<a><b>test</b></a>");
    }

    record Attack(String name, String xml, String expected) {
        @Override
        public String toString() {
            return expected + ": " + name;
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void everyWayToCheatIsRefusedForItsOwnReason(Attack attack) {
        assertThat(attack.xml()).isNotEqualTo(GOOD);
        long begun = System.nanoTime();
        assertThat(code(attack.xml())).isEqualTo(attack.expected());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
    }

    static Stream<Attack> attacks() {
        String signature = GOOD.substring(GOOD.indexOf("<ds:Signature "), GOOD.indexOf("</q:question>"));
        String info = signature.substring(signature.indexOf("<ds:SignedInfo"), signature.indexOf("<ds:SignatureValue"));
        String reference = info.substring(info.indexOf("<ds:Reference"), info.indexOf("</ds:SignedInfo>"));
        String certificate =
                signature.substring(signature.indexOf("<ds:X509Certificate>"), signature.indexOf("</ds:X509Data>"));
        String bare = GOOD.replace(signature, "");
        String digest = info.substring(info.indexOf("<ds:DigestValue>") + 16, info.indexOf("</ds:DigestValue>"));
        String other = Base64.getEncoder()
                .encodeToString(
                        Lab.leaf(spec -> spec).certificate().getPublicKey().getEncoded());
        return Stream.of(
                new Attack("no XML", "nonsense", "XML_MALFORMED"),
                new Attack("nothing", "", "XML_MALFORMED"),
                new Attack("document type", "<!DOCTYPE q:question>" + GOOD, "XML_MALFORMED"),
                new Attack(
                        "entities",
                        "<!DOCTYPE q:question [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>"
                                + GOOD.replace("<empty/>", "&b;"),
                        "XML_MALFORMED"),
                new Attack(
                        "external entity",
                        "<!DOCTYPE q:question [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
                                + GOOD.replace("<empty/>", "&a;"),
                        "XML_MALFORMED"),
                new Attack("XML 1.1", "<?xml version=\"1.1\"?>" + GOOD, "XML_MALFORMED"),
                new Attack(
                        "another encoding", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + GOOD, "XML_MALFORMED"),
                new Attack(
                        "UTF-16",
                        new String(GOOD.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1),
                        "XML_MALFORMED"),
                new Attack("too deep", "<a>".repeat(101) + GOOD + "</a>".repeat(101), "XML_MALFORMED"),
                new Attack("unbalanced", GOOD.replace("</q:question>", ""), "XML_MALFORMED"),
                new Attack("bytes that follow", GOOD + "<more/>", "XML_MALFORMED"),
                new Attack("too large", GOOD + " ".repeat(XmlDocument.MOST_BYTES), "TOO_LARGE"),
                new Attack("no signature", DOCUMENT, "NO_SIGNER"),
                new Attack("two signatures", GOOD.replace(signature, signature + signature), "SEVERAL_SIGNERS"),
                new Attack("signature alone", signature, "XML_SIGNATURE_FORM"),
                new Attack("wrapped as a whole", "<evil>" + GOOD + "<q>else</q></evil>", "XML_SIGNATURE_FORM"),
                new Attack(
                        "signature moved below",
                        bare.replace("<empty/>", "<empty>" + signature + "</empty>"),
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "signed part moved into an object",
                        "<evil>"
                                + signature.replace("</ds:KeyInfo>", "</ds:KeyInfo><ds:Object>" + bare + "</ds:Object>")
                                + "</evil>",
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "a second signed info elsewhere",
                        GOOD.replace(
                                "<empty/>", info.replace("<ds:SignedInfo", "<ds:SignedInfo xmlns:ds=\"" + DS + "\"")),
                        "XML_SIGNATURE_FORM"),
                new Attack("a second signed info inside", GOOD.replace(info, info + info), "XML_SIGNATURE_FORM"),
                new Attack("two references", GOOD.replace(reference, reference + reference), "XML_SIGNATURE_FORM"),
                new Attack("no reference", GOOD.replace(reference, ""), "XML_SIGNATURE_FORM"),
                new Attack("a part is signed", GOOD.replace("URI=\"\"", "URI=\"#a\""), "XML_SIGNATURE_FORM"),
                new Attack(
                        "an address is signed",
                        GOOD.replace("URI=\"\"", "URI=\"http://example.invalid/\""),
                        "XML_SIGNATURE_FORM"),
                new Attack("no address", GOOD.replace(" URI=\"\"", ""), "XML_SIGNATURE_FORM"),
                new Attack("a type", GOOD.replace("URI=\"\"", "URI=\"\" Type=\"urn:x\""), "XML_SIGNATURE_FORM"),
                new Attack(
                        "an XPath",
                        GOOD.replace(
                                "<ds:Transforms>",
                                "<ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"/>"),
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "a style sheet",
                        GOOD.replace(
                                "Algorithm=\"" + CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS + "\"",
                                "Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\""),
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "not enveloped",
                        GOOD.replace("<ds:Transform Algorithm=\"" + Transform.ENVELOPED + "\"/>", ""),
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "another canonical form of the signed info",
                        GOOD.replace(
                                "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.INCLUSIVE + "\"",
                                "CanonicalizationMethod Algorithm=\"http://www.w3.org/2006/12/xml-c14n11\""),
                        "ALGORITHM_NOT_ACCEPTED"),
                new Attack(
                        "the exclusive form instead",
                        GOOD.replace(
                                "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.INCLUSIVE + "\"",
                                "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE + "\""),
                        "SIGNATURE_WRONG"),
                new Attack("SHA-1", GOOD.replace("xmlenc#sha256", "xmldsig#sha1"), "ALGORITHM_NOT_ACCEPTED"),
                new Attack(
                        "a symmetric code",
                        GOOD.replace("xmldsig-more#ecdsa-sha256", "xmldsig-more#hmac-sha256"),
                        "ALGORITHM_NOT_ACCEPTED"),
                new Attack(
                        "another algorithm than the key's",
                        GOOD.replace("xmldsig-more#ecdsa-sha256", "xmldsig-more#rsa-sha256"),
                        "KEY_NOT_ACCEPTED"),
                new Attack(
                        "parameters of the algorithm",
                        GOOD.replace(
                                "xmldsig-more#ecdsa-sha256\"/>",
                                "xmldsig-more#ecdsa-sha256\"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>"),
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "comment in a value",
                        GOOD.replace(digest, digest.substring(0, 8) + "<!-- -->" + digest.substring(8)),
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "instruction in the signature",
                        GOOD.replace("<ds:SignedInfo>", "<?evil?><ds:SignedInfo>"),
                        "XML_SIGNATURE_FORM"),
                new Attack("no base64", GOOD.replace(digest, "*" + digest), "XML_SIGNATURE_FORM"),
                new Attack("shorter digest", GOOD.replace(digest, digest.substring(4)), "SIGNATURE_WRONG"),
                new Attack("another digest", GOOD.replace(digest, flipped(digest)), "SIGNATURE_WRONG"),
                new Attack(
                        "space in the signed info",
                        GOOD.replace("</ds:Reference>", "</ds:Reference> "),
                        "SIGNATURE_WRONG"),
                new Attack("text added", GOOD.replace("<empty/>", "<empty>x</empty>"), "SIGNATURE_WRONG"),
                new Attack("element added", GOOD.replace("<empty/>", "<empty/><empty/>"), "SIGNATURE_WRONG"),
                new Attack("attribute added", GOOD.replace("<empty/>", "<empty x=\"\"/>"), "SIGNATURE_WRONG"),
                new Attack("namespace changed", GOOD.replace("\"urn:q\"", "\"urn:r\""), "SIGNATURE_WRONG"),
                new Attack("language changed", GOOD.replace("\"kk\"", "\"ru\""), "SIGNATURE_WRONG"),
                new Attack("instruction before", "<?evil?>" + GOOD, "SIGNATURE_WRONG"),
                new Attack("no key", GOOD.replace(certificate, ""), "SIGNER_CERTIFICATE_MISSING"),
                new Attack(
                        "certificate twice",
                        GOOD.replace(certificate, certificate + certificate),
                        "SIGNER_CERTIFICATE_AMBIGUOUS"),
                new Attack(
                        "no certificate",
                        GOOD.replace(certificate, "<ds:X509Certificate>" + other + "</ds:X509Certificate>"),
                        "SIGNER_CERTIFICATE_MISSING"),
                new Attack(
                        "a bare key",
                        GOOD.replace("<ds:X509Data>", "<ds:KeyName>x</ds:KeyName><ds:X509Data>"),
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "a reference to a key",
                        GOOD.replace("<ds:X509Data>", "<ds:RetrievalMethod URI=\"#x\"/><ds:X509Data>"),
                        "XML_SIGNATURE_FORM"),
                new Attack(
                        "somebody else's certificate",
                        GOOD.replace(
                                certificate,
                                certificate(Lab.leaf(spec -> spec.withKeyPair(KeyKind.EC_P256.generate())))),
                        "SIGNATURE_WRONG"),
                new Attack("a revoked certificate", sign(Lab.PKI, "revoked"), "CERTIFICATE_REVOKED"),
                new Attack("an expired one", sign(Lab.PKI, "expired"), "CERTIFICATE_EXPIRED"),
                new Attack("a stranger's", sign(Lab.PKI, "foreign"), "ISSUER_NOT_GENUINE"),
                new Attack("a key for login only", sign(Lab.PKI, "head-auth"), "KEY_NOT_FOR_SIGNING"),
                new Attack("a key in a file", sign(Lab.PKI, "head-file"), "KEY_STORAGE_NOT_PERMITTED"));
    }

    @Test
    void documentsThatGrowAreStopped() {
        String long1 = "x".repeat(200_000);
        String bomb = "<r xmlns:a=\"" + long1 + "\">" + "<a:b/>".repeat(50_000) + "</r>";
        String signed = bomb.replace(
                "</r>",
                GOOD.substring(GOOD.indexOf("<ds:Signature "), GOOD.indexOf("</q:question>"))
                                .replace(
                                        CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
                                        CanonicalizationMethod.EXCLUSIVE)
                        + "</r>");
        long begun = System.nanoTime();
        assertThat(code(signed)).isEqualTo("XML_MALFORMED");
        String wide = "<r "
                + " a%d=''"
                        .repeat(300)
                        .formatted(Stream.iterate(0, i -> i + 1).limit(300).toArray()) + "/>";
        assertThat(code(wide)).isEqualTo("XML_MALFORMED");
        assertThat(code("<r>" + "<a/>".repeat(200_000) + "</r>")).isEqualTo("NO_SIGNER");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void whatWasDamagedByChanceIsNeverValidForAnotherContentAndNeverAnException() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        byte[] good = bytes(GOOD);
        byte[] content = ((XmlVerdict.Valid) verify(GOOD)).signedContent();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(good, random);
            long begun = System.nanoTime();
            XmlVerdict verdict = VERIFIER.verifyXml(damaged, Optional.empty(), Purpose.SIGNING, Lab.NOW);
            if (verdict instanceof XmlVerdict.Valid valid) {
                // Space in a tag, a comment, a line end in base64: nothing that was signed.
                assertThat(valid.signedContent())
                        .describedAs("round %d, seed %d", round, SEED)
                        .isEqualTo(content);
                assertThat(valid.signer().certificate()).isEqualTo(KEY.certificate());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
        }
    }

    private static byte[] damaged(byte[] good, RandomGenerator random) {
        byte[] damaged = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[random.nextInt(damaged.length)] = (byte) "<>/\"'&!? =-#".charAt(random.nextInt(12));
            case 2 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            default -> {
                int from = random.nextInt(damaged.length - 1);
                int length = Math.min(1 + random.nextInt(60), damaged.length - from);
                int source = random.nextInt(good.length - length);
                System.arraycopy(good, source, damaged, from, length);
            }
        }
        return damaged;
    }

    private static String certificate(IssuedKey key) {
        try {
            return "<ds:X509Certificate>"
                    + Base64.getEncoder().encodeToString(key.certificate().getEncoded()) + "</ds:X509Certificate>";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String flipped(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        bytes[0] ^= 1;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String expecting(String document) {
        return code(VERIFIER.verifyXml(bytes(GOOD), Optional.of(bytes(document)), Purpose.SIGNING, Lab.NOW));
    }

    private static XmlVerdict verify(String xml) {
        return VERIFIER.verifyXml(bytes(xml), Optional.empty(), Purpose.SIGNING, Lab.NOW);
    }

    private static String code(String xml) {
        return code(verify(xml));
    }

    private static String code(XmlVerdict verdict) {
        return switch (verdict) {
            case XmlVerdict.Valid valid -> "VALID";
            case XmlVerdict.Invalid invalid -> invalid.reason().code();
            case XmlVerdict.Unknown unknown -> unknown.reason().code();
        };
    }

    private static String sign(DemoPki pki, String name) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            char[] password = DemoPki.PASSWORD.toCharArray();
            try (var in = Files.newInputStream(pki.key(name).file())) {
                store.load(in, password);
            }
            return sign(
                    new IssuedKey(
                            (PrivateKey) store.getKey(store.aliases().nextElement(), password),
                            pki.key(name).certificate()),
                    DOCUMENT);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(IssuedKey key, String document) {
        return sign(
                key,
                document,
                CanonicalizationMethod.INCLUSIVE,
                Optional.of(CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS));
    }

    /** By Java's own signer. */
    private static String sign(IssuedKey key, String document, String infoForm, Optional<String> contentForm) {
        try {
            DocumentBuilderFactory builders = DocumentBuilderFactory.newInstance();
            builders.setNamespaceAware(true);
            Document parsed = builders.newDocumentBuilder().parse(new ByteArrayInputStream(bytes(document)));
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            List<Transform> transforms = new ArrayList<>();
            transforms.add(factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null));
            if (contentForm.isPresent()) {
                transforms.add(factory.newTransform(contentForm.get(), (TransformParameterSpec) null));
            }
            String method = "http://www.w3.org/2001/04/xmldsig-more#"
                    + (key.privateKey().getAlgorithm().equals("RSA") ? "rsa-sha256" : "ecdsa-sha256");
            KeyInfoFactory keys = factory.getKeyInfoFactory();
            DOMSignContext context = new DOMSignContext(key.privateKey(), parsed.getDocumentElement());
            context.setDefaultNamespacePrefix("ds");
            factory.newXMLSignature(
                            factory.newSignedInfo(
                                    factory.newCanonicalizationMethod(infoForm, (C14NMethodParameterSpec) null),
                                    factory.newSignatureMethod(method, null),
                                    List.of(factory.newReference(
                                            "",
                                            factory.newDigestMethod(DigestMethod.SHA256, null),
                                            transforms,
                                            null,
                                            null))),
                            keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate())))))
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

    /** Written out by hand in canonical form, as an oracle of its own. */
    private static String gost(IssuedKey key, String before, String after) {
        try {
            GostAlgorithm algorithm = GostAlgorithm.GOST_34_10_2015_512;
            String national = "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:";
            byte[] digest = Encodings.digest(algorithm.digestOid(), bytes(before + after));
            String info = "<ds:SignedInfo xmlns:ds=\"" + DS + "\"><ds:CanonicalizationMethod Algorithm=\""
                    + CanonicalizationMethod.INCLUSIVE
                    + "\"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm=\""
                    + national + "gostr34102015-gostr34112015-512\"></ds:SignatureMethod><ds:Reference URI=\"\">"
                    + "<ds:Transforms><ds:Transform Algorithm=\"" + Transform.ENVELOPED
                    + "\"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm=\"" + national
                    + "gostr34112015-512\"></ds:DigestMethod><ds:DigestValue>"
                    + Base64.getEncoder().encodeToString(digest)
                    + "</ds:DigestValue></ds:Reference></ds:SignedInfo>";
            Signature signature = Signature.getInstance(algorithm.signatureOid());
            signature.initSign(key.privateKey());
            signature.update(bytes(info));
            return before + "<ds:Signature xmlns:ds=\"" + DS + "\">" + info + "<ds:SignatureValue>"
                    + Base64.getMimeEncoder().encodeToString(signature.sign())
                    + "</ds:SignatureValue><ds:KeyInfo><ds:X509Data>" + certificate(key)
                    + "</ds:X509Data></ds:KeyInfo></ds:Signature>" + after;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static EdsPolicy filesPermitted() {
        EdsPolicy national = EdsPolicy.national();
        Set<KeyStorage> all = EnumSet.allOf(KeyStorage.class);
        return new EdsPolicy(
                Map.of(HolderKind.PERSON, all, HolderKind.ORGANISATION, all, HolderKind.SYSTEM, all),
                national.leafPolicies(),
                national.clockSkew());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sample(String file) throws IOException {
        return Files.readAllBytes(NATIONAL.resolve(file));
    }
}
