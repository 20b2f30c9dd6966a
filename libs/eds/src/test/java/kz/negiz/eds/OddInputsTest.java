package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.negiz.eds.CertificateExamination.Finding;
import kz.negiz.eds.CertificateExamination.Material;
import kz.negiz.eds.CertificateExamination.Rules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Certificates, lists, status answers, messages and key stores that somebody made oddly, each given to each reader: what
 * is none of its kind is refused as such, and nothing unforeseen comes out.
 */
class OddInputsTest {

    private static final Map<String, byte[]> FILES = SuiteFiles.of("odd.zip");
    private static final SignatureVerifier VERIFIER = Lab.verifier();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/suites/odd.csv", numLinesToSkip = 1)
    void everyReaderReadsOrRefuses(
            String file, String certificate, String list, String status, String message, String store) {
        byte[] bytes = Objects.requireNonNull(FILES.get(file));
        byte[] der = SuiteFiles.der(bytes);
        assertThat(String.join(",", file, certificate(der), list(bytes), status(der), message(bytes), store(bytes)))
                .isEqualTo(String.join(",", file, certificate, list, status, message, store));
    }

    /** As its own anchor, so that its form decides and not who has issued it. */
    private static String certificate(byte[] der) {
        X509Certificate read;
        try {
            read = Encodings.certificate(der);
        } catch (GeneralSecurityException e) {
            return "refused";
        }
        Material material = new Material(List.of(read), List.of(), List.of(), List.of());
        Rules rules = new Rules(Purpose.PATH, Set.of(), false, false, false, false);
        VERIFIER.validate(read, Purpose.SIGNING, Lab.NOW);
        return switch (CertificateExamination.examine(
                read, material, rules, read.getNotBefore().toInstant())) {
            case Finding.Valid valid -> "valid";
            case Finding.Invalid(Reason reason) -> reason.code();
            case Finding.Unknown(Reason reason) -> reason.code();
        };
    }

    private static String list(byte[] bytes) {
        try {
            return RevocationList.of(bytes).isUnderstood() ? "understood" : "read";
        } catch (CRLException e) {
            return "refused";
        }
    }

    private static String status(byte[] der) {
        try {
            OcspAnswer.read(der);
            return "read";
        } catch (Refusal e) {
            return "refused";
        }
    }

    private static String message(byte[] bytes) {
        return switch (VERIFIER.verify(bytes, Lab.CONTENT, Purpose.SIGNING, Lab.NOW)) {
            case SignatureVerdict.Valid valid -> "valid";
            case SignatureVerdict.Invalid(Reason reason) -> reason.code();
            case SignatureVerdict.Unknown(Reason reason) -> reason.code();
        };
    }

    private static String store(byte[] bytes) {
        try {
            CmsSigner.fromPkcs12(new ByteArrayInputStream(bytes), "cryptography".toCharArray());
            return "opened";
        } catch (IOException e) {
            return "refused";
        }
    }
}
