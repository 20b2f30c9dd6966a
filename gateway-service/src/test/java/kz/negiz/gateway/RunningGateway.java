package kz.negiz.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import kz.negiz.demo.pki.Branch;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.gateway.trust.TrustInTests;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.ObjectMapper;

/** A whole gateway on a port, with a real database, a real PKI, and a server that stands for everything behind it. */
@SpringBootTest(
        classes = GatewayService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "negiz.gateway.networks.permitted=127.0.0.0/8",
            "negiz.gateway.edge.drain=0s",
            "negiz.gateway.edge.max-body=256KB",
            "negiz.gateway.routing.answer-timeout=1s",
            "negiz.gateway.login.per-address-and-minute=100000",
            "negiz.gateway.login.per-holder-and-minute=100000"
        })
@Import(RunningGateway.TimeInTests.class)
public abstract class RunningGateway {

    protected static final TestClock CLOCK = new TestClock();
    protected static final TestKeys KEYS = TestKeys.create();
    protected static final DemoPki PKI = pki();
    protected static final TestDatabase DATABASE =
            TestDatabase.create("gateway", "classpath:db/audit", "classpath:db/migration");
    protected static final TestUpstream UPSTREAM = TestUpstream.start(KEYS, CLOCK);

    /** Where users reach the gateway, as it is told; tests reach it past that. */
    public static final String EXTERNAL = "https://negiz.test";

    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private ApplicationContext context;

    /** Time moves by this clock. */
    @TestConfiguration(proxyBeanMethods = false)
    static class TimeInTests {

        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        KEYS.register(registry, "gateway-service");
        registry.add("negiz.gateway.external-url", () -> EXTERNAL);
        registry.add("negiz.trust.anchors-dir", () -> PKI.anchorsDir().toString());
        registry.add("negiz.trust.first-anchors", () -> TrustInTests.fingerprints(PKI.anchorsDir()));
        registry.add(
                "negiz.trust.intermediates-dir", () -> PKI.intermediatesDir().toString());
        registry.add("negiz.trust.crls-dir", () -> PKI.crlsDir().toString());
        for (String service : List.of("registry", "broker", "video", "audit")) {
            registry.add("negiz.services." + service + "-url", UPSTREAM::url);
        }
    }

    @BeforeEach
    void beginAnew() {
        UPSTREAM.reset();
        CLOCK.reset();
        rereadTrust();
    }

    /** The gateway looks at the folders of its trust list at once. */
    protected void rereadTrust() {
        TrustInTests.reread(context);
    }

    /** A signer with a key of the demo PKI. */
    protected static CmsSigner signer(String name) {
        try {
            return CmsSigner.fromPkcs12(PKI.key(name).file(), DemoPki.PASSWORD.toCharArray())
                    .withClock(CLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected static String iin(String name) {
        return PKI.key(name).iin();
    }

    protected Browser browser() {
        return new Browser(port);
    }

    /** What the gateway gave a browser to sign. */
    protected record Challenge(UUID id, byte[] content) {}

    protected static Challenge challenge(Browser browser, String... headers) {
        Browser.Answer answer = browser.post("/api/login/challenge", "", headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new Challenge(
                UUID.fromString(answer.json().path("challengeId").asString()),
                Base64.getDecoder().decode(answer.json().path("challenge").asString()));
    }

    protected static Browser.Answer answer(Browser browser, UUID challenge, byte[] signature, String... headers) {
        return browser.post(
                "/api/login",
                JSON.createObjectNode()
                        .put("challengeId", challenge.toString())
                        .put("signature", Base64.getEncoder().encodeToString(signature))
                        .toString(),
                headers);
    }

    /** Logs in as far as the gateway lets the key. */
    protected static Browser.Answer login(Browser browser, CmsSigner signer, String... headers) {
        Challenge challenge = challenge(browser, headers);
        return answer(browser, challenge.id(), signer.sign(challenge.content(), true), headers);
    }

    /** A browser with an open session of a registered officer. */
    protected Browser officer(String key) {
        UPSTREAM.registerOfficer(iin(key));
        Browser browser = browser();
        Browser.Answer answer = login(browser, signer(key));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return browser;
    }

    /** The events of an action on record, as they stand in the outbox, the latest last. */
    protected List<String> events(String action) {
        return jdbc
                .sql("select event from audit_outbox order by number")
                .query((row, index) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .list()
                .stream()
                .filter(event -> event.contains("\"action\":\"" + action + "\""))
                .toList();
    }

    private static DemoPki pki() {
        try {
            Path folder = Files.createTempDirectory("negiz-gateway-test-");
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> delete(folder)));
            return DemoPki.openOrCreate(folder, Clock.systemUTC(), Branch.ECDSA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
