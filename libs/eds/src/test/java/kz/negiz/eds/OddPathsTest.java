package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.eds.CertificateExamination.Finding;
import kz.negiz.eds.CertificateExamination.Material;
import kz.negiz.eds.CertificateExamination.Rules;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the public suites leave out: certificates, constraints, lists and status answers bent one at a time. */
class OddPathsTest {

    private static final Instant NOW = Lab.NOW;
    private static final KeyPair ROOT_KEY = KeyKind.EC_P256.generate();
    private static final KeyPair CA_KEY = KeyKind.EC_P256.generate();
    private static final KeyPair LEAF_KEY = KeyKind.EC_P256.generate();
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("2.999.1");

    /** A certificate to be made. */
    record Made(
            X500Name subject,
            X500Name issuer,
            KeyPair key,
            KeyPair issuerKey,
            BigInteger serial,
            Instant from,
            Instant until,
            boolean versionOne,
            List<Extension> extensions) {

        Made named(X500Name name) {
            return new Made(name, issuer, key, issuerKey, serial, from, until, versionOne, extensions);
        }

        Made issuedBy(X500Name name, KeyPair by) {
            return new Made(subject, name, key, by, serial, from, until, versionOne, extensions);
        }

        Made keyed(KeyPair own) {
            return new Made(subject, issuer, own, issuerKey, serial, from, until, versionOne, extensions);
        }

        Made numbered(BigInteger number) {
            return new Made(subject, issuer, key, issuerKey, number, from, until, versionOne, extensions);
        }

        Made valid(Instant begin, Instant end) {
            return new Made(subject, issuer, key, issuerKey, serial, begin, end, versionOne, extensions);
        }

        Made asVersionOne() {
            return new Made(subject, issuer, key, issuerKey, serial, from, until, true, extensions);
        }

        Made with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
            List<Extension> all = new ArrayList<>(extensions.stream()
                    .filter(each -> !each.getExtnId().equals(oid))
                    .toList());
            try {
                all.add(new Extension(oid, critical, value.toASN1Primitive().getEncoded()));
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
            return new Made(subject, issuer, key, issuerKey, serial, from, until, versionOne, all);
        }

        Made without(ASN1ObjectIdentifier oid) {
            return new Made(
                    subject,
                    issuer,
                    key,
                    issuerKey,
                    serial,
                    from,
                    until,
                    versionOne,
                    extensions.stream()
                            .filter(each -> !each.getExtnId().equals(oid))
                            .toList());
        }

        X509Certificate make() {
            try {
                SubjectPublicKeyInfo info =
                        SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
                if (versionOne) {
                    return read(new X509v1CertificateBuilder(
                                    issuer, serial, Date.from(from), Date.from(until), subject, info)
                            .build(signer(issuerKey)));
                }
                X509v3CertificateBuilder builder =
                        new X509v3CertificateBuilder(issuer, serial, Date.from(from), Date.from(until), subject, info);
                for (Extension each : extensions) {
                    builder.addExtension(each);
                }
                return read(builder.build(signer(issuerKey)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Made made(String subject, String issuer, KeyPair key, KeyPair issuerKey) {
        return new Made(
                new X500Name(subject),
                new X500Name(issuer),
                key,
                issuerKey,
                BigInteger.valueOf(1000 + subject.hashCode() % 100),
                NOW.minus(Duration.ofDays(10)),
                NOW.plus(Duration.ofDays(10)),
                false,
                List.of());
    }

    private static Made root() {
        return authority(made("CN=Root", "CN=Root", ROOT_KEY, ROOT_KEY), 9);
    }

    private static Made ca() {
        return authority(made("CN=CA,O=Odd", "CN=Root", CA_KEY, ROOT_KEY), 8);
    }

    private static Made authority(Made made, int pathLength) {
        return made.with(Extension.basicConstraints, true, new BasicConstraints(pathLength))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private static Made leaf() {
        return made("CN=Leaf", "CN=CA,O=Odd", LEAF_KEY, CA_KEY)
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    private static Arguments path(
            String what, String verdict, UnaryOperator<Made> root, UnaryOperator<Made> ca, UnaryOperator<Made> leaf) {
        return Arguments.of(what, verdict, root.apply(root()), ca.apply(ca()), leaf.apply(leaf()));
    }

    private static Arguments bentLeaf(String what, String verdict, UnaryOperator<Made> leaf) {
        return path(what, verdict, same -> same, same -> same, leaf);
    }

    private static Arguments bentAuthority(String what, String verdict, UnaryOperator<Made> ca) {
        return path(what, verdict, same -> same, ca, same -> same);
    }

    private static Arguments bentRoot(String what, String verdict, UnaryOperator<Made> root) {
        return path(what, verdict, root, same -> same, same -> same);
    }

    static Stream<Arguments> paths() {
        Instant past = NOW.minusSeconds(60);
        Instant future = NOW.plusSeconds(60);
        return Stream.of(
                bentLeaf("nothing", "valid", same -> same),
                bentLeaf("expired", "CERTIFICATE_EXPIRED", made -> made.valid(made.from(), past)),
                bentLeaf("not yet valid", "CERTIFICATE_NOT_YET_VALID", made -> made.valid(future, made.until())),
                bentAuthority("expired authority", "AUTHORITY_NOT_VALID", made -> made.valid(made.from(), past)),
                bentRoot("expired root", "AUTHORITY_NOT_VALID", made -> made.valid(made.from(), past)),
                bentLeaf("serial number 0", "MALFORMED", made -> made.numbered(BigInteger.ZERO)),
                bentLeaf("negative serial number", "valid", made -> made.numbered(BigInteger.valueOf(-5))),
                bentLeaf("20 octets", "valid", made -> made.numbered(BigInteger.ONE.shiftLeft(158))),
                bentLeaf("21 octets", "MALFORMED", made -> made.numbered(BigInteger.ONE.shiftLeft(160))),
                bentLeaf(
                        "unknown critical extension",
                        "CRITICAL_EXTENSION_UNKNOWN",
                        made -> made.with(UNKNOWN, true, DERNull.INSTANCE)),
                bentAuthority(
                        "unknown critical extension of the authority",
                        "CRITICAL_EXTENSION_UNKNOWN",
                        made -> made.with(UNKNOWN, true, DERNull.INSTANCE)),
                bentRoot(
                        "unknown critical extension of the root",
                        "CRITICAL_EXTENSION_UNKNOWN",
                        made -> made.with(UNKNOWN, true, DERNull.INSTANCE)),
                bentLeaf("unknown extension", "valid", made -> made.with(UNKNOWN, false, DERNull.INSTANCE)),
                bentLeaf(
                        "critical extended key usage",
                        "valid",
                        made -> made.with(
                                Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))),
                bentLeaf(
                        "empty extended key usage",
                        "MALFORMED",
                        made -> made.with(Extension.extendedKeyUsage, false, new DERSequence())),
                bentLeaf(
                        "critical key identifier",
                        "CRITICAL_EXTENSION_UNKNOWN",
                        made -> made.with(
                                Extension.subjectKeyIdentifier, true, new SubjectKeyIdentifier(new byte[20]))),
                bentLeaf("version 1", "valid", made -> made.asVersionOne()),
                bentAuthority("authority of version 1", "ISSUER_IS_NO_AUTHORITY", made -> made.asVersionOne()),
                bentRoot("root of version 1", "valid", made -> made.asVersionOne()),
                bentAuthority(
                        "authority without basic constraints",
                        "ISSUER_IS_NO_AUTHORITY",
                        made -> made.without(Extension.basicConstraints).without(Extension.keyUsage)),
                bentAuthority(
                        "authority that signs no certificates",
                        "ISSUER_IS_NO_AUTHORITY",
                        made -> made.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))),
                bentAuthority("authority without key usage", "valid", made -> made.without(Extension.keyUsage)),
                bentRoot(
                        "root that signs no certificates",
                        "ISSUER_IS_NO_AUTHORITY",
                        made -> made.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))),
                bentLeaf(
                        "a leaf that signs certificates",
                        "MALFORMED",
                        made -> made.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))),
                bentRoot(
                        "path length of the root",
                        "PATH_TOO_LONG",
                        made -> made.with(Extension.basicConstraints, true, new BasicConstraints(0))),
                bentAuthority(
                        "path length of the authority",
                        "valid",
                        made -> made.with(Extension.basicConstraints, true, new BasicConstraints(0))),
                bentLeaf("signed by another key", "ISSUER_NOT_GENUINE", made -> made.issuedBy(made.issuer(), LEAF_KEY)),
                bentLeaf(
                        "another kind of string, case and spaces",
                        "valid",
                        made -> made.issuedBy(name("oDD", "  ca "), CA_KEY)),
                bentLeaf(
                        "another order of names",
                        "ISSUER_NOT_TRUSTED",
                        made -> made.issuedBy(new X500Name("O=Odd,CN=CA"), CA_KEY)),
                path(
                        "number in another kind of string",
                        "valid",
                        same -> same,
                        made -> made.named(number(new DERPrintableString("7"))),
                        made -> made.issuedBy(number(new DERUTF8String("7")), CA_KEY)),
                path(
                        "name of the root in another kind of string",
                        "valid",
                        made -> made.named(number(new DERPrintableString("7")))
                                .issuedBy(number(new DERPrintableString("7")), ROOT_KEY),
                        made -> made.issuedBy(number(new DERUTF8String("7")), ROOT_KEY),
                        same -> same),
                bentLeaf(
                        "alternative name that is none",
                        "MALFORMED",
                        made -> made.with(Extension.subjectAlternativeName, false, new DERSequence())),
                bentLeaf(
                        "constraints in a leaf",
                        "MALFORMED",
                        made -> made.with(Extension.nameConstraints, true, permitted(dns("example.kz")))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"paths", "names"})
    void whatIsBentDecides(String what, String verdict, Made root, Made ca, Made leaf) {
        Material material = new Material(List.of(root.make()), List.of(ca.make()), List.of(), List.of());
        assertThat(finding(leaf.make(), material, false)).isEqualTo(verdict);
    }

    private static Arguments names(String what, boolean valid, NameConstraints constraints, GeneralName... names) {
        return path(
                what,
                valid ? "valid" : "PATH_INVALID",
                same -> same,
                made -> made.with(Extension.nameConstraints, true, constraints),
                made -> made.with(Extension.subjectAlternativeName, false, new GeneralNames(names)));
    }

    static Stream<Arguments> names() {
        GeneralName registered = new GeneralName(GeneralName.registeredID, "2.999.5");
        NameConstraints permittedDns = permitted(dns("example.kz"));
        NameConstraints excludedDns =
                new NameConstraints(null, new GeneralSubtree[] {new GeneralSubtree(dns("bad.example.kz"))});
        NameConstraints site = permitted(new GeneralName(GeneralName.uniformResourceIdentifier, ".example.kz"));
        NameConstraints mail = permitted(new GeneralName(GeneralName.rfc822Name, "example.kz"));
        return Stream.of(
                names("host below", true, permittedDns, dns("a.example.kz")),
                names("the host itself", true, permittedDns, dns("EXAMPLE.kz")),
                names("host beside", false, permittedDns, dns("notexample.kz")),
                names("one of two beside", false, permittedDns, dns("example.kz"), dns("example.org")),
                names("another kind of name", true, permittedDns, new GeneralName(GeneralName.rfc822Name, "a@b.kz")),
                names("excluded host", false, excludedDns, dns("x.bad.example.kz")),
                names("host not excluded", true, excludedDns, dns("good.example.kz")),
                names("mail of the host", true, mail, new GeneralName(GeneralName.rfc822Name, "a@example.kz")),
                names("mail of another", false, mail, new GeneralName(GeneralName.rfc822Name, "a@x.example.kz")),
                names("address", true, permitted(ip("0a000000ff000000")), ip("0a010203")),
                names("address outside", false, permitted(ip("0a000000ff000000")), ip("0b010203")),
                names("site", true, site, uri("https://u@www.example.kz:8443/a?b")),
                names("site of another", false, site, uri("https://www.example.org/")),
                names("site without host", false, site, uri("urn:example:kz")),
                names("site by address", false, site, uri("https://10.0.0.1/www.example.kz")),
                names("form that is not compared", false, permitted(registered), registered),
                // Allowed by the RFC; refused here, since nobody could tell later names apart.
                names("a constraint on such a form alone", false, permitted(registered), dns("example.kz")),
                bentAuthority(
                        "mask with holes",
                        "MALFORMED",
                        made -> made.with(Extension.nameConstraints, true, permitted(ip("0a000000ff00ff00")))),
                bentAuthority(
                        "leading period",
                        "MALFORMED",
                        made -> made.with(Extension.nameConstraints, true, permitted(dns(".example.kz")))),
                bentAuthority(
                        "a smallest distance",
                        "MALFORMED",
                        made -> made.with(
                                Extension.nameConstraints,
                                true,
                                new NameConstraints(
                                        new GeneralSubtree[] {
                                            new GeneralSubtree(dns("example.kz"), BigInteger.ONE, null)
                                        },
                                        null))),
                path(
                        "mail in the subject",
                        "PATH_INVALID",
                        same -> same,
                        made -> made.with(Extension.nameConstraints, true, mail),
                        made -> made.named(new X500Name("E=a@example.org,CN=Leaf"))),
                names(
                        "millions of comparisons",
                        false,
                        permitted(IntStream.range(0, 2000)
                                .mapToObj(i -> dns("n" + i + ".kz"))
                                .toArray(GeneralName[]::new)),
                        IntStream.range(0, 2000)
                                .mapToObj(i -> dns("a.n" + i + ".kz"))
                                .toArray(GeneralName[]::new)));
    }

    @Test
    void theRightIssuerIsFoundAmongHundredsOfItsName() {
        List<X509Certificate> namesakes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            namesakes.add(ca().keyed(i % 2 == 0 ? LEAF_KEY : ROOT_KEY)
                    .numbered(BigInteger.valueOf(5000 + i))
                    .make());
            // The right key, but over by now.
            namesakes.add(ca().numbered(BigInteger.valueOf(6000 + i))
                    .valid(NOW.minusSeconds(100), NOW.minusSeconds(50))
                    .make());
        }
        namesakes.add(ca().make());
        Material material = new Material(List.of(root().make()), namesakes, List.of(), List.of());
        assertThat(finding(leaf().make(), material, false)).isEqualTo("valid");
    }

