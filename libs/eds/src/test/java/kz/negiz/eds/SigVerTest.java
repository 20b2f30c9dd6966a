package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.negiz.eds.BareAlgorithm.PssParameters;
import kz.negiz.eds.CertificateExamination.Finding;
import org.junit.jupiter.api.Test;

/** The SigVer vectors of FIPS 186-3 for RSA and for ECDSA on prime curves, keys beside their curve among them. */
class SigVerTest {

    private static final List<String> LINES = new String(
                    Objects.requireNonNull(SuiteFiles.of("sigver.zip").get("sigver.csv")), StandardCharsets.US_ASCII)
            .lines()
            .skip(1)
            .toList();

    @Test
    void everySignatureGetsTheVerdictThatTheStandardStates() {
        List<String> wrong = LINES.stream()
                .filter(line -> {
                    String[] fields = line.split(",");
                    return isValid(fields) != Boolean.parseBoolean(fields[5]);
                })
                .toList();
        assertThat(wrong).isEmpty();
        assertThat(LINES).hasSizeGreaterThan(500);
    }

    private static boolean isValid(String[] fields) {
        BareAlgorithm algorithm = BareAlgorithm.named(
                        fields[0],
                        new PssParameters(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(fields[1])
                                        .filter(salt -> !salt.isEmpty())
                                        .map(Integer::valueOf)))
                .orElseThrow();
        return BareSignature.verify(bytes(fields[2]), algorithm, bytes(fields[3]), bytes(fields[4]))
                instanceof Finding.Valid;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
