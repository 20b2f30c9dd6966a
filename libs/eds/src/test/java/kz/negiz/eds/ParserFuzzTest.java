package kz.negiz.eds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import kz.negiz.eds.FuzzTarget.Parser;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every parser that strangers reach, fed with real data and with what chance makes of it; in the long test
 * ({@code -Dnegiz.test.long=true}) by Jazzer, which looks for inputs that reach more of the code, a minute each or
 * {@code -Dnegiz.fuzz.seconds}.
 */
class ParserFuzzTest {

    private static final long SEED = Long.getLong("negiz.fuzz.seed", 20261122);
    private static final int ROUNDS = 40;
    private static final int SECONDS = Integer.getInteger("negiz.fuzz.seconds", 60);
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final Path NATIONAL = Path.of("src/test/resources/national");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final X509Certificate LEAF = Lab.PKI.key("head").certificate();
    private static final X509Certificate ISSUER = Lab.PKI.issuing().certificate();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatChanceMakesOfRealDataIsReadOrRefused(Parser parser) throws Exception {
        FuzzTarget target = new FuzzTarget(parser, Lab.verifier(), LEAF, ISSUER);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        for (byte[] seed : seeds(parser)) {
            read(target, seed, "seed");
            for (int round = 0; round < ROUNDS; round++) {
                read(target, bent(seed, random), "round " + round);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "negiz.test.long", matches = "true")
    void whatJazzerMakesOfItToo(Parser parser) throws Exception {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        List<byte[]> seeds = seeds(parser);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Files.write(folder.resolve("bundle"), Lab.bundle().toBytes());
        Files.write(folder.resolve("leaf.cer"), LEAF.getEncoded());
        Files.write(folder.resolve("issuer.cer"), ISSUER.getEncoded());
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx512m",
                        "-Dnegiz.fuzz.trust=" + folder,
                        "-Dnegiz.fuzz.parser=" + parser,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzTarget.class.getName(),
                        "--instrumentation_includes=kz.negiz.**:org.bouncycastle.asn1.**",
                        "--reproducer_path=" + folder,
                        corpus.toString(),
                        "-artifact_prefix=" + folder + "/",
                        "-max_len=65536",
                        "-timeout=10",
                        "-max_total_time=" + SECONDS)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(SECONDS + 120L, TimeUnit.SECONDS)).isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        String said = Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
        assertThat(jazzer.exitValue()).as(said).isZero();
        assertThat(said).contains("Done ");
    }

    private static void read(FuzzTarget target, byte[] input, String what) {
        long begun = THREADS.getCurrentThreadCpuTime();
        assertThatCode(() -> target.read(input))
                .describedAs("%s, seed %d", what, SEED)
                .doesNotThrowAnyException();
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begun))
                .describedAs("%s, seed %d", what, SEED)
                .isLessThan(BOUND);
    }

    /** Some bytes changed, cut out, doubled or put in. */
    private static byte[] bent(byte[] seed, RandomGenerator random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = random.nextInt(seed.length);
        int length = Math.min(1 + random.nextInt(1 + random.nextInt(32)), seed.length - at);
        out.write(seed, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> out.write(seed[at] ^ 1 << random.nextInt(8));
            case 1 -> out.write(random.nextInt(256));
            case 2 -> {
                out.write(seed, at, length);
                out.write(seed, at, length);
            }
            case 3 -> {
                // cut out
            }
            default -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                out.writeBytes(noise);
            }
        }
        int rest = Math.min(seed.length, at + (out.size() == at + 1 ? 1 : length));
        out.write(seed, rest, seed.length - rest);
        return out.toByteArray();
    }

    private static List<byte[]> seeds(Parser parser) throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        switch (parser) {
            case CMS -> {
                seeds.addAll(national(".cms"));
                seeds.add(Lab.signer("head").sign(FuzzTarget.CONTENT, true));
                seeds.add(Lab.signer("head-gost").sign(FuzzTarget.CONTENT, false));
            }
            case CERTIFICATE -> {
                seeds.addAll(national(".cer"));
                for (String key : List.of("head", "owner", "system", "head-gost", "expired")) {
                    seeds.add(Lab.PKI.key(key).certificate().getEncoded());
                }
            }
            case OCSP_ANSWER -> {
                for (String key : List.of("head", "revoked")) {
                    seeds.add(Lab.PKI
                            .ocspAuthority()
                            .answer(OcspAnswer.request(
                                    Lab.PKI.key(key).certificate().getSerialNumber(), ISSUER, new byte[32])));
                }
            }
            case TIME_STAMP -> {
                for (String policy : List.of("1.2.398.3.3.2.6.2", "1.2.398.3.3.2.6.4")) {
                    TimeStampRequest request =
                            TimeStampRequest.over(FuzzTarget.CONTENT, TimeStampRequest.SHA_256, Optional.of(policy));
                    seeds.add(
                            TimeStampRequest.token(Lab.PKI.timeStampAuthority().answer(request.toBytes())));
                }
            }
            case XML_SIGNATURE -> seeds.addAll(national(".xml"));
            case REVOCATION_LIST -> {
                seeds.addAll(national(".crl"));
                seeds.addAll(files(Lab.PKI.crlsDir(), ".crl"));
            }
            case TRUST_BUNDLE -> seeds.add(Lab.bundle().toBytes());
            case EVIDENCE -> {
                byte[] cms = Lab.signer("head").sign(FuzzTarget.CONTENT, true);
                if (Lab.verifier().verify(cms, FuzzTarget.CONTENT, Purpose.SIGNING, Lab.NOW)
                        instanceof SignatureVerdict.Valid valid) {
                    seeds.add(valid.evidence().toBytes());
                }
            }
        }
        assertThat(seeds).as(parser.name().toLowerCase(Locale.ROOT)).isNotEmpty();
        return seeds;
    }

    private static List<byte[]> national(String ending) throws IOException {
        return files(NATIONAL, ending);
    }

    private static List<byte[]> files(Path of, String ending) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(of)) {
            for (Path file : files.filter(each -> each.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                contents.add(Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
