package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kz.negiz.demo.pki.AuthoritySpec;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.CrlSpec;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.demo.pki.LeafSpec;
import kz.negiz.demo.pki.Storage;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.demo.pki.Template;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything that must be refused, each for its own reason. The one table of what the verifier does not let through. */
class RefusalsTest {

    private static final Instant NOW = Lab.NOW;
    private static final Instant FROM = NOW.minus(Duration.ofDays(1));
    private static final Instant TO = NOW.plus(Duration.ofDays(900));
    private static final byte[] GOOD = Lab.signer("head").sign(Lab.CONTENT, true);
    private static final IssuedKey LEAF = Lab.leaf(spec -> spec);

    private record Case(String name, Reason reason, Supplier<Optional<Reason>> verdict) {}

    private static final List<Case> CASES = allCases().toList();

    @TestFactory
    Stream<DynamicTest> everyCaseIsRefusedForItsOwnReason() {
        return CASES.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.reason() + ": " + each.name(),
                        () -> assertThat(each.verdict().get()).contains(each.reason())));
    }

    @Test
    void everyReasonHasACase() {
        EnumSet<Reason> open = EnumSet.allOf(Reason.class);
        CASES.stream().map(Case::reason).forEach(open::remove);
        // OcspTest, TimeStampTest and XmlSignatureTest have a case for each of these.
        open.removeIf(reason -> Stream.of("OCSP_", "TIME_STAMP_", "XML_")
                .anyMatch(group -> reason.name().startsWith(group)));
        // What PKIX may find beyond the reasons named: no certificate is known that comes to it.
        assertThat(open).containsExactly(Reason.PATH_INVALID);
    }

    private static Stream<Case> allCases() {
        return Stream.of(
                        form(),
                        signers(),
                        attributes(),
                        algorithms(),
                        paths(),
                        leaves(),
                        revocation(),
                        time(),
                        subjects())
                .flatMap(List::stream);
    }

    private static List<Case> form() {
        return List.of(
                signature("nothing at all", Reason.MALFORMED, new byte[0]),
                signature("text", Reason.MALFORMED, "<xml/>".getBytes(StandardCharsets.UTF_8)),
                signature("an empty sequence", Reason.MALFORMED, new byte[] {0x30, 0}),
                signature("half a message", Reason.MALFORMED, Arrays.copyOf(GOOD, GOOD.length / 2)),
                signature(
                        "PEM with another label",
                        Reason.MALFORMED,
                        new String(Cms.pem(GOOD, "\n"), StandardCharsets.US_ASCII)
                                .replace("CMS", "PKCS7")
                                .getBytes(StandardCharsets.US_ASCII)),
                signature("more than four megabytes", Reason.TOO_LARGE, new byte[7 * 1024 * 1024]),
                signature(
                        "plain data instead of signed data",
                        Reason.NOT_SIGNED_DATA,
                        Cms.contentInfo(CMSObjectIdentifiers.data, new DEROctetString(Lab.CONTENT))),
                signature(
                        "content of another type",
                        Reason.CONTENT_TYPE_UNEXPECTED,
                        Cms.sign(
                                LEAF,
                                "SHA256withECDSA",
                                CMSObjectIdentifiers.compressedData,
                                Lab.CONTENT,
                                table -> table)),
                signature("a byte after the end", Reason.TRAILING_BYTES, Cms.append(GOOD, 0)));
    }

    private static List<Case> signers() {
        byte[] other = Lab.signer("operative").sign(Lab.CONTENT, true);
        return List.of(
                signature("zero signers", Reason.NO_SIGNER, Cms.withSigners(GOOD)),
                signature(
                        "two signers",
                        Reason.SEVERAL_SIGNERS,
                        Cms.withSigners(GOOD, Cms.signerInfo(GOOD), Cms.signerInfo(other))),
                signature("no certificate", Reason.SIGNER_CERTIFICATE_MISSING, Cms.withCertificates(GOOD)),
                signature(
                        "somebody else's certificate",
                        Reason.SIGNER_CERTIFICATE_MISSING,
                        Cms.withCertificates(GOOD, Cms.certificate(other))),
                signature(
                        "two certificates of the same issuer and serial number",
                        Reason.SIGNER_CERTIFICATE_AMBIGUOUS,
                        Cms.withCertificates(GOOD, Cms.certificate(GOOD), Cms.certificate(GOOD))));
    }

    private static List<Case> attributes() {
        byte[] stripped = Cms.withAttributesAsContent(GOOD);
        byte[] otherContent = "another document".getBytes(StandardCharsets.UTF_8);
        return List.of(
                // The attack of README 7.3: the attributes become the content, and the old signature value fits.
                new Case(
                        "no signed attributes, their encoding as content",
                        Reason.SIGNED_ATTRIBUTES_MISSING,
                        () -> reason(Lab.verifier().verify(stripped, Cms.attributesOf(GOOD), Purpose.SIGNING, NOW))),
                signature(
                        "no message digest",
                        Reason.SIGNED_ATTRIBUTES_MALFORMED,
                        Cms.sign(LEAF, table -> table.remove(CMSAttributes.messageDigest))),
                signature(
                        "no content type",
                        Reason.SIGNED_ATTRIBUTES_MALFORMED,
                        Cms.sign(LEAF, table -> table.remove(CMSAttributes.contentType))),
                signature(
                        "two message digests",
                        Reason.SIGNED_ATTRIBUTES_MALFORMED,
                        Cms.sign(
                                LEAF,
                                table -> Cms.with(
                                        table, CMSAttributes.messageDigest, new DEROctetString(new byte[32])))),
                signature(
                        "a message digest of two values",
                        Reason.SIGNED_ATTRIBUTES_MALFORMED,
                        Cms.sign(
                                LEAF,
                                table -> Cms.with(
                                        table.remove(CMSAttributes.messageDigest),
                                        CMSAttributes.messageDigest,
                                        new DEROctetString(new byte[32]),
                                        new DEROctetString(new byte[31])))),
                signature(
                        "a signing time that is no time",
                        Reason.SIGNED_ATTRIBUTES_MALFORMED,
                        Cms.sign(
                                LEAF,
                                table -> Cms.with(
                                        table.remove(CMSAttributes.signingTime),
                                        CMSAttributes.signingTime,
                                        DERNull.INSTANCE))),
                signature(
                        "signing-certificate-v2 of another certificate",
                        Reason.SIGNING_CERTIFICATE_DIFFERS,
                        Cms.sign(
                                LEAF,
                                table -> Cms.with(
                                        table,
                                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                                        new SigningCertificateV2(new ESSCertIDv2(new byte[32]))))),
                signature(
                        "attached content other than expected",
                        Reason.CONTENT_DIFFERS,
                        Lab.signer("head").sign(otherContent, true)),
                signature(
                        "a detached signature over something else",
                        Reason.CONTENT_DIFFERS,
                        Lab.signer("head").sign(otherContent, false)),
                signature(
                        "content exchanged after signing",
                        Reason.CONTENT_DIFFERS,
                        Cms.withContent(Lab.signer("head").sign(otherContent, true), Lab.CONTENT)),
                signature(
                        "a wrong message digest",
                        Reason.CONTENT_DIFFERS,
                        Cms.sign(
                                LEAF,
                                table -> Cms.with(
                                        table.remove(CMSAttributes.messageDigest),
                                        CMSAttributes.messageDigest,
                                        new DEROctetString(new byte[32])))));
    }

    private static List<Case> algorithms() {
        IssuedKey rsa = Lab.leaf(spec -> spec.withKeyPair(Lab.RSA));
        IssuedKey small = Lab.leaf(spec -> spec.withKeyPair(KeyKind.RSA_1024.generate()));
        IssuedKey p384 = Lab.leaf(spec -> spec.withKeyPair(KeyKind.EC_P384.generate()));
        IssuedKey exponent3 = Lab.leaf(spec -> spec.withKeyPair(new KeyPair(exponent3(), Lab.RSA.getPrivate())));
        var signer = Cms.signerInfo(GOOD);
        byte[] flipped = signer.getEncryptedDigest().getOctets().clone();
        flipped[flipped.length - 1] ^= 1;
        byte[] zero = {0x30, 6, 2, 1, 0, 2, 1, 0};
        byte[] rWithoutS = {0x30, 3, 2, 1, 1};
        return List.of(
                signature("SHA-1", Reason.ALGORITHM_NOT_ACCEPTED, Cms.sign(rsa, "SHA1withRSA")),
                signature("SHA-512", Reason.ALGORITHM_NOT_ACCEPTED, Cms.sign(rsa, "SHA512withRSA")),
                signature("RSA-PSS", Reason.ALGORITHM_NOT_ACCEPTED, Cms.sign(rsa, "SHA256withRSAandMGF1")),
                signature("ECDSA with SHA-384", Reason.ALGORITHM_NOT_ACCEPTED, Cms.sign(p384, "SHA384withECDSA")),
                signature("RSA-1024", Reason.KEY_NOT_ACCEPTED, Cms.sign(small, "SHA256withRSA")),
                signature("exponent 3", Reason.KEY_NOT_ACCEPTED, Cms.sign(exponent3, "SHA256withRSA")),
                signature("curve P-384", Reason.KEY_NOT_ACCEPTED, Cms.sign(p384, "SHA256withECDSA")),
                signature("a point that is not on the curve", Reason.KEY_NOT_ACCEPTED, withPointOffTheCurve()),
                certificate("RSA-1024 as certificate", Reason.KEY_NOT_ACCEPTED, small),
                signature(
                        "a certificate of another kind of key put in",
                        Reason.KEY_NOT_ACCEPTED,
                        withCertificateOf(GOOD, Lab.RSA)),
                signature(
                        "a flipped bit in the value",
                        Reason.SIGNATURE_WRONG,
                        Cms.withSigners(GOOD, Cms.signerInfo(signer, signer.getAuthenticatedAttributes(), flipped))),
                signature(
                        "r and s zero",
                        Reason.SIGNATURE_WRONG,
                        Cms.withSigners(GOOD, Cms.signerInfo(signer, signer.getAuthenticatedAttributes(), zero))),
                signature(
                        "no s",
                        Reason.SIGNATURE_WRONG,
                        Cms.withSigners(GOOD, Cms.signerInfo(signer, signer.getAuthenticatedAttributes(), rWithoutS))),
                signature(
                        "an empty value",
                        Reason.SIGNATURE_WRONG,
                        Cms.withSigners(
                                GOOD, Cms.signerInfo(signer, signer.getAuthenticatedAttributes(), new byte[0]))),
                signature(
                        "another key under the same issuer and serial number",
                        Reason.SIGNATURE_WRONG,
                        withCertificateOf(GOOD, KeyKind.EC_P256.generate())));
    }

    private static List<Case> paths() {
        CertificationAuthority root =
                CertificationAuthority.root(AuthoritySpec.named("DEMO OTHER ROOT", KeyKind.EC_P256, FROM, TO));
        AuthoritySpec issuing = AuthoritySpec.named("DEMO OTHER CA", KeyKind.EC_P256, FROM, TO);
        CertificationAuthority noCertSign = root.subordinate(issuing.withKeyUsage(KeyUsage.cRLSign));
        CertificationAuthority noAuthority = root.subordinate(issuing.withoutAuthority());
        CertificationAuthority expired = root.subordinate(issuing.withValidity(FROM, NOW.minusSeconds(1)));
        CertificationAuthority zero = root.subordinate(issuing.withPathLength(0));
        CertificationAuthority belowZero =
                zero.subordinate(AuthoritySpec.named("DEMO BELOW", KeyKind.EC_P256, FROM, TO));
        CertificationAuthority expiredRoot = CertificationAuthority.root(
                AuthoritySpec.named("DEMO EXPIRED ROOT", KeyKind.EC_P256, FROM, NOW.minusSeconds(1)));
        CertificationAuthority belowExpiredRoot = expiredRoot.subordinate(issuing);
        CertificationAuthority lookAlikeRoot =
                CertificationAuthority.root(AuthoritySpec.named("DEMO OTHER ROOT", KeyKind.EC_P256, FROM, TO));
        CertificationAuthority underLookAlike = lookAlikeRoot.subordinate(issuing);
        IssuedKey leafAsIssuer = Lab.leaf(spec -> spec);
        IssuedKey byLeaf = CertificationAuthority.of(leafAsIssuer).issue(Lab.person(spec -> spec));
        TrustBundle demo = Lab.bundle();
        List<X509Certificate> withLeaf = new ArrayList<>(demo.intermediates());
        withLeaf.add(leafAsIssuer.certificate());
        Extension unknown = extension("1.2.3.4.5", true, DERNull.INSTANCE);
        return List.of(
                certificate("a look-alike of the same name", Reason.ISSUER_NOT_GENUINE, foreign()),
                under("another PKI", Reason.ISSUER_NOT_TRUSTED, demo, root),
                under(
                        "an authority signed by a look-alike root",
                        Reason.ISSUER_NOT_TRUSTED,
                        bundle(root, underLookAlike),
                        underLookAlike),
                new Case(
                        "a leaf that issues a leaf",
                        Reason.ISSUER_NOT_TRUSTED,
                        () -> reason(Lab.verifier().validate(byLeaf.certificate(), Purpose.SIGNING, NOW))),
                new Case(
                        "a leaf that issues a leaf, put among the authorities",
                        Reason.ISSUER_IS_NO_AUTHORITY,
                        () -> reason(Lab.verifier(Lab.bundle(demo.anchors(), withLeaf, demo.crls()))
                                .validate(byLeaf.certificate(), Purpose.SIGNING, NOW))),
                new Case(
                        "a leaf that issues a leaf, put among the anchors",
                        Reason.ISSUER_IS_NO_AUTHORITY,
                        () -> reason(Lab.verifier(Lab.bundle(withLeaf, List.of(), demo.crls()))
                                .validate(byLeaf.certificate(), Purpose.SIGNING, NOW))),
                under(
                        "no right to sign certificates",
                        Reason.ISSUER_IS_NO_AUTHORITY,
                        bundle(root, noCertSign),
                        noCertSign),
                under("CA:FALSE above the leaf", Reason.ISSUER_IS_NO_AUTHORITY, bundle(root, noAuthority), noAuthority),
                under("path length exceeded", Reason.PATH_TOO_LONG, bundle(root, zero, belowZero), belowZero),
                under("an expired authority", Reason.AUTHORITY_NOT_VALID, bundle(root, expired), expired),
                under(
                        "an expired root",
                        Reason.AUTHORITY_NOT_VALID,
                        bundle(expiredRoot, belowExpiredRoot),
                        belowExpiredRoot),
                certificate(
                        "a certificate signed with SHA-1",
                        Reason.PATH_ALGORITHM_NOT_ACCEPTED,
                        Lab.leaf(spec -> spec.withSignatureAlgorithm("SHA1withECDSA"))),
                weakAuthority(),
                certificate(
                        "an unknown critical extension",
                        Reason.CRITICAL_EXTENSION_UNKNOWN,
                        Lab.leaf(spec -> spec.withExtension(unknown))),
                certificate(
                        "expired",
                        Reason.CERTIFICATE_EXPIRED,
                        Lab.leaf(spec -> spec.withValidity(FROM, NOW.minusSeconds(1)))),
                certificate(
                        "not yet valid",
                        Reason.CERTIFICATE_NOT_YET_VALID,
                        Lab.leaf(spec -> spec.withValidity(NOW.plusSeconds(1), TO))));
    }

    private static List<Case> leaves() {
        String any = "2.5.29.37.0";
        String email = "1.3.6.1.5.5.7.3.4";
        String individual = "1.2.398.3.3.4.1.1";
        String legal = "1.2.398.3.3.4.1.2";
        String clientAuth = "1.3.6.1.5.5.7.3.2";
        return List.of(
                certificate("CA:TRUE", Reason.CERTIFICATE_IS_AUTHORITY, Lab.leaf(LeafSpec::asAuthority)),
                signing("an authentication key", Lab.leaf(spec -> spec.withTemplate(Template.OLD_AUTH_INDIVIDUAL))),
                signing("no extended key usage", Lab.leaf(spec -> spec.withExtendedKeyUsage())),
                signing("any extended key usage", Lab.leaf(spec -> spec.withExtendedKeyUsage(any, individual))),
                signing("a role but no e-mail protection", Lab.leaf(spec -> spec.withExtendedKeyUsage(individual))),
                signing("no key usage", Lab.leaf(spec -> spec.withKeyUsage(0))),
                signing("no nonRepudiation", Lab.leaf(spec -> spec.withKeyUsage(KeyUsage.digitalSignature))),
                login("no extended key usage", Lab.leaf(spec -> spec.withExtendedKeyUsage())),
                login("any extended key usage", Lab.leaf(spec -> spec.withExtendedKeyUsage(any, individual))),
                login("no key usage", Lab.leaf(spec -> spec.withKeyUsage(0))),
                login("no digitalSignature", Lab.leaf(spec -> spec.withKeyUsage(KeyUsage.nonRepudiation))),
                certificate(
                        "a treasury client",
                        Reason.SPECIAL_PURPOSE_CERTIFICATE,
                        Lab.PKI.issue(Lab.organisation(spec -> spec.withTemplate(Template.TREASURY)))),
                certificate(
                        "a notary",
                        Reason.SPECIAL_PURPOSE_CERTIFICATE,
                        Lab.leaf(spec -> spec.withExtendedKeyUsage(email, individual, "1.2.398.6.1.1.1.1"))),
                certificate("no role", Reason.HOLDER_KIND_UNCLEAR, Lab.leaf(spec -> spec.withExtendedKeyUsage(email))),
                certificate(
                        "person and organisation at once",
                        Reason.HOLDER_KIND_UNCLEAR,
                        Lab.leaf(spec -> spec.withExtendedKeyUsage(email, individual, legal, legal + ".1"))),
                certificate(
                        "an organisation without a role in it",
                        Reason.HOLDER_KIND_UNCLEAR,
                        Lab.PKI.issue(Lab.organisation(spec -> spec.withExtendedKeyUsage(email, legal)))),
                certificate(
                        "the role of another authority",
                        Reason.HOLDER_KIND_UNCLEAR,
                        Lab.leaf(spec -> spec.withExtendedKeyUsage(email, "1.2.398.3.17.3.1"))),
                certificate(
                        "another policy",
                        Reason.POLICY_NOT_ACCEPTED,
                        Lab.leaf(spec -> spec.withPolicies("1.2.398.3.3.2.5"))),
                certificate("no policy", Reason.POLICY_NOT_ACCEPTED, Lab.leaf(spec -> spec.withPolicies())),
                certificate(
                        "a person's key in a PKCS#12 file (R150-38)",
                        Reason.KEY_STORAGE_NOT_PERMITTED,
                        Lab.leaf(spec -> spec.withStorage(Storage.PKCS12))),
                certificate(
                        "a person's key in a Java key store (R150-38)",
                        Reason.KEY_STORAGE_NOT_PERMITTED,
                        Lab.leaf(spec -> spec.withStorage(Storage.JKS))),
                certificate(
                        "nothing said of the storage (R150-38)",
                        Reason.KEY_STORAGE_NOT_PERMITTED,
                        Lab.leaf(spec -> spec.withStorage(Optional.empty()))),
                certificate(
                        "an unknown storage (R150-38)",
                        Reason.KEY_STORAGE_NOT_PERMITTED,
                        Lab.leaf(spec -> spec.withStorage(Optional.of("1.2.398.3.3.5.9.9")))),
                certificate(
                        "a storage extension that is garbage (R150-38)",
                        Reason.KEY_STORAGE_NOT_PERMITTED,
                        Lab.leaf(spec -> spec.withStorage(Optional.empty())
                                .withExtension(extension("1.2.398.3.3.5", false, new DERUTF8String("Kaztoken"))))),
                new Case(
                        "an authentication key of a client only",
                        Reason.KEY_NOT_FOR_SIGNING,
                        () -> reason(Lab.verifier()
                                .validate(
                                        Lab.leaf(spec -> spec.withExtendedKeyUsage(clientAuth, individual))
                                                .certificate(),
                                        Purpose.SIGNING,
                                        NOW))));
    }

    private static List<Case> revocation() {
        CertificationAuthority root = Lab.PKI.root();
        CertificationAuthority issuing = Lab.PKI.issuing();
        CertificationAuthority silent =
                root.subordinate(AuthoritySpec.named("DEMO NO CRL SIGN", KeyKind.EC_P256, FROM, TO)
                        .withKeyUsage(KeyUsage.keyCertSign));
        X509CRL rootList = Lab.emptyCrl(root);
        CrlSpec base = CrlSpec.empty(NOW.minusSeconds(60), 10);
        BigInteger serial = LEAF.certificate().getSerialNumber();
        CrlSpec.Entry revoked = CrlSpec.Entry.of(serial, NOW.minusSeconds(90));
        CrlSpec.Entry held = new CrlSpec.Entry(serial, NOW.minusSeconds(90), CRLReason.certificateHold);
        CrlSpec delta = CrlSpec.empty(NOW.minusSeconds(30), 11).asDeltaTo(10);
        CrlSpec.Entry authorityRevoked =
                CrlSpec.Entry.of(issuing.certificate().getSerialNumber(), NOW.minusSeconds(90));
        Duration lifetime = Duration.ofHours(27);
        return List.of(
                listed("revoked", Reason.CERTIFICATE_REVOKED, rootList, issuing.crl(base.withEntry(revoked))),
                listed("on hold", Reason.CERTIFICATE_REVOKED, rootList, issuing.crl(base.withEntry(held))),
                listed(
                        "revoked by delta only",
                        Reason.CERTIFICATE_REVOKED,
                        rootList,
                        issuing.crl(base),
                        issuing.crl(delta.withEntry(revoked))),
                listed(
                        "a delta that does not fit does not lift a hold",
                        Reason.CERTIFICATE_REVOKED,
                        rootList,
                        issuing.crl(base.withEntry(held)),
                        issuing.crl(CrlSpec.empty(NOW.minusSeconds(30), 12)
                                .asDeltaTo(11)
                                .withEntry(new CrlSpec.Entry(serial, NOW, CRLReason.removeFromCRL)))),
                listed(
                        "the issuing authority is revoked",
                        Reason.AUTHORITY_REVOKED,
                        root.crl(base.withEntry(authorityRevoked)),
                        issuing.crl(base)),
                listed("no list of the issuer", Reason.REVOCATION_LIST_MISSING, rootList),
                listed("no list of the root", Reason.REVOCATION_LIST_MISSING, issuing.crl(base)),
                listed("a delta without its base", Reason.REVOCATION_LIST_MISSING, rootList, issuing.crl(delta)),
                listed(
                        "a stale list",
                        Reason.REVOCATION_LIST_STALE,
                        rootList,
                        issuing.crl(CrlSpec.empty(NOW.minus(lifetime).minus(Duration.ofMinutes(6)), 10))),
                listed(
                        "a list of the future",
                        Reason.REVOCATION_LIST_STALE,
                        rootList,
                        issuing.crl(CrlSpec.empty(NOW.plus(Duration.ofMinutes(6)), 10))),
                listed(
                        "a stale list of the root",
                        Reason.REVOCATION_LIST_STALE,
                        root.crl(CrlSpec.empty(NOW.minus(Duration.ofDays(30)), 1)),
                        issuing.crl(base)),
                listed(
                        "a list of a look-alike",
                        Reason.REVOCATION_LIST_NOT_GENUINE,
                        rootList,
                        Lab.PKI.foreign().crl(base)),
                new Case(
                        "a list of an authority without cRLSign",
                        Reason.REVOCATION_LIST_NOT_GENUINE,
                        () -> reason(Lab.verifier(Lab.bundle(
                                        List.of(root.certificate()),
                                        List.of(silent.certificate()),
                                        List.of(rootList, silent.crl(base))))
                                .validate(silent.issue(Lab.person(spec -> spec)).certificate(), Purpose.SIGNING, NOW))),
                listed(
                        "a list with an unknown critical extension",
                        Reason.REVOCATION_LIST_UNSUPPORTED,
                        rootList,
                        issuing.crl(base.withExtension(extension("1.2.3.4.5", true, DERNull.INSTANCE)))));
    }

    private static List<Case> time() {
        Duration six = Duration.ofMinutes(6);
        CmsSigner head = Lab.signer("head");
        return List.of(
                signature(
                        "signed six minutes ago",
                        Reason.SIGNING_TIME_OFF,
                        head.withClock(Clock.fixed(NOW.minus(six), ZoneOffset.UTC))
                                .sign(Lab.CONTENT, true)),
                signature(
                        "signed six minutes ahead",
                        Reason.SIGNING_TIME_OFF,
                        head.withClock(Clock.fixed(NOW.plus(six), ZoneOffset.UTC))
                                .sign(Lab.CONTENT, true)),
                signature(
                        "no signing time",
                        Reason.SIGNING_TIME_MISSING,
                        Cms.sign(LEAF, table -> table.remove(CMSAttributes.signingTime))));
    }

    private static List<Case> subjects() {
        String iin = SyntheticNumbers.iin("tested");
        String bin = SyntheticNumbers.bin("tested");
        ASN1ObjectIdentifier number = BCStyle.SERIALNUMBER;
        return List.of(
                subject("no IIN", Reason.IIN_MISSING, spec -> spec.withoutAttribute(number)),
                subject(
                        "the IIN in the unit",
                        Reason.IIN_MISSING,
                        spec -> spec.withoutAttribute(number)
                                .withAttribute(BCStyle.OU, new DERUTF8String("IIN" + iin))),
                subject(
                        "two IINs",
                        Reason.IIN_AMBIGUOUS,
                        spec -> spec.withAttribute(
                                number, new DERPrintableString("IIN" + SyntheticNumbers.iin("other")))),
                subject(
                        "an IIN inside a multi-valued name",
                        Reason.IIN_AMBIGUOUS,
                        spec -> spec.withSubject(multiValued(iin))),
                subject("an IIN in small letters", Reason.IIN_MALFORMED, spec -> numbered(spec, "iin" + iin)),
                subject(
                        "an IIN of eleven digits",
                        Reason.IIN_MALFORMED,
                        spec -> numbered(spec, "IIN" + iin.substring(1))),
                subject(
                        "an IIN with something after it",
                        Reason.IIN_MALFORMED,
                        spec -> numbered(spec, "IIN" + iin + " ")),
                subject("a BIN in the IIN's place", Reason.IIN_MALFORMED, spec -> numbered(spec, "BIN" + bin)),
                certificate(
                        "an organisation without BIN",
                        Reason.BIN_MISSING,
                        Lab.PKI.issue(Lab.organisation(spec -> spec.withoutAttribute(BCStyle.OU)))),
                certificate(
                        "an organisation of two BINs",
                        Reason.BIN_MALFORMED,
                        Lab.PKI.issue(Lab.organisation(
                                spec -> spec.withAttribute(BCStyle.OU, new DERUTF8String("BIN" + bin))))),
                certificate(
                        "an organisation with a short BIN",
                        Reason.BIN_MALFORMED,
                        Lab.PKI.issue(Lab.organisation(spec -> spec.withoutAttribute(BCStyle.OU)
                                .withAttribute(BCStyle.OU, new DERUTF8String("BIN" + bin.substring(1)))))),
                certificate(
                        "a system with a person's number",
                        Reason.IIN_AMBIGUOUS,
                        Lab.PKI.issue(
                                Lab.system(spec -> spec.withAttribute(number, new DERPrintableString("IIN" + iin))))),
                certificate(
                        "a system without identifier",
                        Reason.SYSTEM_IDENTIFIER_MALFORMED,
                        Lab.PKI.issue(Lab.system(spec -> spec.withoutAttribute(BCStyle.UID)))),
                certificate(
                        "a system whose identifier is a name",
                        Reason.SYSTEM_IDENTIFIER_MALFORMED,
                        Lab.PKI.issue(Lab.system(spec -> spec.withoutAttribute(BCStyle.UID)
                                .withAttribute(BCStyle.UID, new DERUTF8String("the system"))))));
    }

    @Test
    void whenADeltaRemovesAHoldThenTheCertificateStandsAgain() {
        BigInteger serial = LEAF.certificate().getSerialNumber();
        CertificationAuthority issuing = Lab.PKI.issuing();
        X509CRL full = issuing.crl(CrlSpec.empty(NOW.minusSeconds(60), 10)
                .withEntry(new CrlSpec.Entry(serial, NOW.minusSeconds(90), CRLReason.certificateHold)));
        X509CRL delta = issuing.crl(CrlSpec.empty(NOW.minusSeconds(30), 11)
                .asDeltaTo(10)
                .withEntry(new CrlSpec.Entry(serial, NOW.minusSeconds(40), CRLReason.removeFromCRL)));
        TrustBundle bundle = Lab.bundle(
                List.of(Lab.PKI.root().certificate()),
                List.of(issuing.certificate()),
                List.of(Lab.emptyCrl(Lab.PKI.root()), full, delta));
        assertThat(Lab.verifier(bundle).validate(LEAF.certificate(), Purpose.SIGNING, NOW))
                .isInstanceOf(CertificateVerdict.Valid.class);
    }

    @Test
    void whenSigningCertificateV2NamesTheRightCertificateThenTheSignatureStands() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(LEAF.certificate().getEncoded());
        byte[] cms = Cms.sign(
                LEAF,
                table -> Cms.with(
                        table,
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new SigningCertificateV2(new ESSCertIDv2(digest))));
        assertThat(Lab.verifier().verify(cms, Lab.CONTENT, Purpose.SIGNING, NOW))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    void whenAMessageCarriesAFurtherCertificateThenItIsIgnored() {
        byte[] other = Lab.signer("foreign").sign(Lab.CONTENT, true);
        byte[] cms = Cms.withCertificates(GOOD, Cms.certificate(other), Cms.certificate(GOOD));
        assertThat(Lab.verifier().verify(cms, Lab.CONTENT, Purpose.SIGNING, NOW))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }

    // -- the ways to a verdict

    private static Case signature(String name, Reason reason, byte[] cms) {
        return new Case(name, reason, () -> reason(Lab.verifier().verify(cms, Lab.CONTENT, Purpose.SIGNING, NOW)));
    }

    private static Case certificate(String name, Reason reason, IssuedKey key) {
        return new Case(name, reason, () -> reason(Lab.verifier().validate(key.certificate(), Purpose.SIGNING, NOW)));
    }

    private static Case signing(String name, IssuedKey key) {
        return certificate(name + ", to sign", Reason.KEY_NOT_FOR_SIGNING, key);
    }

    private static Case login(String name, IssuedKey key) {
        return new Case(
                name + ", to log in",
                Reason.KEY_NOT_FOR_LOGIN,
                () -> reason(Lab.verifier().validate(key.certificate(), Purpose.LOGIN, NOW)));
    }

    private static Case subject(String name, Reason reason, UnaryOperator<LeafSpec> bent) {
        return certificate(name, reason, Lab.leaf(bent));
    }

    private static Case under(String name, Reason reason, TrustBundle bundle, CertificationAuthority issuer) {
        X509Certificate leaf = issuer.issue(Lab.person(spec -> spec)).certificate();
        return new Case(name, reason, () -> reason(Lab.verifier(bundle).validate(leaf, Purpose.SIGNING, NOW)));
    }

    private static Case listed(String name, Reason reason, X509CRL... lists) {
        TrustBundle bundle = Lab.bundle(
                List.of(Lab.PKI.root().certificate()), List.of(Lab.PKI.issuing().certificate()), List.of(lists));
        return new Case(
                name, reason, () -> reason(Lab.verifier(bundle).validate(LEAF.certificate(), Purpose.SIGNING, NOW)));
    }

    private static Optional<Reason> reason(SignatureVerdict verdict) {
        return switch (verdict) {
            case SignatureVerdict.Valid valid -> Optional.empty();
            case SignatureVerdict.Invalid(Reason reason) -> closed(reason);
            case SignatureVerdict.Unknown(Reason reason) -> open(reason);
        };
    }

    private static Optional<Reason> reason(CertificateVerdict verdict) {
        return switch (verdict) {
            case CertificateVerdict.Valid valid -> Optional.empty();
            case CertificateVerdict.Invalid(Reason reason) -> closed(reason);
            case CertificateVerdict.Unknown(Reason reason) -> open(reason);
        };
    }

    private static Optional<Reason> closed(Reason reason) {
        assertThat(reason.leavesOpen()).isFalse();
        return Optional.of(reason);
    }

    private static Optional<Reason> open(Reason reason) {
        assertThat(reason.leavesOpen()).isTrue();
        return Optional.of(reason);
    }

    // -- the makings of a case

    private static TrustBundle bundle(CertificationAuthority root, CertificationAuthority... below) {
        List<X509CRL> lists = new ArrayList<>(List.of(Lab.emptyCrl(root)));
        List<X509Certificate> intermediates = new ArrayList<>();
        for (CertificationAuthority each : below) {
            intermediates.add(each.certificate());
            lists.add(Lab.emptyCrl(each));
        }
        return Lab.bundle(List.of(root.certificate()), intermediates, lists);
    }

    private static Case weakAuthority() {
        CertificationAuthority root =
                CertificationAuthority.root(AuthoritySpec.named("DEMO WEAK ROOT", KeyKind.RSA_1024, FROM, TO));
        return under("an authority with a weak key", Reason.PATH_ALGORITHM_NOT_ACCEPTED, bundle(root), root);
    }

    private static IssuedKey foreign() {
        return Lab.PKI.foreign().issue(Lab.person(spec -> spec));
    }

    private static RSAPublicKey exponent3() {
        try {
            RSAPublicKey key = (RSAPublicKey) Lab.RSA.getPublic();
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), BigInteger.valueOf(3)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate with the issuer and serial number of the signer's, but for another key. */
    private static byte[] withCertificateOf(byte[] cms, KeyPair pair) {
        BigInteger serial = Lab.PKI.key("head").certificate().getSerialNumber();
        X509Certificate other =
                Lab.leaf(spec -> spec.withKeyPair(pair).withSerial(serial)).certificate();
        return Cms.withCertificates(cms, encoded(other));
    }

    /** A certificate whose authority did not look at the key: one bit of the point's y is another. */
    private static byte[] withPointOffTheCurve() {
        byte[] encoded = Lab.EC.getPublic().getEncoded();
        encoded[encoded.length - 1] ^= 1;
        PublicKey off = new PublicKey() {
            @Override
            public String getAlgorithm() {
                return "EC";
            }

            @Override
            public String getFormat() {
                return "X.509";
            }

            @Override
            public byte[] getEncoded() {
                return encoded.clone();
            }
        };
        return Cms.sign(Lab.leaf(spec -> spec.withKeyPair(new KeyPair(off, Lab.EC.getPrivate()))), "SHA256withECDSA");
    }

    private static ASN1Encodable encoded(X509Certificate certificate) {
        try {
            return Certificate.getInstance(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Extension extension(String oid, boolean critical, ASN1Encodable value) {
        try {
            return Extension.create(new ASN1ObjectIdentifier(oid), critical, value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LeafSpec numbered(LeafSpec spec, String number) {
        return spec.withoutAttribute(BCStyle.SERIALNUMBER)
                .withAttribute(BCStyle.SERIALNUMBER, new DERPrintableString(number));
    }

    private static X500Name multiValued(String iin) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String("TESTED"))
                .addMultiValuedRDN(new AttributeTypeAndValue[] {
                    new AttributeTypeAndValue(BCStyle.SERIALNUMBER, new DERPrintableString("IIN" + iin)),
                    new AttributeTypeAndValue(BCStyle.L, new DERUTF8String("ASTANA"))
                })
                .build();
    }
}
