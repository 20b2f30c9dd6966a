package kz.negiz.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import kz.negiz.demo.pki.CertificationAuthority;
import kz.negiz.demo.pki.CrlSpec;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.Signer;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.kit.identity.AccessRole;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("Fetching revocation lists")
class ListDownloadsTest extends RunningGateway {

    private static final char[] PASSWORD = "only-here".toCharArray();
    private static final Path FOLDER = copyOfTheLists();
    private static final HttpServer PUBLISHER = publisher();
    private static volatile Publishing publishing = ListDownloadsTest::honestly;

    @Autowired
    private ListDownloads downloads;

    /** What the publisher does with a request. */
    @FunctionalInterface
    interface Publishing {
        void answer(HttpExchange exchange) throws IOException;
    }

    @DynamicPropertySource
    static void folders(DynamicPropertyRegistry registry) {
        registry.add("negiz.trust.crls-dir", FOLDER::toString);
        registry.add(
                "negiz.trust.downloads.urls",
                () -> "http://127.0.0.1:" + PUBLISHER.getAddress().getPort() + "/issuing.crl");
        registry.add("negiz.trust.downloads.every", () -> "6h");
        registry.add("negiz.trust.downloads.timeout", () -> "10s");
    }

    @BeforeEach
    void publishTheLatest() {
        publishing = ListDownloadsTest::honestly;
        downloads.fetch();
    }

    @Test
    @DisplayName("R41-2b: a key is refused as soon as the published list that names it was fetched")
    void freshList() throws IOException {
        IssuedKey key = PKI.issue(PKI.person("ЖАРИЯЛАНҒАН"));
        assertThat(enter(key).status()).isEqualTo(200);
        PKI.revoke(key.certificate(), CRLReason.keyCompromise);
        PKI.refreshCrls();
        assertThat(enter(key).status()).as("nobody has fetched it").isEqualTo(200);

        downloads.fetch();

        assertThat(enter(key).json().path("reason").asString("")).isEqualTo("CERTIFICATE_REVOKED");
        assertThat(state().problem()).isEmpty();
    }

    @Test
    @DisplayName("what has not changed is not sent again")
    void notModified() {
        publishing = exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            send(exchange, 200, list());
        };
        PKI.refreshCrls();
        downloads.fetch();
        AtomicReference<String> known = new AtomicReference<>("");
        publishing = exchange -> {
            known.set(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.sendResponseHeaders(304, -1);
        };

        downloads.fetch();

        assertThat(known).hasValue("\"one\"");
        assertThat(state().problem()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("HTTP_404", (Publishing) exchange -> send(exchange, 404, new byte[0])),
                Arguments.of("HTTP_302", (Publishing) exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1/elsewhere.crl");
                    send(exchange, 302, new byte[0]);
                }),
                Arguments.of("NOT_COMPLETE", (Publishing) exchange -> {
                    byte[] list = list();
                    exchange.sendResponseHeaders(200, list.length);
                    exchange.getResponseBody().write(list, 0, list.length / 2);
                    exchange.getResponseBody().flush();
                    exchange.close();
                }),
                Arguments.of("NOT_COMPLETE", (Publishing) exchange -> {
                    exchange.sendResponseHeaders(200, 100L << 20);
                    byte[] block = new byte[1 << 20];
                    for (int i = 0; i < 100; i++) {
                        exchange.getResponseBody().write(block);
                    }
                }),
                Arguments.of("NO_LIST", (Publishing)
                        exchange -> send(exchange, 200, "<html>".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("NO_LIST", (Publishing) exchange -> send(exchange, 200, new byte[0])),
                Arguments.of("NO_LIST", (Publishing)
                        exchange -> send(exchange, 200, Arrays.copyOf(list(), list().length - 1))),
                Arguments.of("REVOCATION_LIST_NOT_GENUINE", (Publishing) exchange -> {
                    byte[] altered = list();
                    altered[altered.length - 1] ^= 1;
                    send(exchange, 200, altered);
                }),
                Arguments.of("REVOCATION_LIST_NOT_GENUINE", (Publishing) exchange ->
                        send(exchange, 200, made(PKI.foreign(), CrlSpec.empty(CLOCK.instant(), 900)))),
                Arguments.of("REVOCATION_LIST_STALE", (Publishing) exchange -> send(
                        exchange,
                        200,
                        made(PKI.issuing(), CrlSpec.empty(CLOCK.instant().minus(Duration.ofDays(30)), 900)))),
                Arguments.of("OLDER_THAN_KNOWN", (Publishing) exchange -> send(
                        exchange,
                        200,
                        made(PKI.issuing(), CrlSpec.empty(CLOCK.instant().minus(Duration.ofHours(1)), 1)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("whatever else comes is not taken, what is there stays, and the operator reads why")
    void fault(String problem, Publishing fault) throws IOException {
        IssuedKey revoked = PKI.issue(PKI.person("КЕРІ АЛЫНҒАН"));
        PKI.revoke(revoked.certificate(), CRLReason.keyCompromise);
        PKI.refreshCrls();
        publishing = ListDownloadsTest::honestly;
        downloads.fetch();
        publishing = fault;
        List<String> before = names();

        downloads.fetch();

        assertThat(state().problem()).contains(problem);
        assertThat(names()).as("no draft is left").isEqualTo(before);
        assertThat(enter(revoked).json().path("reason").asString("")).isEqualTo("CERTIFICATE_REVOKED");
        assertThat(enter(PKI.issue(PKI.person("ЖАҚСЫ"))).status()).isEqualTo(200);
        UPSTREAM.register(iin("administrator"), "", "PERSON", Set.of(AccessRole.OPERATOR), true);
        Browser operator = browser();
        assertThat(login(operator, signer("administrator")).status()).isEqualTo(200);
        assertThat(operator.get("/trust", "Accept: text/html").text()).contains("<code>" + problem + "</code>");
    }

    private ListDownload.State state() {
        return downloads.all().getFirst().state();
    }

    private Browser.Answer enter(IssuedKey key) throws IOException {
        UPSTREAM.registerOfficer(Signer.namedBy(key.certificate()).orElseThrow().iin());
        return login(
                browser(),
                CmsSigner.fromPkcs12(new ByteArrayInputStream(key.toPkcs12(PASSWORD)), PASSWORD)
                        .withClock(CLOCK));
    }

    private static List<String> names() {
        return Arrays.stream(Objects.requireNonNull(FOLDER.toFile().list()))
                .sorted()
                .toList();
    }

    private static void honestly(HttpExchange exchange) throws IOException {
        send(exchange, 200, list());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** The list that the authority has issued last. */
    private static byte[] list() throws IOException {
        return Files.readAllBytes(PKI.crlsDir().resolve("demo-issuing.crl"));
    }

    private static byte[] made(CertificationAuthority by, CrlSpec spec) {
        try {
            return by.crl(spec).getEncoded();
        } catch (CRLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer publisher() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    publishing.answer(exchange);
                }
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyOfTheLists() {
        try {
            Path folder = Files.createDirectory(PKI.directory().resolve("fetched"));
            for (String each :
                    List.of("demo-root.crl", "demo-root-gost.crl", "demo-issuing.crl", "demo-issuing-gost.crl")) {
                Files.copy(PKI.crlsDir().resolve(each), folder.resolve(each));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
