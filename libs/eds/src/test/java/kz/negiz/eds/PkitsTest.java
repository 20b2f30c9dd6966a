package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.negiz.eds.CertificateExamination.Finding;
import kz.negiz.eds.CertificateExamination.Material;
import kz.negiz.eds.CertificateExamination.Rules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The Public Key Interoperability Test Suite of NIST, all 224 tests with their settings. Every certificate of the suite is
 * offered as an intermediate and every list at once, so that paths and lists must be found among misleading ones.
 */
class PkitsTest {

    private static final Map<String, byte[]> FILES = SuiteFiles.of("pkits.zip");
    private static final Material MATERIAL = material();

    @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
    @CsvFileSource(resources = "/suites/pkits.csv", numLinesToSkip = 1)
    void everyPathOfTheSuiteGetsTheVerdictThatItStates(
            String number,
            String name,
            @Nullable String policies,
            @Nullable String settings,
            String verdict,
            @Nullable String reason)
            throws Exception {
        for (Instant at : List.of(Lab.NOW, Instant.parse("2030-01-01T00:00:00Z"))) {
            Finding found = CertificateExamination.examine(certificate(name), MATERIAL, rules(policies, settings), at);
            assertThat(text(found)).as(number + " " + at).isEqualTo(verdict + " " + (reason == null ? "" : reason));
        }
    }

    private static Rules rules(@Nullable String policies, @Nullable String settings) {
        String set = settings == null ? "" : settings;
        return new Rules(
                Purpose.PATH,
                policies == null ? Set.of() : Set.of(policies.split(" ")),
                set.contains("E"),
                set.contains("A"),
                set.contains("M"),
                true);
    }

    private static String text(Finding found) {
        return switch (found) {
            case Finding.Valid valid -> "valid ";
            case Finding.Invalid(Reason reason) -> "invalid " + reason.code();
            case Finding.Unknown(Reason reason) -> "unknown " + reason.code();
        };
    }

    private static X509Certificate certificate(String name) throws GeneralSecurityException {
        return Encodings.certificate(Objects.requireNonNull(FILES.get("certs/" + name + ".crt")));
    }

    private static Material material() {
        try {
            List<X509Certificate> anchors = List.of(certificate("TrustAnchorRootCertificate"));
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> all = new java.util.ArrayList<>();
            List<X509CRL> lists = new java.util.ArrayList<>();
            for (Map.Entry<String, byte[]> each : FILES.entrySet()) {
                if (each.getKey().startsWith("certs/")) {
                    all.add(Encodings.certificate(each.getValue()));
                } else {
                    lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(each.getValue())));
                }
            }
            return new Material(anchors, all, lists, List.of());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
