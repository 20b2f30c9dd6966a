package kz.negiz.broker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.broker.edition.Editions;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.kit.trace.Traces;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Subject;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@DisplayName("Connectors")
class ConnectorsTest extends BrokerUnderTest {

    private static final String TLS_SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String TLS_CLIENT = "1.3.6.1.5.5.7.3.2";

    @Autowired
    private Editions editions;

    @Autowired
    private TrustBundles trust;

    @TempDir
    private Path folder;

    /** From where a database was asked that is reached by TLS. */
    private final List<InetSocketAddress> askedFrom = new CopyOnWriteArrayList<>();

    private Sources sources(Map<String, String> settings) {
        SourcesProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bind("negiz.sources", SourcesProperties.class)
                .get();
        return new Sources(
                new Connectors(properties, editions, trust, Clock.systemUTC()),
                new SourceHealth(Clock.systemUTC()),
                Traces.none());
    }

    /** One REST connector at the surroundings, and whatever is said beside it. */
    private static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        settings.put("negiz.sources.connectors.rest.base-url", AROUND.url());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("negiz.sources." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private static SourceQuestion question(String service) {
        return new SourceQuestion(
                UUID.randomUUID(),
                service,
                Subject.of(Subject.Kind.BIN, BrokerApi.INSPECTED),
                "STATE_REVENUE_FIELD_INSPECTION",
                BasisKind.INSPECTION_NUMBER,
                "T-2026-0001");
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("when a setting can't work, then the service does not start and says what to do")
    void wrongSettings(String words, Map<String, String> settings) {
        assertThatThrownBy(() -> sources(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(words);
    }

    @Test
    @DisplayName(
            "when a service behind the gateway is promised what its channel or its owner can't do, then nothing starts and it says why")
    void beyondTheGateway() throws IOException {
        String password =
                Files.writeString(folder.resolve("password"), DemoPki.PASSWORD).toString();
        Map<String, String> settings = settings(
                "connectors.shep.kind", "SHEP_SYNC",
                "connectors.shep.base-url", "http://127.0.0.1:9",
                "connectors.shep.shep.sender-id", "NEGIZ",
                "connectors.shep.shep.password-file", password,
                "connectors.shep.shep.key-store-file",
                        PKI.key("platform").file().toString(),
                "connectors.shep.shep.key-store-password-file", password,
                "connectors.shep.shep.gateway-bin", "991340000017",
                "services[0].code", "VEHICLES",
                "services[0].connector", "shep",
                "services[0].nothing", "SCSE001",
                "services[0].owner.bin", "991340000017");

        assertThatThrownBy(() -> sources(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing of VEHICLES in negiz.sources.services is a code that no owner signs");
        settings.put("negiz.sources.services[0].owner.required", "false");
        assertThat(sources(settings)).isNotNull();
        settings.put("negiz.sources.services[0].late-within", "1h");
        assertThatThrownBy(() -> sources(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "late-within of VEHICLES in negiz.sources.services needs a connector of the kind REST or SHEP_ASYNC");
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                Arguments.of(
                        "names FLYING_CARPETS, which the rules in force don't know",
                        settings("services[0].code", "FLYING_CARPETS")),
                Arguments.of(
                        "names VEHICLES twice",
                        settings("services[0].code", "VEHICLES", "services[1].code", "VEHICLES")),
                Arguments.of(
                        "negiz.sources.default-connector is nobody, but negiz.sources.connectors has [rest]",
                        settings("default-connector", "nobody")),
                Arguments.of(
                        "owner of VEHICLES in negiz.sources.services needs a connector of the kind SHEP_SYNC or SHEP_ASYNC",
                        settings("services[0].code", "VEHICLES", "services[0].owner.bin", "991340000017")),
                Arguments.of("negiz.sources.registers is nobody", settings("registers", "nobody")),
                Arguments.of(
                        "connector of VEHICLES in negiz.sources.services is nobody",
                        settings("services[0].code", "VEHICLES", "services[0].connector", "nobody")),
                Arguments.of(
                        "needs its settings under negiz.sources.connectors.shep.shep",
                        settings(
                                "connectors.shep.kind", "SHEP_SYNC", "connectors.shep.base-url", "http://127.0.0.1:9")),
                Arguments.of(
                        "/nowhere/key.password of negiz.sources can't be read",
                        settings(
                                "connectors.shep.kind", "SHEP_ASYNC",
                                "connectors.shep.base-url", "http://127.0.0.1:9",
                                "connectors.shep.shep.sender-id", "NEGIZ",
                                "connectors.shep.shep.password-file", "/nowhere/password",
                                "connectors.shep.shep.key-store-file", "/nowhere/key.p12",
                                "connectors.shep.shep.key-store-password-file", "/nowhere/key.password",
                                "connectors.shep.shep.gateway-bin", "991340000017")),
                Arguments.of(
                        "/nowhere/ca.pem of negiz.sources can't be read",
                        settings("connectors.rest.tls.trusted-certificates-file", "/nowhere/ca.pem")),
                Arguments.of(
                        "/nowhere/schema.json of negiz.sources can't be read",
                        settings("services[0].code", "VEHICLES", "services[0].schema-file", "/nowhere/schema.json")));
    }

    @Test
    @DisplayName("when data are not as the service's schema has them, then the whole answer is refused")
    void schema() throws IOException {
        AROUND.data.put("VEHICLES", "{\"total\":1,\"vehicles\":[{\"plate\":7}]}");
        assertThat(sources(settings()).ask(question("VEHICLES")))
                .isEqualTo(new Outcome.Invalid("not as the schema of the service has it"));

        AROUND.data.put("VEHICLES", "{\"total\":1,\"somethingNew\":true}");
        assertThat(sources(settings()).ask(question("VEHICLES"))).isInstanceOf(Outcome.Answered.class);

        Path own = Files.writeString(
                folder.resolve("own.json"),
                "{\"type\":\"object\",\"required\":[\"owner\"],\"properties\":{\"owner\":{}}}");
        assertThat(sources(settings("services[0].code", "VEHICLES", "services[0].schema-file", own.toString()))
                        .ask(question("VEHICLES")))
                .isEqualTo(new Outcome.Invalid("not as the schema of the service has it"));
    }

    @Test
    @DisplayName(
            "by what a service can be asked is said by its settings, or else by the shipped table; IIN and BIN always")
    void subjectKinds() {
        SubjectKinds shipped = kinds(settings());
        assertThat(shipped.beside("VEHICLES")).containsExactly(Subject.Kind.VIN, Subject.Kind.PLATE);
        assertThat(shipped.beside("TAX_DEBT")).isEmpty();
        assertThat(shipped.takes("TAX_DEBT", Subject.Kind.IIN)).isTrue();

        SubjectKinds own = kinds(settings(
                "services[0].code",
                "VEHICLES",
                "services[0].subjects",
                "PLATE",
                "services[1].code",
                "TAX_DEBT",
                "services[1].subjects",
                "NAME,DOCUMENT"));
        assertThat(own.beside("VEHICLES")).containsExactly(Subject.Kind.PLATE);
        assertThat(own.beside("TAX_DEBT")).containsExactly(Subject.Kind.DOCUMENT, Subject.Kind.NAME);
        assertThat(own.takes("VEHICLES", Subject.Kind.BIN)).isTrue();
        assertThat(own.notTaking(
                        List.of("VEHICLES", "TAX_DEBT"),
                        List.of(new Subject.Plate("123ABC02"), new Subject.Bin(BrokerApi.INSPECTED))))
                .containsExactly("TAX_DEBT");
    }

    private static SubjectKinds kinds(Map<String, String> settings) {
        return new SubjectKinds(new Binder(new MapConfigurationPropertySource(settings))
                .bind("negiz.sources", SourcesProperties.class)
                .get());
    }

    @Test
    @DisplayName("when a service has a time-out of its own, then it holds for it alone")
    void ownTimeout() {
        AROUND.faults.put("VEHICLES", Fault.SLOW);
        Sources sources = sources(settings("services[0].code", "VEHICLES", "services[0].timeout", "100ms"));

        long started = System.nanoTime();
        assertThat(sources.ask(question("VEHICLES"))).isEqualTo(new Outcome.Silent("no answer in time", true));
        assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(4));
    }

    @Test
    @DisplayName("when nobody is at a connector's address, then the connector is left alone, and the other one is not")
    void connectorIsGone() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0)) {
            nobody = taken.getLocalPort();
        }
        Sources sources = sources(settings(
                "connectors.gone.base-url",
                "http://127.0.0.1:" + nobody,
                "services[0].code",
                "VEHICLES",
                "services[0].connector",
                "gone",
                "services[1].code",
                "LAND_PLOTS",
                "services[1].connector",
                "gone"));
        for (int i = 0; i < 5; i++) {
            assertThat(sources.ask(question("VEHICLES")))
                    .isEqualTo(new Outcome.Silent("HttpHostConnectException", false));
            assertThat(sources.ask(question("LAND_PLOTS")))
                    .isEqualTo(new Outcome.Silent("HttpHostConnectException", false));
        }

        assertThat(sources.ask(question("LAND_PLOTS")))
                .isEqualTo(new Outcome.Silent("the connector is left alone after many failures", false));
        assertThat(sources.stateOfConnector("gone")).isEqualTo(SourceState.LEFT_ALONE);
        assertThat(sources.ask(question("TAX_DEBT"))).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    @DisplayName("when one database of a connector fails all the time, then the others are asked as before")
    void oneIsSick() {
        AROUND.faults.put("VEHICLES", Fault.DOWN);
        Sources sources = sources(settings());
        for (int i = 0; i < 12; i++) {
            sources.ask(question("VEHICLES"));
        }

        assertThat(sources.stateOf("VEHICLES")).isEqualTo(SourceState.LEFT_ALONE);
        assertThat(sources.stateOfConnector("rest")).isEqualTo(SourceState.OPEN_TO_QUESTIONS);
        assertThat(sources.ask(question("LAND_PLOTS"))).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    @DisplayName("when all places of a service are taken, then the next question is not made to wait")
    void places() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AROUND.whileAskingOf.put("VEHICLES", () -> {
            asked.countDown();
            await(answer);
        });
        Sources sources =
                sources(settings("connectors.rest.concurrent-per-service", "1", "connectors.rest.concurrent", "2"));
        CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(() -> sources.ask(question("VEHICLES")));
        await(asked);

        assertThat(sources.ask(question("VEHICLES"))).isEqualTo(new Outcome.Silent("too many questions at once", true));
        assertThat(sources.ask(question("LAND_PLOTS"))).isInstanceOf(Outcome.Answered.class);
        answer.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Answered.class);
        assertThat(sources.ask(question("VEHICLES"))).isInstanceOf(Outcome.Answered.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("when the other side wants mutual TLS, then both sides are known to each other, or there is no answer")
    void mutualTls() throws Exception {
        HttpsServer https = wantingClients(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        try {
            String[] withKey = withKey(https);
            String[] trustedOnly = Arrays.copyOf(withKey, 4);
            String[] otherTrust = withKey.clone();
            otherTrust[3] = pem("others.pem", PKI.foreign().certificate()).toString();

            Sources known = sources(settings(withKey));
            for (int i = 0; i < 3; i++) {
                assertThat(known.ask(question("VEHICLES"))).isInstanceOf(Outcome.Answered.class);
            }
            assertThat(askedFrom).as("one connection").hasSize(3).containsOnly(askedFrom.getFirst());
            assertThat(sources(settings(trustedOnly)).ask(question("VEHICLES"))).isInstanceOf(Outcome.Silent.class);
            assertThat(sources(settings(otherTrust)).ask(question("VEHICLES")))
                    .isInstanceOfSatisfying(
                            Outcome.Silent.class,
                            silent -> assertThat(silent.reached()).isFalse());
            assertThat(askedFrom).hasSize(3);
        } finally {
            https.stop(0);
        }
    }

    @Test
    @DisplayName("when the other side's certificate is good and names another one, then nothing is asked")
    void otherName() throws Exception {
        HttpsServer https = wantingClients(new GeneralName(GeneralName.dNSName, "other.example"));
        try {
            assertThat(sources(settings(withKey(https))).ask(question("VEHICLES")))
                    .isEqualTo(new Outcome.Silent("SSLHandshakeException", false));
            assertThat(askedFrom).isEmpty();
        } finally {
            https.stop(0);
        }
    }

    private String[] withKey(HttpsServer https) throws Exception {
        IssuedKey client = PKI.issue(PKI.organisation("tls client").withExtendedKeyUsage(TLS_CLIENT));
        Path key = Files.write(folder.resolve("client.p12"), client.toPkcs12(DemoPki.PASSWORD.toCharArray()));
        Path password = Files.writeString(folder.resolve("password"), DemoPki.PASSWORD);
        return new String[] {
            "connectors.rest.base-url",
                    "https://127.0.0.1:" + https.getAddress().getPort(),
            "connectors.rest.tls.trusted-certificates-file",
                    pem("trusted.pem", PKI.issuing().certificate()).toString(),
            "connectors.rest.tls.key-store-file", key.toString(),
            "connectors.rest.tls.key-store-password-file", password.toString()
        };
    }

    /** A database at 127.0.0.1 whose certificate says what it is called. */
    private HttpsServer wantingClients(GeneralName name) throws Exception {
        IssuedKey server = PKI.issue(PKI.organisation("tls server")
                .withExtendedKeyUsage(TLS_SERVER)
                .withExtension(Extension.create(Extension.subjectAlternativeName, false, new GeneralNames(name))));
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(wantsClients(server));
        https.createContext("/", exchange -> {
            try (exchange) {
                askedFrom.add(exchange.getRemoteAddress());
                byte[] body = ("{\"service\":\"VEHICLES\",\"subject\":{\"kind\":\"BIN\",\"value\":\""
                                + BrokerApi.INSPECTED + "\"},\"retrievedAt\":\"" + Instant.now() + "\",\"data\":{}}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        https.start();
        return https;
    }

    private Path pem(String name, X509Certificate certificate) throws Exception {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static HttpsConfigurator wantsClients(IssuedKey server) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("server", server.privateKey(), new char[0], new X509Certificate[] {server.certificate()});
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, new char[0]);
        KeyStore clients = KeyStore.getInstance("PKCS12");
        clients.load(null, null);
        clients.setCertificateEntry("issuing", PKI.issuing().certificate());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(clients);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        };
    }
}
