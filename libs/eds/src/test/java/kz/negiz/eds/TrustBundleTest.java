package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustBundleTest {

    @TempDir
    Path folder;

    @Test
    void aBundleComesBackFromItsBytes() {
        TrustBundle bundle = Lab.bundle();
        TrustBundle again = TrustBundle.fromBytes(bundle.toBytes());
        assertThat(again).isEqualTo(bundle);
        assertThat(again.sha256()).isEqualTo(bundle.sha256()).matches("[0-9a-f]{64}");
        assertThat(bundle.anchors()).hasSize(2);
        assertThat(bundle.intermediates()).hasSize(2);
        assertThat(bundle.crls()).hasSize(6);
    }

    @Test
    void anotherNumberIsAnotherBundle() {
        TrustBundle bundle = Lab.bundle();
        TrustBundle other =
                new TrustBundle(8, bundle.issued(), bundle.anchors(), bundle.intermediates(), bundle.crls());
        assertThat(other.sha256()).isNotEqualTo(bundle.sha256());
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = Lab.bundle().toBytes();
        for (int length = 0; length < bytes.length; length += 97) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TrustBundle.fromBytes(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> TrustBundle.fromBytes(longer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBundleIsBounded() {
        TrustBundle bundle = Lab.bundle();
        assertThatThrownBy(() ->
                        Lab.bundle(Collections.nCopies(257, bundle.anchors().getFirst()), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneUnreadableFileSpoilsTheWhole() throws Exception {
        Files.writeString(folder.resolve("broken.cer"), "not a certificate");
        assertThatThrownBy(() -> TrustBundle.read(folder, folder, folder, 1, Lab.NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.cer");
    }

    @Test
    void otherFilesAreLeftAlone() throws Exception {
        Files.writeString(folder.resolve("README.txt"), "roots");
        assertThat(TrustBundle.read(folder, folder, folder, 1, Lab.NOW).anchors())
                .isEmpty();
    }

    @Test
    void withoutAnchorsNobodyIsTrusted() {
        TrustBundle none =
                Lab.bundle(List.of(), Lab.bundle().intermediates(), Lab.bundle().crls());
        assertThat(Lab.verifier(none).validate(Lab.PKI.key("head").certificate(), Purpose.LOGIN, Lab.NOW))
                .isEqualTo(new CertificateVerdict.Invalid(Reason.ISSUER_NOT_TRUSTED));
    }

    @Test
    void damagedEvidenceIsRefused() {
        Evidence evidence = new Evidence(
                new byte[] {1},
                List.of("ab"),
                List.of(new byte[] {7}),
                1,
                "cd",
                Lab.NOW,
                Purpose.LOGIN,
                Optional.empty());
        assertThat(Evidence.fromBytes(evidence.toBytes())).isEqualTo(evidence);
        assertThatThrownBy(() -> Evidence.fromBytes(new byte[] {0x30, 0})).isInstanceOf(IllegalArgumentException.class);
        byte[] bytes = evidence.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Evidence.fromBytes(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
