package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures, certificates and lists that the national authority's own software has made. */
class NationalSamplesTest {

    @ParameterizedTest
    @CsvSource({"rsa_sign_attached.cms, SIGNING", "rsa_auth_attached.cms, LOGIN"})
    void aSignatureOfTheNationalLibraryPassesUpToTheStorageThatItDoesNotTell(String file, Purpose purpose)
            throws Exception {
        byte[] cms = bytes(file);
        UnverifiedSignature seen = UnverifiedSignature.read(cms);
        byte[] content = seen.attachedContent().orElseThrow();
        Instant at = seen.signingTime().orElseThrow();
        SignatureVerifier verifier = new SignatureVerifier(testHierarchy(at), EdsPolicy.national());
        // Keys of 2020 say nothing of where they are kept: refused under R150-38 after form, signature and path passed.
        assertThat(verifier.verify(cms, content, purpose, at))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.KEY_STORAGE_NOT_PERMITTED));
        // For looking at it, what remains open is revocation: the list kept is of 2022, the signature of 2020.
        assertThat(verifier.verify(cms, content, Purpose.PATH, at))
                .isEqualTo(new SignatureVerdict.Unknown(Reason.REVOCATION_LIST_STALE));
        assertThat(verifier.verify(new byte[] {1}, content, purpose, at))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.MALFORMED));
        assertThat(verifier.verify(cms, new byte[] {1}, purpose, at))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.CONTENT_DIFFERS));
        assertThat(verifier.verify(cms, content, purpose, Instant.parse("2021-06-01T00:00:00Z")))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.CERTIFICATE_EXPIRED));
    }

    @Test
    void anAuthenticationKeyOfTheNationalAuthorityMayNotSign() throws Exception {
        byte[] cms = bytes("rsa_auth_attached.cms");
        UnverifiedSignature seen = UnverifiedSignature.read(cms);
        Instant at = seen.signingTime().orElseThrow();
        assertThat(new SignatureVerifier(testHierarchy(at), EdsPolicy.national())
                        .verify(cms, seen.attachedContent().orElseThrow(), Purpose.SIGNING, at))
                .isEqualTo(new SignatureVerdict.Invalid(Reason.KEY_NOT_FOR_SIGNING));
    }

    @Test
    void theHolderIsReadFromANationalCertificate() throws Exception {
        Signer signer = Signer.namedBy(
                        UnverifiedSignature.read(bytes("rsa_sign_attached.cms")).certificate())
                .orElseThrow();
        assertThat(signer.kind()).isEqualTo(HolderKind.PERSON);
        assertThat(signer.iin()).isEqualTo("123456789011");
        assertThat(signer.commonName()).isEqualTo("ТЕСТОВ ТЕСТ");
        assertThat(signer.storage()).isEqualTo(KeyStorage.UNKNOWN);
    }

    @Test
    void theNationalListVerifiesAndAnswers() throws Exception {
        Instant at = Instant.parse("2022-04-01T00:00:00Z");
        X509Certificate issuing = certificate("nca_rsa_test_2019.cer");
        RevocationLists lists =
                new RevocationLists(testHierarchy(at), EdsPolicy.national().clockSkew());
        X509Certificate leaf =
                UnverifiedSignature.read(bytes("rsa_sign_attached.cms")).certificate();
        assertThat(lists.of(leaf, issuing, at)).isInstanceOf(Revocation.Good.class);
        assertThat(lists.of(leaf, issuing, Instant.parse("2023-04-01T00:00:00Z")))
                .isEqualTo(new Revocation.Unknown(Reason.REVOCATION_LIST_STALE));
    }

    @Test
    void theLiveAuthorityHasAPathToTheLiveRoot() throws Exception {
        X509Certificate root = certificate("root_rsa_2020.cer");
        X509Certificate issuing = certificate("nca_rsa_2022.cer");
        CertificatePaths paths = new CertificatePaths(List.of(root), List.of(issuing));
        assertThat(paths.require(issuing, Instant.parse("2026-11-22T09:00:00Z")).certificates())
                .containsExactly(issuing, root);
    }

    private static TrustBundle testHierarchy(Instant at) throws Exception {
        return new TrustBundle(
                1,
                at,
                List.of(certificate("root_rsa_test_2018.cer")),
                List.of(certificate("nca_rsa_test_2019.cer")),
                List.of(RevocationList.of(bytes("nca_rsa_test.2022-03-29.crl"))));
    }

    private static X509Certificate certificate(String file) throws GeneralSecurityException, IOException {
        return Encodings.certificate(bytes(file));
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(NationalSamplesTest.class.getResourceAsStream("/national/" + file))) {
            return in.readAllBytes();
        }
    }
}
