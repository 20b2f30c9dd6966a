package kz.negiz.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.EdsPolicy;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.TrustBundle;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.browser.SigningNcaLayer;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A running broker on a real PostgreSQL, with real keys and signatures; one for all tests of the JVM. */
@SpringBootTest(classes = QueryBrokerApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(BrokerUnderTest.DemoTrust.class)
// On a busy machine no source is taken for silent that is not; who tests silence sets less.
// Encumbrances are looked after when a test says so.
@TestPropertySource(properties = {"negiz.sources.connectors.rest.timeout=60s", "negiz.encumbrances.look-every=5m"})
public abstract class BrokerUnderTest {

    protected static final String SERVICE = "query-broker-service";

    protected static final TestDatabase DATABASE =
            TestDatabase.create("broker", "classpath:db/audit", "classpath:db/migration");
    protected static final TestKeys KEYS = TestKeys.create();
    protected static final DemoPki PKI = DemoPki.openOrCreate(folder(), Clock.systemUTC());
    protected static final Surroundings AROUND = new Surroundings();
    protected static final SigningNcaLayer NCALAYER = SigningNcaLayer.start();

    @LocalServerPort
    protected int port;

    protected BrokerApi api;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        KEYS.register(registry, SERVICE);
        registry.add("negiz.sources.connectors.rest.base-url", AROUND::url);
        // As in the demo; beside it this service gives out the files of its pages, which is otherwise the gateway's
        // part.
        registry.add("negiz.portal.demo", () -> "true");
        registry.add("negiz.portal.serve-assets", () -> "true");
        registry.add("negiz.portal.ncalayer-port", NCALAYER::port);
        registry.add(
                "negiz.copies.seal-key-store-file", () -> PKI.key("platform").file());
        registry.add("negiz.copies.seal-key-store-password-file", BrokerUnderTest::passwordFile);
        registry.add("negiz.services.registry-url", AROUND::url);
        registry.add("negiz.services.gateway-url", AROUND::url);
    }

    @Autowired
    private JdbcClient outbox;

    /** What was put on record of a question, in its order. */
    protected List<AuditEvent> eventsOf(UUID reference) {
        return outbox
                .sql("select event from audit_outbox order by number")
                .query((row, index) -> AuditEvent.parse(row.getBytes("event")))
                .list()
                .stream()
                .filter(event -> event.reference().filter(reference::equals).isPresent())
                .toList();
    }

    @BeforeEach
    void connect() {
        AROUND.forget();
        api = new BrokerApi(port, KEYS, PKI, AROUND);
    }

    /** The same service on the same database, beside this one; whoever starts it closes it. */
    protected static ConfigurableApplicationContext anotherInstance(
            ConfigurableEnvironment of, Map<String, Object> changed) {
        StandardEnvironment same = new StandardEnvironment();
        of.getPropertySources().stream()
                // Its own port is for each instance to say.
                .filter(source -> !source.getName().equals("server.ports"))
                .forEach(source -> same.getPropertySources().addLast(source));
        Map<String, Object> own = new HashMap<>(changed);
        own.put("server.port", "0");
        same.getPropertySources().addFirst(new MapPropertySource("another", own));
        SpringApplication application = new SpringApplication(QueryBrokerApplication.class, DemoTrust.class);
        application.setEnvironment(same);
        return application.run();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("negiz-test-pki-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path passwordFile() {
        try {
            return Files.writeString(Files.createTempFile("negiz-test-seal-", ".password"), DemoPki.PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trusts the demo PKI, without a gateway. */
    @TestConfiguration(proxyBeanMethods = false)
    static class DemoTrust {

        @Bean
        @Primary
        TrustBundles demoTrust() throws IOException {
            TrustBundle bundle =
                    TrustBundle.read(PKI.anchorsDir(), PKI.intermediatesDir(), PKI.crlsDir(), 1, Instant.now());
            SignatureVerifier verifier = new SignatureVerifier(bundle, EdsPolicy.national());
            return new TrustBundles() {
                @Override
                public Optional<TrustBundle> current() {
                    return Optional.of(bundle);
                }

                @Override
                public Optional<SignatureVerifier> verifier() {
                    return Optional.of(verifier);
                }
            };
        }
    }
}
