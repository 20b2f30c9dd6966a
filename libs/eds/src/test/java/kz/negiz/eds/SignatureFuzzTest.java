package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Signatures that were damaged by chance: never valid, never an exception, never slow.
 *
 * <p>Every run takes the same seed unless told otherwise ({@code -Dnegiz.fuzz.seed}), and many more rounds in the long
 * test ({@code -Dnegiz.test.long=true}).
 */
class SignatureFuzzTest {

    private static final long SEED = Long.getLong("negiz.fuzz.seed", 20261122);
    private static final int ROUNDS = Boolean.getBoolean("negiz.test.long") ? 20_000 : 400;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Of one core. A verification takes some milliseconds; the bound allows for a cold start, not for another complexity. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private final SignatureVerifier verifier = Lab.verifier();
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final List<byte[]> good = List.of(
            Lab.signer("head").sign(Lab.CONTENT, true),
            Lab.signer("owner").sign(Lab.CONTENT, false),
            Lab.signer(Lab.leaf(spec -> spec.withKeyPair(Lab.RSA))).sign(Lab.CONTENT, true));

    @Test
    void whenOneBitIsFlippedThenTheSignatureIsNotValid() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = any().clone();
            int bit = random.nextInt(damaged.length * 8);
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertNotValid(damaged, "bit " + bit);
        }
    }

    @Test
    void whenAnOuterFieldIsFlippedThenTheSignatureIsNotValid() {
        // The first bytes hold versions and algorithms that no signature covers: each of their bits in turn.
        byte[] whole = good.getFirst();
        for (int bit = 0; bit < 60 * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertNotValid(damaged, "bit " + bit);
        }
    }

    @Test
    void whenSomethingIsCutOffThenTheSignatureIsNotValid() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] whole = any();
            assertNotValid(Arrays.copyOf(whole, random.nextInt(whole.length)), "cut");
        }
    }

    @Test
    void whenPiecesAreExchangedThenTheSignatureIsNotValid() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] whole = any();
            byte[] other = any();
            int from = random.nextInt(whole.length - 1);
            int length = 1 + random.nextInt(Math.min(64, whole.length - from - 1) + 1);
            int source = random.nextInt(other.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(whole, 0, from);
            out.write(other, source, Math.min(length, other.length - source));
            out.write(
                    whole, Math.min(whole.length, from + length), whole.length - Math.min(whole.length, from + length));
            if (!Arrays.equals(out.toByteArray(), whole)) {
                assertNotValid(out.toByteArray(), "spliced at " + from);
            }
        }
    }

    @Test
    void whenTheInputIsNoiseThenItIsMalformed() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[random.nextInt(4096)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = 0x30;
            }
            assertNotValid(noise, "noise");
        }
    }

    @Test
    void whenStructuresAreNestedWithoutEndThenTheyAreMalformed() {
        List<byte[]> bombs = new ArrayList<>();
        for (int tag : new int[] {0x30, 0x31, 0x24, 0xa0}) {
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            bomb.write(0x30);
            bomb.write(0x80);
            for (int i = 0; i < 200_000; i++) {
                bomb.write(tag);
                bomb.write(0x80);
            }
            bombs.add(bomb.toByteArray());
        }
        bombs.add("0".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
        bombs.add("M".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
        // A length of two gigabytes with nothing behind it.
        bombs.add(new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x06});
        bombs.forEach(bomb -> assertNotValid(bomb, "bomb"));
    }

    private byte[] any() {
        return good.get(random.nextInt(good.size()));
    }

    private void assertNotValid(byte[] input, String what) {
        long begun = THREADS.getCurrentThreadCpuTime();
        SignatureVerdict verdict = verifier.verify(input, Lab.CONTENT, Purpose.SIGNING, Lab.NOW);
        assertThat(verdict).describedAs("%s, seed %d", what, SEED).isNotInstanceOf(SignatureVerdict.Valid.class);
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begun))
                .describedAs("%s, seed %d", what, SEED)
                .isLessThan(BOUND);
    }
}
