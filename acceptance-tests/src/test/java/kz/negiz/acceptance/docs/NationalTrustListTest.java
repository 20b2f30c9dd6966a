package kz.negiz.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.negiz.eds.CertificateExamination;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.TrustBundle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The national trust list that is shipped")
class NationalTrustListTest {

    private static final Path LIST = Repository.root().resolve("deploy/trust/national");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+\\.cer)` \\| `([0-9a-f]{64})` \\|");

    @TempDir
    private Path noLists;

    @Test
    @DisplayName("has the fingerprints that its page names for comparing, and nothing else")
    void fingerprints() throws Exception {
        Map<String, String> named = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(LIST.resolve("README.md")));
        while (rows.find()) {
            named.put(rows.group(2), rows.group(1));
        }
        TrustBundle bundle = bundle();

        assertThat(named.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(bundle.anchors().stream(), bundle.intermediates().stream())
                                .map(Fingerprint::of)
                                .toList());
    }

    @Test
    @DisplayName("leads from each authority to an anchor")
    void paths() throws Exception {
        TrustBundle bundle = bundle();
        CertificateExamination.Material material =
                new CertificateExamination.Material(bundle.anchors(), bundle.intermediates(), List.of(), List.of());
        CertificateExamination.Rules withoutLists =
                new CertificateExamination.Rules(Purpose.PATH, Set.of(), false, false, false, false);
        assertThat(bundle.intermediates())
                .isNotEmpty()
                .allSatisfy(authority -> assertThat(CertificateExamination.examine(
                                authority, material, withoutLists, Instant.parse("2026-11-22T00:00:00Z")))
                        .isInstanceOf(CertificateExamination.Finding.Valid.class));
    }

    private TrustBundle bundle() throws Exception {
        return TrustBundle.read(LIST.resolve("anchors"), LIST.resolve("intermediates"), noLists, 1, Instant.EPOCH);
    }
}
