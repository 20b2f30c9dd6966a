package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.negiz.demo.pki.AuthoritySpec;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.DemoKey;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.demo.pki.Template;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {

    private final SignatureVerifier verifier = Lab.verifier();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "administrator",
                "administrator2",
                "head",
                "official",
                "operative",
                "prosecutor",
                "warehouse-officer",
                "owner",
                "owner-other",
                "other-head",
                "system",
                "head-gost",
                "operative-gost",
                "prosecutor-gost",
                "owner-gost"
            })
    void aGoodKeyMayLogInAndSign(String name) {
        DemoKey key = Lab.PKI.key(name);
        byte[] cms = Lab.signer(name).sign(Lab.CONTENT, true);
        for (Purpose purpose : Purpose.values()) {
            SignatureVerdict verdict = verifier.verify(cms, Lab.CONTENT, purpose, Lab.NOW);
            assertThat(verdict).isInstanceOf(SignatureVerdict.Valid.class);
            Signer signer = ((SignatureVerdict.Valid) verdict).signer();
            assertThat(signer.iin()).isEqualTo(key.iin());
            assertThat(signer.bin()).isEqualTo(key.bin());
            assertThat(signer.kind().name()).isEqualTo(key.holder().name());
            assertThat(signer.storage().name()).isEqualTo(key.storage().name());
            assertThat(signer.certificate()).isEqualTo(key.certificate());
            assertThat(Lab.signer(name).describe()).isEqualTo(signer);
            assertThat(signer.systemOid()).isEqualTo(name.equals("system") ? "2.999.1" : "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"der attached", "der detached", "pem", "pem with CR LF", "base64", "base64 in lines"})
    void aSignatureIsReadInEveryFormThatClientsSend(String form) {
        byte[] der = Lab.signer("head").sign(Lab.CONTENT, !form.equals("der detached"));
        byte[] sent = switch (form) {
            case "pem" -> Cms.pem(der, "\n");
            case "pem with CR LF" -> Cms.pem(der, "\r\n");
            case "base64" -> Base64.getEncoder().encode(der);
            case "base64 in lines" -> Base64.getMimeEncoder().encode(der);
            default -> der;
        };
        assertThat(verifier.verify(sent, Lab.CONTENT, Purpose.SIGNING, Lab.NOW))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    void anRsaKeySignsAsWellAsAnEllipticOne() {
        IssuedKey rsa = Lab.leaf(spec -> spec.withKeyPair(Lab.RSA));
        assertThat(verifier.verify(Lab.signer(rsa).sign(Lab.CONTENT, false), Lab.CONTENT, Purpose.SIGNING, Lab.NOW))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    @DisplayName("An authentication key may log in and may not sign")
    void anAuthenticationKeyMayLogInAndMayNotSign() {
        byte[] cms = Lab.signer("head-auth").sign(Lab.CONTENT, true);
        assertThat(verifier.verify(cms, Lab.CONTENT, Purpose.LOGIN, Lab.NOW))
                .isInstanceOf(SignatureVerdict.Valid.class);
        assertThat(verifier.verify(cms, Lab.CONTENT, Purpose.SIGNING, Lab.NOW))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.KEY_NOT_FOR_SIGNING));
    }

    @Test
    @DisplayName("R150-38: a person's key in a plain file is refused, an organisation's is not")
    void aPersonsKeyInAFileIsRefused() {
        byte[] cms = Lab.signer("head-file").sign(Lab.CONTENT, true);
        SignatureVerdict verdict = verifier.verify(cms, Lab.CONTENT, Purpose.LOGIN, Lab.NOW);
        assertThat(verdict).isEqualTo(new SignatureVerdict.Invalid(Reason.KEY_STORAGE_NOT_PERMITTED));
        assertThat(Reason.KEY_STORAGE_NOT_PERMITTED.requirement()).contains("R150-38");
        assertThat(verifier.verify(Lab.signer("owner").sign(Lab.CONTENT, true), Lab.CONTENT, Purpose.LOGIN, Lab.NOW))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    void theDemosBadKeysAreRefusedEachForItsReason() {
        Map<String, Reason> reasons = Map.of(
                "revoked", Reason.CERTIFICATE_REVOKED,
                "expired", Reason.CERTIFICATE_EXPIRED,
                "foreign", Reason.ISSUER_NOT_GENUINE,
                "head-file", Reason.KEY_STORAGE_NOT_PERMITTED);
        reasons.forEach((name, reason) -> {
            byte[] cms = Lab.signer(name).sign(Lab.CONTENT, true);
            assertThat(verifier.verify(cms, Lab.CONTENT, Purpose.LOGIN, Lab.NOW))
                    .describedAs(name)
                    .isEqualTo(new SignatureVerdict.Invalid(reason));
            assertThat(verifier.validate(Lab.PKI.key(name).certificate(), Purpose.LOGIN, Lab.NOW))
                    .describedAs(name)
                    .isEqualTo(new CertificateVerdict.Invalid(reason));
        });
    }

    @Test
    void whenExtendedKeyUsageIsCriticalAndKeyUsageIsNotThenTheCertificateStillStands() {
        assertThat(Lab.PKI.key("owner-other").template()).isEqualTo(Template.RIGHT_TO_SIGN);
        assertThat(Lab.PKI.key("owner-other").certificate().getCriticalExtensionOIDs())
                .containsExactly("2.5.29.37");
        assertThat(verifier.validate(Lab.PKI.key("owner-other").certificate(), Purpose.SIGNING, Lab.NOW))
                .isInstanceOf(CertificateVerdict.Valid.class);
    }

    @Test
    void theEvidenceSufficesToCheckAgainLaterWithoutThePlatform() throws Exception {
        byte[] cms = Lab.signer("head").sign(Lab.CONTENT, true);
        TrustBundle bundle = Lab.bundle();
        SignatureVerdict verdict = Lab.verifier(bundle).verify(cms, Lab.CONTENT, Purpose.SIGNING, Lab.NOW);
        Evidence evidence = ((SignatureVerdict.Valid) verdict).evidence();

        Evidence stored = Evidence.fromBytes(evidence.toBytes());
        assertThat(stored).isEqualTo(evidence);
        assertThat(stored.signer().certificate()).isEqualTo(Lab.PKI.key("head").certificate());
        ASN1Sequence path = ASN1Sequence.getInstance(stored.pathDer());
        assertThat(Certificate.getInstance(path.getObjectAt(0)).getEncoded())
                .isEqualTo(Lab.PKI.root().certificate().getEncoded());
        // The list and the delta of the issuing authority, the list of the root.
        assertThat(stored.crlSha256s()).hasSize(3);
        assertThat(stored.bundleNumber()).isEqualTo(7);
        assertThat(stored.signingTime()).contains(Lab.NOW);

        TrustBundle kept = TrustBundle.fromBytes(bundle.toBytes());
        assertThat(kept.sha256()).isEqualTo(stored.bundleSha256());
        SignatureVerdict again = new SignatureVerifier(kept, EdsPolicy.national())
                .verify(cms, Lab.CONTENT, stored.purpose(), stored.validatedAt());
        assertThat(again).isEqualTo(verdict);
    }

    @Test
    void numbersAndNamesNeverShowInText() {
        SignatureVerdict verdict =
                verifier.verify(Lab.signer("owner").sign(Lab.CONTENT, true), Lab.CONTENT, Purpose.SIGNING, Lab.NOW);
        assertThat(verdict.toString())
                .doesNotContain(SyntheticNumbers.iin("owner"))
                .doesNotContain(SyntheticNumbers.bin("owner"))
                .doesNotContain("ДЕМОҰЛЫ")
                .doesNotContain("OWNER");
    }

    @Test
    void whenTheBundleIsRenewedThenOldPathsServeAndNewRevocationsCount() {
        IssuedKey leaf = Lab.leaf(spec -> spec);
        assertThat(verifier.validate(leaf.certificate(), Purpose.SIGNING, Lab.NOW))
                .isInstanceOf(CertificateVerdict.Valid.class);
        Lab.PKI.revoke(leaf.certificate(), 1);
        SignatureVerifier renewed = verifier.withBundle(Lab.bundle());
        assertThat(renewed.validate(leaf.certificate(), Purpose.SIGNING, Lab.NOW))
                .isEqualTo(new CertificateVerdict.Invalid(Reason.CERTIFICATE_REVOKED));
        assertThat(renewed.revocation(leaf.certificate(), Lab.NOW))
                .isEqualTo(new Revocation.Revoked(Lab.NOW, "KEY_COMPROMISE"));
    }

    @Test
    void aPathRememberedIsNotUsedOutsideOfItsValidity() {
        IssuedKey leaf =
                Lab.leaf(spec -> spec.withValidity(Lab.NOW.minusSeconds(60), Lab.NOW.plus(Duration.ofHours(1))));
        assertThat(verifier.validate(leaf.certificate(), Purpose.SIGNING, Lab.NOW))
                .isInstanceOf(CertificateVerdict.Valid.class);
        assertThat(verifier.validate(leaf.certificate(), Purpose.SIGNING, Lab.NOW.plus(Duration.ofHours(2))))
                .isEqualTo(new CertificateVerdict.Invalid(Reason.CERTIFICATE_EXPIRED));
        assertThat(verifier.validate(leaf.certificate(), Purpose.SIGNING, Lab.NOW.minus(Duration.ofHours(2))))
                .isEqualTo(new CertificateVerdict.Invalid(Reason.CERTIFICATE_NOT_YET_VALID));
    }

    @Test
    void thePolicySaysWhichStoragesArePermitted() {
        EdsPolicy lenient = new EdsPolicy(
                Map.of(HolderKind.PERSON, Set.of(KeyStorage.PKCS12)),
                EdsPolicy.national().leafPolicies(),
                Duration.ofMinutes(1));
        SignatureVerifier other = new SignatureVerifier(Lab.bundle(), lenient);
        assertThat(other.validate(Lab.PKI.key("head-file").certificate(), Purpose.SIGNING, Lab.NOW))
                .isInstanceOf(CertificateVerdict.Valid.class);
        for (String name : List.of("head", "owner")) {
            assertThat(other.validate(Lab.PKI.key(name).certificate(), Purpose.SIGNING, Lab.NOW))
                    .isEqualTo(new CertificateVerdict.Invalid(Reason.KEY_STORAGE_NOT_PERMITTED));
        }
    }

    @Test
    void theSignersFormIsThatOfTheNationalClient() {
        byte[] cms = Lab.signer("head").sign("a".getBytes(StandardCharsets.UTF_8), false);
        assertThat(Cms.signerInfo(cms).getAuthenticatedAttributes().size()).isEqualTo(3);
        assertThat(Cms.signerInfo(cms).getSID().isTagged()).isFalse();
        assertThat(Cms.signerInfo(cms).getVersion().intValueExact()).isEqualTo(1);
    }

    @Test
    void anAllRsaPathStands() {
        var root = CertificationAuthority.root(AuthoritySpec.named(
                "DEMO RSA", KeyKind.RSA_2048, Lab.NOW.minusSeconds(7200), Lab.NOW.plus(Duration.ofDays(900))));
        IssuedKey leaf = root.issue(Lab.person(spec -> spec.withKeyPair(Lab.RSA)));
        SignatureVerifier own =
                Lab.verifier(Lab.bundle(List.of(root.certificate()), List.of(), List.of(Lab.emptyCrl(root))));
        assertThat(own.verify(Lab.signer(leaf).sign(Lab.CONTENT, true), Lab.CONTENT, Purpose.SIGNING, Lab.NOW))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }
}
