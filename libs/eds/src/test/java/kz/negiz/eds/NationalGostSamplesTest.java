package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kz.negiz.gost.GostAlgorithm;
import kz.negiz.gost.NationalGost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole national hierarchy, its lists, its samples and the published keys of its developer kit, at set clocks. */
class NationalGostSamplesTest {

    private static final Path NATIONAL = Path.of("src/test/resources/national");
    private static final char[] PASSWORD = "Qwerty12".toCharArray();
    private static final byte[] CONTENT = "Негіз".getBytes(StandardCharsets.UTF_8);

    /** Between the list of August 2026 and its next update. */
    private static final Instant LISTED = Instant.parse("2026-11-22T09:00:00Z");

    /** Java keeps what it has parsed: a certificate that it met before the provider would keep an opaque key. */
    @BeforeAll
    static void install() {
        NationalGost.install();
    }

    @ParameterizedTest
    @CsvSource({
        // certificate, issuer, a time when both are valid
        "root_gost_2022, root_gost_2022, 2026-11-22T09:00:00Z",
        "nca_gost_2022, root_gost_2022, 2026-11-22T09:00:00Z",
        "root_gost_2020, root_gost_2020, 2026-11-22T09:00:00Z",
        "ucgo_gost_2022, root_gost_2020, 2026-11-22T09:00:00Z",
        "btsd_gost_2019, root_gost_2020, 2026-11-22T09:00:00Z",
        "root_gost_2015, root_gost_2015, 2024-01-01T00:00:00Z",
        "nca_gost_2018, root_gost_2015, 2024-01-01T00:00:00Z",
        "root_rsa_2020, root_rsa_2020, 2026-11-22T09:00:00Z",
        "nca_rsa_2022, root_rsa_2020, 2026-11-22T09:00:00Z",
        "root_rsa_2015, root_rsa_2015, 2024-01-01T00:00:00Z",
        "nca_rsa_2018, root_rsa_2015, 2024-01-01T00:00:00Z",
        "root_test_gost_2022, root_test_gost_2022, 2026-11-22T09:00:00Z",
        "nca_gost2022_test, root_test_gost_2022, 2026-11-22T09:00:00Z",
        "root_gost_test_2018, root_gost_test_2018, 2022-04-01T00:00:00Z",
        "nca_gost_test_2019, root_gost_test_2018, 2022-04-01T00:00:00Z",
        "root_rsa_test_2018, root_rsa_test_2018, 2022-04-01T00:00:00Z",
        "nca_rsa_test_2019, root_rsa_test_2018, 2022-04-01T00:00:00Z",
    })
    void everyNationalAuthorityHasItsPathAndNoOther(String file, String root, Instant at) throws Exception {
        X509Certificate certificate = certificate(file);
        X509Certificate anchor = certificate(root);
        if (!file.equals(root)) {
            CertificatePaths paths = new CertificatePaths(List.of(anchor), List.of());
            assertThat(paths.require(certificate, at).certificates()).containsExactly(certificate, anchor);
            assertThatThrownBy(() -> paths.require(certificate, Instant.parse("2046-01-01T00:00:00Z")))
                    .isInstanceOf(Refusal.class);
        }

        for (X509Certificate other : authorities()) {
            boolean genuine = other.equals(anchor);
            assertThat(isSignedBy(certificate, other))
                    .describedAs("%s by %s", file, other.getSubjectX500Principal())
                    .isEqualTo(genuine);
        }
        // One bit of the signature value, and one of what is signed.
        for (int position : new int[] {certificate.getEncoded().length - 3, 20}) {
            byte[] changed = certificate.getEncoded();
            changed[position] ^= 1;
            assertThat(isSignedBy(Encodings.certificate(changed), anchor)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nca_gost2022_test.2026-08-11.crl, nca_gost2022_test",
        "nca_gost2022_test.2022-07-27.crl, nca_gost2022_test",
        "nca_gost_test.2022-03-29.crl, nca_gost_test_2019",
        "nca_rsa_test.2022-03-29.crl, nca_rsa_test_2019",
    })
    void everyNationalListIsSignedByItsAuthorityAndFreshOnlyInItsTime(String file, String issuer) throws Exception {
        X509CRL list = RevocationList.of(bytes(file));
        X509Certificate authority = certificate(issuer);
        RevocationLists lists = lists(authority, list);
        Instant from = list.getThisUpdate().toInstant();
        Instant until = list.getNextUpdate().toInstant();
        assertThat(lists.of(authority, authority, from)).isInstanceOf(Revocation.Good.class);
        assertThat(lists.of(authority, authority, until)).isInstanceOf(Revocation.Good.class);
        assertThat(lists.of(authority, authority, until.plus(Duration.ofHours(1))))
                .isEqualTo(new Revocation.Unknown(Reason.REVOCATION_LIST_STALE));
        assertThat(lists.of(authority, authority, from.minus(Duration.ofHours(1))))
                .isEqualTo(new Revocation.Unknown(Reason.REVOCATION_LIST_STALE));

        byte[] changed = list.getEncoded();
        changed[changed.length - 3] ^= 1;
        assertThat(lists(authority, RevocationList.of(changed)).of(authority, authority, from))
                .isEqualTo(new Revocation.Unknown(Reason.REVOCATION_LIST_NOT_GENUINE));
    }

    @ParameterizedTest
    @CsvSource({
        "gost2015_individual_valid, VALID",
        "gost2015_individual_revoked, CERTIFICATE_REVOKED",
        "gost2015_individual_expired_2024, CERTIFICATE_EXPIRED",
        "gost2015_legal_head_valid, VALID",
        "gost2015_legal_head_revoked, CERTIFICATE_REVOKED",
        "gost2015_legal_employee_signright_valid, VALID",
        "gost2015_legal_employee_signright_revoked, CERTIFICATE_REVOKED",
        // shipped as valid, but the authority's list names it
        "gost2015_legal_employee_valid, CERTIFICATE_REVOKED",
        "gost2015_legal_employee_revoked, CERTIFICATE_REVOKED",
        "gost2015_legal_treasury_valid, SPECIAL_PURPOSE_CERTIFICATE",
        "gost2015_legal_treasury_revoked, SPECIAL_PURPOSE_CERTIFICATE",
        "gost2015_legal_infosystem_valid, VALID",
        "gost2015_legal_infosystem_revoked, CERTIFICATE_REVOKED",
    })
    void everyPublishedKeyOfTodaySignsAndGetsItsVerdict(String name, String expected) throws Exception {
        // The list of the root for its authority was never published with the samples, so the authority is the anchor.
        TrustBundle bundle = new TrustBundle(
                1,
                LISTED,
                List.of(certificate("nca_gost2022_test")),
                List.of(),
                List.of(RevocationList.of(bytes("nca_gost2022_test.2026-08-11.crl"))));
        SignatureVerifier verifier = new SignatureVerifier(bundle, filesPermitted());
        CmsSigner signer = signer(name).withClock(Clock.fixed(LISTED, ZoneOffset.UTC));
        byte[] cms = signer.sign(CONTENT, true);
        for (Purpose purpose : List.of(Purpose.LOGIN, Purpose.SIGNING)) {
            assertThat(code(verifier.verify(cms, CONTENT, purpose, LISTED))).isEqualTo(expected);
            assertThat(code(verifier.validate(signer.certificate(), purpose, LISTED)))
                    .isEqualTo(expected);
        }
        if (expected.equals("VALID")) {
            assertThat(code(verifier.verify(cms, CONTENT, Purpose.LOGIN, LISTED.plus(Duration.ofDays(90)))))
                    .isEqualTo("REVOCATION_LIST_STALE");
            assertThat(code(verifier.verify(cms, new byte[] {1}, Purpose.LOGIN, LISTED)))
                    .isEqualTo("CONTENT_DIFFERS");
            // Under the national policy a person's key in a file is refused (R150-38).
            assertThat(code(new SignatureVerifier(bundle, EdsPolicy.national())
                            .verify(cms, CONTENT, Purpose.LOGIN, LISTED)))
                    .isEqualTo(name.contains("individual") ? "KEY_STORAGE_NOT_PERMITTED" : "VALID");
        }
        TrustBundle fromRoot = new TrustBundle(
                1,
                LISTED,
                List.of(certificate("root_test_gost_2022")),
                List.of(certificate("nca_gost2022_test")),
                bundle.crls());
        if (expected.equals("VALID")) {
            assertThat(code(new SignatureVerifier(fromRoot, filesPermitted())
                            .verify(cms, CONTENT, Purpose.LOGIN, LISTED)))
                    .isEqualTo("REVOCATION_LIST_MISSING");
        }
        TrustBundle production = new TrustBundle(
                1,
                LISTED,
                List.of(certificate("root_gost_2022"), certificate("root_rsa_2020"), certificate("root_gost_2020")),
                List.of(certificate("nca_gost_2022"), certificate("nca_rsa_2022")),
                bundle.crls());
        assertThat(code(new SignatureVerifier(production, filesPermitted())
                        .verify(cms, CONTENT, Purpose.LOGIN, LISTED)))
                .isEqualTo("ISSUER_NOT_TRUSTED");
    }

    @ParameterizedTest
    @CsvSource({
        "gost2004_2020_legal_head_sign_expired, nca_gost_test_2019, root_gost_test_2018",
        "rsa_2020_individual_auth_expired, nca_rsa_test_2019, root_rsa_test_2018",
        "rsa_2020_individual_sign_expired, nca_rsa_test_2019, root_rsa_test_2018",
        "rsa_2020_legal_head_auth_expired, nca_rsa_test_2019, root_rsa_test_2018",
    })
    void everyPublishedKeyOfThePastHadItsPathThenAndHasExpiredNow(String name, String issuing, String root)
            throws Exception {
        CmsSigner signer = signer(name);
        X509Certificate leaf = signer.certificate();
        CertificatePaths paths = new CertificatePaths(List.of(certificate(root)), List.of(certificate(issuing)));
        assertThat(paths.require(leaf, Instant.parse("2020-12-01T00:00:00Z")).certificates())
                .hasSize(3);
        assertThatThrownBy(() -> paths.require(leaf, Instant.parse("2021-12-01T00:00:00Z")))
                .hasMessage("CERTIFICATE_EXPIRED");
    }

    @Test
    void everyPublishedKeyFitsItsCertificate() throws Exception {
        try (Stream<Path> files = Files.list(NATIONAL)) {
            List<Path> stores =
                    files.filter(file -> file.toString().endsWith(".p12")).toList();
            assertThat(stores).hasSize(17);
            for (Path file : stores) {
                KeyStore.PrivateKeyEntry entry = entry(file);
                X509Certificate certificate = (X509Certificate) entry.getCertificate();
                String algorithm = GostAlgorithm.ofKey(oid(certificate))
                        .map(GostAlgorithm::signatureOid)
                        .orElse("SHA256withRSA");
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(entry.getPrivateKey());
                signature.update(CONTENT);
                byte[] value = signature.sign();
                signature.initVerify(certificate.getPublicKey());
                signature.update(CONTENT);
                assertThat(signature.verify(value)).describedAs(file.toString()).isTrue();
            }
        }
    }

    @Test
    void aSignatureOfTheNationalLibraryWithAKeyOfTodayIsVerified() throws Exception {
        byte[] cms = bytes("gost2015_attached_tsp.cms");
        byte[] content = HexFormat.of().parseHex("b5eb2d");
        UnverifiedSignature seen = UnverifiedSignature.read(cms);
        assertThat(seen.attachedContent()).hasValue(content);
        Instant at = seen.signingTime().orElseThrow();
        SignatureVerifier verifier = new SignatureVerifier(
                new TrustBundle(
                        1,
                        at,
                        List.of(certificate("root_test_gost_2022")),
                        List.of(certificate("nca_gost2022_test")),
                        List.of(RevocationList.of(bytes("nca_gost2022_test.2022-07-27.crl")))),
                filesPermitted());
        // Form, content, signature value and path have passed; what remains open is revocation at that time.
        assertThat(verifier.verify(cms, content, Purpose.SIGNING, at)).isInstanceOf(SignatureVerdict.Unknown.class);
        assertThat(code(verifier.verify(cms, new byte[] {1, 2, 3}, Purpose.SIGNING, at)))
                .isEqualTo("CONTENT_DIFFERS");
        assertThat(code(verifier.verify(cms, content, Purpose.SIGNING, LISTED))).isEqualTo("CERTIFICATE_EXPIRED");
    }

    @Test
    void aSignatureOfThePastIsVerifiedInItsTimeAndNeverAfterThatKindOfKeyHasEnded() throws Exception {
        byte[] cms = bytes("gost2004_attached.cms");
        byte[] content = "asdasd".getBytes(StandardCharsets.US_ASCII);
        UnverifiedSignature seen = UnverifiedSignature.read(cms);
        Instant at = seen.signingTime().orElseThrow();
        SignatureVerifier verifier = new SignatureVerifier(
                new TrustBundle(
                        1,
                        at,
                        List.of(certificate("root_gost_test_2018")),
                        List.of(certificate("nca_gost_test_2019")),
                        List.of(RevocationList.of(bytes("nca_gost_test.2022-03-29.crl")))),
                filesPermitted());
        assertThat(code(verifier.verify(cms, content, Purpose.SIGNING, at))).isEqualTo("REVOCATION_LIST_STALE");
        assertThat(code(verifier.verify(cms, content, Purpose.PATH, Instant.parse("2022-04-01T00:00:00Z"))))
                .isEqualTo("CERTIFICATE_EXPIRED");
        assertThat(code(verifier.verify(cms, content, Purpose.SIGNING, LISTED))).isEqualTo("KEY_NOT_ACCEPTED");
    }

    @ParameterizedTest
    @CsvSource({"gost2015_and_rsa_two_signers_attached.cms", "gost2015_and_rsa_two_signers_detached.cms"})
    void twoSignersAreRefused(String file) throws Exception {
        SignatureVerifier verifier = new SignatureVerifier(Lab.bundle(), filesPermitted());
        assertThat(code(verifier.verify(
                        bytes(file), "test123".getBytes(StandardCharsets.US_ASCII), Purpose.SIGNING, LISTED)))
                .isEqualTo("SEVERAL_SIGNERS");
    }

    @Test
    void whenASignatureIsChangedThenItIsRefused() throws Exception {
        byte[] cms = signer("gost2015_individual_valid")
                .withClock(Clock.fixed(LISTED, ZoneOffset.UTC))
                .sign(CONTENT, false);
        SignatureVerifier verifier = new SignatureVerifier(
                new TrustBundle(
                        1,
                        LISTED,
                        List.of(certificate("nca_gost2022_test")),
                        List.of(),
                        List.of(RevocationList.of(bytes("nca_gost2022_test.2026-08-11.crl")))),
                filesPermitted());
        assertThat(code(verifier.verify(cms, CONTENT, Purpose.SIGNING, LISTED))).isEqualTo("VALID");
        for (int back = 1; back <= 128; back += 9) {
            byte[] changed = cms.clone();
            changed[changed.length - back] ^= 0x10;
            assertThat(code(verifier.verify(changed, CONTENT, Purpose.SIGNING, LISTED)))
                    .isEqualTo("SIGNATURE_WRONG");
        }
        // The Russian profile writes s before r, the most significant byte first.
        byte[] russian = cms.clone();
        for (int i = 0; i < 128; i++) {
            russian[russian.length - 128 + i] = cms[cms.length - 1 - i];
        }
        assertThat(code(verifier.verify(russian, CONTENT, Purpose.SIGNING, LISTED)))
                .isEqualTo("SIGNATURE_WRONG");
        // The weak hash of 1995 beside a key of today: the identifier differs in its last byte only.
        byte[] weak = replaced(cms, "06082a830e030a0103030500", "06082a830e030a0103010500");
        assertThat(code(verifier.verify(weak, CONTENT, Purpose.SIGNING, LISTED)))
                .isEqualTo("ALGORITHM_NOT_ACCEPTED");
        // A point beside the curve.
        byte[] key = UnverifiedSignature.read(cms).certificate().getPublicKey().getEncoded();
        String point = HexFormat.of().formatHex(key, key.length - 64, key.length);
        byte[] off = replaced(cms, point, "00" + point.substring(2));
        assertThat(code(verifier.verify(off, CONTENT, Purpose.SIGNING, LISTED))).isEqualTo("KEY_NOT_ACCEPTED");
    }

    @Test
    void anRsaKeyUnderAGostSignatureAndTheReverseAreRefused() throws Exception {
        KeyStore.PrivateKeyEntry gost = entry(NATIONAL.resolve("gost2015_individual_valid.p12"));
        KeyStore.PrivateKeyEntry rsa = entry(NATIONAL.resolve("rsa_2020_individual_sign_expired.p12"));
        X509Certificate gostCertificate = (X509Certificate) gost.getCertificate();
        X509Certificate rsaCertificate = (X509Certificate) rsa.getCertificate();
        SignatureVerifier verifier = new SignatureVerifier(Lab.bundle(), filesPermitted());
        assertThat(code(verifier.verify(
                        CmsSigner.of(gost.getPrivateKey(), rsaCertificate).sign(CONTENT, true),
                        CONTENT,
                        Purpose.SIGNING,
                        LISTED)))
                .isEqualTo("KEY_NOT_ACCEPTED");
        assertThat(code(verifier.verify(
                        CmsSigner.of(rsa.getPrivateKey(), gostCertificate).sign(CONTENT, true),
                        CONTENT,
                        Purpose.SIGNING,
                        LISTED)))
                .isEqualTo("KEY_NOT_ACCEPTED");
        assertThat(AcceptedAlgorithm.acceptsAuthority("1.2.840.113549.1.1.11", gostCertificate.getPublicKey()))
                .isFalse();
        assertThat(AcceptedAlgorithm.acceptsAuthority("1.2.398.3.10.1.1.2.3.2", rsaCertificate.getPublicKey()))
                .isFalse();
        assertThat(AcceptedAlgorithm.acceptsAuthority("1.2.398.3.10.1.1.1.2", gostCertificate.getPublicKey()))
                .isFalse();
    }

    private static RevocationLists lists(X509Certificate authority, X509CRL list) {
        return new RevocationLists(
                new TrustBundle(1, LISTED, List.of(authority), List.of(), List.of(list)), Duration.ofMinutes(5));
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String oid(X509Certificate certificate) {
        return org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(
                        certificate.getPublicKey().getEncoded())
                .getAlgorithm()
                .getAlgorithm()
                .getId();
    }

    private static String code(SignatureVerdict verdict) {
        return switch (verdict) {
            case SignatureVerdict.Valid valid -> "VALID";
            case SignatureVerdict.Invalid invalid -> invalid.reason().code();
            case SignatureVerdict.Unknown unknown -> unknown.reason().code();
        };
    }

    private static String code(CertificateVerdict verdict) {
        return switch (verdict) {
            case CertificateVerdict.Valid valid -> "VALID";
            case CertificateVerdict.Invalid invalid -> invalid.reason().code();
            case CertificateVerdict.Unknown unknown -> unknown.reason().code();
        };
    }

    /** The national rules, but for the published keys: all of them are files. */
    private static EdsPolicy filesPermitted() {
        EdsPolicy national = EdsPolicy.national();
        Set<KeyStorage> all = EnumSet.allOf(KeyStorage.class);
        return new EdsPolicy(
                Map.of(HolderKind.PERSON, all, HolderKind.ORGANISATION, all, HolderKind.SYSTEM, all),
                national.leafPolicies(),
                national.clockSkew());
    }

    private static byte[] replaced(byte[] whole, String from, String to) {
        String hex = HexFormat.of().formatHex(whole);
        assertThat(hex).contains(from);
        return HexFormat.of().parseHex(hex.replace(from, to));
    }

    private static List<X509Certificate> authorities() throws Exception {
        try (Stream<Path> files = Files.list(NATIONAL)) {
            return files.filter(file -> file.toString().endsWith(".cer"))
                    .sorted()
                    .map(file -> file.getFileName().toString().replace(".cer", ""))
                    .map(NationalGostSamplesTest::certificate)
                    .toList();
        }
    }

    private static KeyStore.PrivateKeyEntry entry(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return (KeyStore.PrivateKeyEntry)
                store.getEntry(store.aliases().nextElement(), new KeyStore.PasswordProtection(PASSWORD));
    }

    private static CmsSigner signer(String name) throws IOException {
        return CmsSigner.fromPkcs12(NATIONAL.resolve(name + ".p12"), PASSWORD.clone());
    }

    private static X509Certificate certificate(String name) {
        try {
            return Encodings.certificate(bytes(name + ".cer"));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(NATIONAL.resolve(file));
    }
}
