package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import kz.negiz.eds.SealedContainer.Fault;
import kz.negiz.eds.SealedContainer.File;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Files under one seal")
class SealedContainerTest {

    private static final File ONE = new File("one.json", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    private static final File TWO = new File("answers/two.bin", "application/octet-stream", new byte[5000]);

    private final byte[] good = sealed(ONE, TWO).toBytes();

    @Test
    @DisplayName("are read again as they were, and the seal stands, also later")
    void readAgain() throws Exception {
        SealedContainer read = SealedContainer.read(good);

        assertThat(read.files()).extracting(File::name).containsExactly("one.json", "answers/two.bin");
        assertThat(read.content("one.json")).hasValue(ONE.content());
        assertThat(read.sealedAt()).hasValue(Lab.NOW);
        assertThat(read.verify(Lab.verifier(), Lab.NOW)).isInstanceOf(SignatureVerdict.Valid.class);
        assertThat(read.verify(Lab.verifier(), Lab.NOW.plus(Duration.ofHours(6))))
                .isInstanceOf(SignatureVerdict.Valid.class);
    }

    @Test
    @DisplayName("are always the same bytes")
    void sameBytes() throws Exception {
        assertThat(SealedContainer.read(good).toBytes()).isEqualTo(good);
    }

    @Test
    @DisplayName("no bit of them, nor around them, can be changed unseen")
    void anyBit() {
        Random random = new Random(5);
        for (int i = 0; i < good.length; i++) {
            // In the many zeroes of the second file every 40th byte tells enough.
            if (good[i] == 0 && i % 40 != 0) {
                continue;
            }
            byte[] altered = good.clone();
            altered[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(stands(altered)).as("byte " + i).isFalse();
        }
        assertThat(stands(Arrays.copyOf(good, good.length + 1))).isFalse();
        assertThat(stands(Arrays.copyOf(good, good.length - 1))).isFalse();
        assertThat(stands(good)).isTrue();
    }

    private static boolean stands(byte[] container) {
        try {
            return SealedContainer.read(container).verify(Lab.verifier(), Lab.NOW) instanceof SignatureVerdict.Valid;
        } catch (SealedContainer.Refused e) {
            return false;
        }
    }

    @Test
    @DisplayName("what is wrong is told by name")
    void told() throws Exception {
        assertThat(fault(new byte[0])).isEqualTo(Fault.UNREADABLE);
        assertThat(fault("no archive".getBytes(StandardCharsets.UTF_8))).isEqualTo(Fault.UNREADABLE);
        assertThat(fault(zip("a", "b"))).isEqualTo(Fault.NO_CONTAINER);
        SealedContainer other = sealed(ONE);
        byte[] manifest = entry(good, "META-INF/ASiCManifest001.xml");
        byte[] seal = entry(good, "META-INF/signature001.p7s");
        assertThat(fault(zip(
                        "mimetype",
                        SealedContainer.MEDIA_TYPE,
                        "one.json",
                        "{}",
                        "META-INF/ASiCManifest001.xml",
                        new String(manifest, StandardCharsets.ISO_8859_1),
                        "META-INF/signature001.p7s",
                        new String(seal, StandardCharsets.ISO_8859_1))))
                .isEqualTo(Fault.FILE_MISSING);
        assertThat(fault(zip(
                        "mimetype",
                        SealedContainer.MEDIA_TYPE,
                        "one.json",
                        "{}",
                        "two.json",
                        "{}",
                        "META-INF/ASiCManifest001.xml",
                        new String(entry(other.toBytes(), "META-INF/ASiCManifest001.xml"), StandardCharsets.ISO_8859_1),
                        "META-INF/signature001.p7s",
                        new String(seal, StandardCharsets.ISO_8859_1))))
                .isEqualTo(Fault.FILE_ADDED);
        assertThat(fault(zip(
                        "mimetype",
                        SealedContainer.MEDIA_TYPE,
                        "one.json",
                        "{ }",
                        "META-INF/ASiCManifest001.xml",
                        new String(entry(other.toBytes(), "META-INF/ASiCManifest001.xml"), StandardCharsets.ISO_8859_1),
                        "META-INF/signature001.p7s",
                        new String(seal, StandardCharsets.ISO_8859_1))))
                .isEqualTo(Fault.FILE_ALTERED);
    }

    @Test
    @DisplayName("somebody else's seal over the same files does not stand")
    void foreignSeal() throws Exception {
        CmsSigner foreign = CmsSigner.fromPkcs12(Lab.PKI.key("foreign").file(), "demo".toCharArray())
                .withClock(Lab.CLOCK);

        SealedContainer read =
                SealedContainer.read(SealedContainer.seal(List.of(ONE), foreign).toBytes());

        assertThat(read.verify(Lab.verifier(), Lab.NOW)).isInstanceOf(SignatureVerdict.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "a/b/c", "/root", "mimetype", "META-INF/x", "имя", "a b", "a\"b"})
    @DisplayName("have plain names only")
    void names(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new File(name, "application/json", new byte[0]));
    }

    private static SealedContainer sealed(File... files) {
        try {
            return SealedContainer.seal(
                    List.of(files),
                    CmsSigner.fromPkcs12(Lab.PKI.key("platform").file(), "demo".toCharArray())
                            .withClock(Lab.CLOCK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault fault(byte[] bytes) {
        return catchThrowableOfType(SealedContainer.Refused.class, () -> SealedContainer.read(bytes))
                .fault();
    }

    /** Names and contents in turn. */
    private static byte[] zip(String... files) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < files.length; i += 2) {
                zip.putNextEntry(new ZipEntry(files[i]));
                zip.write(files[i + 1].getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private static byte[] entry(byte[] container, String name) throws Exception {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(container))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new AssertionError("no " + name);
    }
}
