package kz.negiz.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A running registry on a real PostgreSQL, with a first administrator; one for all tests of the JVM. */
@SpringBootTest(
        classes = AccessRegistryApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "negiz.portal.serve-assets=true")
@Import(RegistryUnderTest.TestTrustConfiguration.class)
public abstract class RegistryUnderTest {

    protected static final String SERVICE = "access-registry-service";

    protected static final TestDatabase DATABASE =
            TestDatabase.create("registry", "classpath:db/audit", "classpath:db/migration");

    protected static final TestKeys KEYS = TestKeys.create();

    protected static final String FIRST_ADMINISTRATOR = SyntheticNumbers.iin("registry test first administrator");

    protected static final TestTrust TRUST = new TestTrust();

    @LocalServerPort
    protected int port;

    protected RegistryApi api;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        KEYS.register(registry, SERVICE);
        Path searchKey = searchKeyFile();
        registry.add("negiz.registry.search-key-file", searchKey::toString);
        registry.add("negiz.registry.first-administrator-iin", () -> FIRST_ADMINISTRATOR);
    }

    /** The trust list of the test in place of the gateway's. */
    @TestConfiguration
    static class TestTrustConfiguration {
        @Bean
        TrustBundles trustBundles() {
            return TRUST;
        }
    }

    @BeforeEach
    void connect() {
        api = new RegistryApi(port, KEYS);
    }

    private static Path searchKeyFile() {
        try {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Path file = Files.createTempFile("negiz-test-search-key-", ".hex");
            file.toFile().deleteOnExit();
            return Files.writeString(file, HexFormat.of().formatHex(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