    @Test
    void authoritiesThatCertifyEachOtherLeadNowhere() {
        List<X509Certificate> circle = new ArrayList<>();
        List<KeyPair> keys = Stream.generate(KeyKind.EC_P256::generate).limit(6).toList();
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < keys.size(); j++) {
                circle.add(authority(made("CN=C" + i, "CN=C" + j, keys.get(i), keys.get(j)), 50)
                        .make());
            }
        }
        Material material = new Material(List.of(root().make()), circle, List.of(), List.of());
        assertThat(finding(
                        leaf().issuedBy(new X500Name("CN=C0"), keys.getFirst()).make(), material, false))
                .isEqualTo("ISSUER_NOT_TRUSTED");
    }

    @Test
    void policiesThatMultiplyAreRefusedBeforeTheyDo() {
        List<CertPolicyId> policies = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> CertPolicyId.getInstance(new ASN1ObjectIdentifier("2.999.7." + i)))
                .toList();
        ASN1Encodable[] pairs = policies.stream()
                .flatMap(one -> policies.stream().map(other -> new DERSequence(new ASN1Encodable[] {one, other})))
                .toArray(ASN1Encodable[]::new);
        ASN1Encodable[] named = policies.stream().map(DERSequence::new).toArray(ASN1Encodable[]::new);
        List<X509Certificate> chain = new ArrayList<>();
        String above = "CN=Root";
        for (int i = 0; i < 15; i++) {
            KeyPair issuerKey = i == 0 ? ROOT_KEY : CA_KEY;
            chain.add(authority(made("CN=P" + i, above, CA_KEY, issuerKey), 50)
                    .with(Extension.certificatePolicies, false, new DERSequence(named))
                    .with(Extension.policyMappings, true, new DERSequence(pairs))
                    .make());
            above = "CN=P" + i;
        }
        X509Certificate leaf = leaf().issuedBy(new X500Name(above), CA_KEY)
                .with(Extension.certificatePolicies, false, new DERSequence(named))
                .make();
        Made root = root().with(Extension.basicConstraints, true, new BasicConstraints(true));
        Material material = new Material(List.of(root.make()), chain, List.of(), List.of());
        assertThat(finding(leaf, material, false)).isEqualTo("POLICY_NOT_ACCEPTED");
    }

    @Test
    void aNamesakeElsewhereBelowTheAnchorSignsNoLists() throws Exception {
        KeyPair otherKey = KeyKind.EC_P256.generate();
        Made other = authority(made("CN=Other", "CN=Root", LEAF_KEY, ROOT_KEY), 5);
        Made namesake = made("CN=CA,O=Odd", "CN=Other", otherKey, LEAF_KEY)
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign));
        Instant end = NOW.plusSeconds(3600);
        List<X509CRL> lists = List.of(
                list("CN=Root", ROOT_KEY, NOW, end, false, false),
                list("CN=Other", LEAF_KEY, NOW, end, false, false),
                list("CN=CA,O=Odd", otherKey, NOW, end, false, false));
        List<X509Certificate> all = List.of(ca().make(), other.make(), namesake.make());
        assertThat(finding(leaf().make(), new Material(List.of(root().make()), all, lists, List.of()), true))
                .isEqualTo("REVOCATION_LIST_NOT_GENUINE");
        // One whom the authority's own issuer has named may.
        List<X509Certificate> near = List.of(
                ca().make(),
                namesake.issuedBy(new X500Name("CN=Root"), ROOT_KEY).make());
        assertThat(finding(leaf().make(), new Material(List.of(root().make()), near, lists, List.of()), true))
                .isEqualTo("valid");
    }

    @Test
    void aLeafVouchesNotForItself() {
        X509Certificate alone =
                leaf().issuedBy(new X500Name("CN=Leaf"), LEAF_KEY).make();
        assertThat(finding(alone, new Material(List.of(alone), List.of(), List.of(), List.of()), false))
                .isEqualTo("ISSUER_IS_NO_AUTHORITY");
    }

    static Stream<Arguments> lists() throws Exception {
        X509CRL ofRoot = list("CN=Root", ROOT_KEY, NOW, NOW.plusSeconds(3600), false, false);
        Instant end = NOW.plusSeconds(3600);
        return Stream.of(
                Arguments.of("none", "REVOCATION_LIST_MISSING", List.of(ofRoot)),
                Arguments.of("fresh", "valid", List.of(ofRoot, list("CN=CA,O=Odd", CA_KEY, NOW, end, false, false))),
                Arguments.of(
                        "revoked",
                        "CERTIFICATE_REVOKED",
                        List.of(ofRoot, list("CN=CA,O=Odd", CA_KEY, NOW, end, true, false))),
                Arguments.of(
                        "by another key",
                        "REVOCATION_LIST_NOT_GENUINE",
                        List.of(ofRoot, list("CN=CA,O=Odd", LEAF_KEY, NOW, end, false, false))),
                Arguments.of(
                        "over",
                        "REVOCATION_LIST_STALE",
                        List.of(
                                ofRoot,
                                list("CN=CA,O=Odd", CA_KEY, NOW.minusSeconds(99), NOW.minusSeconds(9), false, false))),
                Arguments.of(
                        "without an end",
                        "REVOCATION_LIST_STALE",
                        List.of(ofRoot, list("CN=CA,O=Odd", CA_KEY, NOW, null, false, false))),
                Arguments.of(
                        "to come",
                        "REVOCATION_LIST_STALE",
                        List.of(ofRoot, list("CN=CA,O=Odd", CA_KEY, NOW.plusSeconds(1800), end, false, false))),
                Arguments.of(
                        "with something critical",
                        "REVOCATION_LIST_UNSUPPORTED",
                        List.of(ofRoot, list("CN=CA,O=Odd", CA_KEY, NOW, end, false, true))),
                Arguments.of(
                        "a false one beside the right one",
                        "CERTIFICATE_REVOKED",
                        List.of(
                                ofRoot,
                                list("CN=CA,O=Odd", LEAF_KEY, NOW, end, false, false),
                                list("CN=CA,O=Odd", CA_KEY, NOW, end, true, false))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("lists")
    void theListDecides(String what, String verdict, List<X509CRL> lists) {
        Material material = new Material(List.of(root().make()), List.of(ca().make()), lists, List.of());
        assertThat(finding(leaf().make(), material, true)).isEqualTo(verdict);
    }

    static Stream<Arguments> answers() {
        Made responder = made("CN=Responder", "CN=CA,O=Odd", LEAF_KEY, CA_KEY)
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
        return Stream.of(
                Arguments.of("the issuer: good", "valid", ca(), CertificateStatus.GOOD),
                Arguments.of("the issuer: revoked", "CERTIFICATE_REVOKED", ca(), new RevokedStatus(Date.from(NOW))),
                Arguments.of("the issuer: unknown", "OCSP_STATUS_UNKNOWN", ca(), new UnknownStatus()),
                Arguments.of("a delegate that no list can tell of", "valid", responder, CertificateStatus.GOOD),
                Arguments.of(
                        "a delegate without the right",
                        "OCSP_NOT_GENUINE",
                        responder.without(Extension.extendedKeyUsage),
                        CertificateStatus.GOOD),
                Arguments.of(
                        "a delegate that is over",
                        "OCSP_NOT_GENUINE",
                        responder.valid(NOW.minusSeconds(99), NOW.minusSeconds(9)),
                        CertificateStatus.GOOD),
                Arguments.of(
                        "a delegate of another authority",
                        "OCSP_NOT_GENUINE",
                        responder.issuedBy(new X500Name("CN=Root"), ROOT_KEY),
                        CertificateStatus.GOOD),
                Arguments.of(
                        "a delegate that names lists nobody has",
                        "OCSP_NOT_GENUINE",
                        responder.with(
                                Extension.cRLDistributionPoints,
                                false,
                                new DERSequence(new DERSequence(new org.bouncycastle.asn1.DERTaggedObject(
                                        false, 2, new GeneralNames(new GeneralName(new X500Name("CN=Nobody"))))))),
                        CertificateStatus.GOOD));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void theStatusAnswerDecides(String what, String verdict, Made responder, @Nullable CertificateStatus status)
            throws Exception {
        X509Certificate leaf = leaf().make();
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(responder.subject()));
        builder.addResponse(
                new CertificateID(
                        new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                        new X509CertificateHolder(ca().make().getEncoded()),
                        leaf.getSerialNumber()),
                status,
                Date.from(NOW),
                Date.from(NOW.plusSeconds(600)));
        byte[] answer = new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(
                                signer(responder.key()),
                                new X509CertificateHolder[] {
                                    new X509CertificateHolder(responder.make().getEncoded())
                                },
                                Date.from(NOW)))
                .getEncoded();
        X509CRL ofRoot = list("CN=Root", ROOT_KEY, NOW, NOW.plusSeconds(3600), false, false);
        Material material =
                new Material(List.of(root().make()), List.of(ca().make()), List.of(ofRoot), List.of(answer));
        assertThat(finding(leaf, material, true)).isEqualTo(verdict);
    }

    private static String finding(X509Certificate leaf, Material material, boolean revocation) {
        Rules rules = new Rules(Purpose.PATH, Set.of(), false, false, false, revocation);
        return switch (CertificateExamination.examine(leaf, material, rules, NOW)) {
            case Finding.Valid valid -> "valid";
            case Finding.Invalid(Reason reason) -> reason.code();
            case Finding.Unknown(Reason reason) -> reason.code();
        };
    }

    private static X509CRL list(
            String issuer, KeyPair key, Instant from, @Nullable Instant until, boolean revoking, boolean critical)
            throws Exception {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name(issuer), Date.from(from));
        Optional.ofNullable(until).map(Date::from).ifPresent(builder::setNextUpdate);
        if (revoking) {
            builder.addCRLEntry(leaf().serial(), Date.from(NOW.minusSeconds(60)), 0);
        }
        if (critical) {
            builder.addExtension(UNKNOWN, true, DERNull.INSTANCE);
        }
        return new JcaX509CRLConverter().getCRL(builder.build(signer(key)));
    }

    private static ContentSigner signer(KeyPair key) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
    }

    private static X509Certificate read(X509CertificateHolder holder) throws Exception {
        return Encodings.certificate(holder.getEncoded());
    }

    private static X500Name name(String organisation, String commonName) {
        return new X500NameBuilder()
                .addRDN(BCStyle.CN, new DERPrintableString(commonName))
                .addRDN(BCStyle.O, new DERPrintableString(organisation))
                .build();
    }

    private static X500Name number(ASN1Encodable value) {
        return new X500NameBuilder().addRDN(BCStyle.SERIALNUMBER, value).build();
    }

    private static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    private static GeneralName uri(String name) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, name);
    }

    private static GeneralName ip(String hex) {
        return new GeneralName(
                GeneralName.iPAddress,
                new DEROctetString(java.util.HexFormat.of().parseHex(hex)));
    }

    private static NameConstraints permitted(GeneralName... names) {
        return new NameConstraints(Stream.of(names).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new), null);
    }
}
