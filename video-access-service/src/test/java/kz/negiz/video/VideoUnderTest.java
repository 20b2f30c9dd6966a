package kz.negiz.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.browser.SigningNcaLayer;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A running service on a real PostgreSQL, with keys of a demo PKI and a registry that the test fills; one for all tests of the JVM. */
@SpringBootTest(
        classes = VideoAccessApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"negiz.portal.demo=true", "negiz.portal.serve-assets=true"})
@Import(VideoUnderTest.Neighbours.class)
public abstract class VideoUnderTest {

    protected static final TestDatabase DATABASE =
            TestDatabase.create("video", "classpath:db/audit", "classpath:db/migration");

    protected static final TestKeys KEYS = TestKeys.create();

    protected static final DemoPki PKI = DemoPki.openOrCreate(temporaryFolder(), Clock.systemUTC(), Branch.ECDSA);

    protected static final TestRegistry REGISTRY = new TestRegistry();

    /** Whether the trust list of the gateway can be had. */
    protected static final TestTrust TRUST = new TestTrust();

    /** Signs what pages ask to be signed. */
    protected static final SigningNcaLayer NCALAYER = SigningNcaLayer.start();

    @LocalServerPort
    protected int port;

    protected VideoApi api;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        KEYS.register(registry, VideoApi.SERVICE);
        registry.add("negiz.portal.ncalayer-port", NCALAYER::port);
    }

    @BeforeEach
    void connect() {
        api = new VideoApi(port, KEYS, PKI, REGISTRY);
        TRUST.known = true;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("negiz-video-test-pki-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The trust list, which may get lost. */
    protected static final class TestTrust implements TrustBundles {

        public volatile boolean known = true;
        private final SignatureVerifier verifier = new SignatureVerifier(bundle(), EdsPolicy.national());

        private static TrustBundle bundle() {
            try {
                return TrustBundle.read(
                        PKI.anchorsDir(),
                        PKI.intermediatesDir(),
                        PKI.crlsDir(),
                        1,
                        Clock.systemUTC().instant());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<TrustBundle> current() {
            return verifier().map(SignatureVerifier::bundle);
        }

        @Override
        public Optional<SignatureVerifier> verifier() {
            return known ? Optional.of(verifier) : Optional.empty();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Neighbours {

        @Bean
        StandingClient standingClient() {
            return REGISTRY;
        }

        @Bean
        TrustBundles trustBundles() {
            return TRUST;
        }
    }
}
