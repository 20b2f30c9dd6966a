package kz.negiz.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.LeafSpec;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@TestPropertySource(properties = "negiz.gateway.systems.port=0")
@DisplayName("The port on which information systems show their certificates")
class SystemPortTest extends RunningGateway {

    private static final TestTls TLS = TestTls.create();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final char[] PASSWORD = DemoPki.PASSWORD.toCharArray();
    private static final String ME = "/api/session";
    private static final String LOGIN = "/api/login/certificate";

    @Autowired
    private ServletWebServerApplicationContext server;

    private UUID account = new UUID(0, 0);

    @DynamicPropertySource
    static void tls(DynamicPropertyRegistry registry) {
        TLS.registerBundle(registry);
    }

    @BeforeEach
    void register() {
        account = UPSTREAM.registerSystem(PKI.key("system").bin(), "2.999.1");
    }

    private int systemsPort() {
        TomcatWebServer tomcat = (TomcatWebServer) Objects.requireNonNull(server.getWebServer());
        return Arrays.stream(tomcat.getTomcat().getService().findConnectors())
                .filter(connector -> connector.getSecure())
                .findFirst()
                .orElseThrow()
                .getLocalPort();
    }

    /** A program with a key to show. */
    private record Program(HttpClient client, int port) {

        HttpResponse<String> send(String method, String path, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(20))
                    .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "{}" : ""))
                    .header("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        String login() {
            HttpResponse<String> answer = send("POST", LOGIN);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json(answer).path("access_token").asString();
        }

        HttpResponse<String> get(String path, String token) {
            return send("GET", path, "Authorization", "Bearer " + token);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static String problem(HttpResponse<String> answer) {
        return json(answer).path("type").asString("").replace("urn:negiz:problem:", "");
    }

    private Program program(String key) {
        try (InputStream file = Files.newInputStream(PKI.key(key).file())) {
            return program(file, PASSWORD);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Program program(InputStream file, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, password);
            return program(keys.getKeyManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Program program(KeyManager... keys) {
        return new Program(
                HttpClient.newBuilder()
                        .sslContext(TLS.client(keys))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                systemsPort());
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("error=\"" + error + "\"");
        assertThat(json(answer).path("reason").asString()).isEqualTo(reason);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    @DisplayName("a registered system comes in by its certificate, and goes on with a token that counts with it alone")
    void comesIn() {
        Program system = program("system");
        HttpResponse<String> entered = system.send("POST", LOGIN);

        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(200);
        assertThat(json(entered).path("token_type").asString()).isEqualTo("Bearer");
        assertThat(entered.headers().allValues("Set-Cookie")).isEmpty();
        String token = json(entered).path("access_token").asString();
        HttpResponse<String> me = system.get(ME, token);
        assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
        assertThat(json(me).path("kind").asString()).isEqualTo("SYSTEM");
        assertThat(json(me).path("account").asString()).isEqualTo(account.toString());
        assertThat(system.get("/api/questions/services", token).statusCode()).isEqualTo(200);
        assertThat(UPSTREAM.forUsers().getLast().header("Authorization"))
                .get()
                .asString()
                .doesNotContain(token);
        assertThat(events("LOGIN").getLast()).contains("\"outcome\":\"PERMITTED\"", account.toString());
        assertThat(system.send("GET", ME).statusCode())
                .as("the certificate alone")
                .isEqualTo(401);
    }

    @Test
    @DisplayName("nobody comes as far as a request without the key of a certificate")
    void withoutACertificate() {
        Program nobody = program();
        assertThatThrownBy(() -> nobody.send("GET", ME)).isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    @DisplayName("a stolen token is worth nothing with another certificate, nor on the users' port")
    void stolenToken() throws IOException {
        String token = program("system").login();
        UPSTREAM.registerSystem(SyntheticNumbers.bin("a thieving system"), "2.999.8");
        Program thief = issued("a thieving system", "2.999.8");

        assertRefused(thief.get(ME, token), 401, "invalid_token", "NOT_OPEN");
        assertRefused(program("head").get(ME, token), 401, "invalid_token", "NOT_OPEN");
        assertThat(browser().get(ME, "Authorization: Bearer " + token).status()).isEqualTo(401);
        Browser asCookie = browser();
        asCookie.setCookie("negiz-session", token);
        assertThat(asCookie.get(ME).status()).isEqualTo(401);
        assertThat(browser().post(LOGIN, "").status()).isEqualTo(404);
        assertThat(program("system").get(ME, token).statusCode()).isEqualTo(200);
    }

    private Program issued(String name, String identifier) throws IOException {
        return program(new ByteArrayInputStream(system(name, identifier).toPkcs12(PASSWORD)), PASSWORD);
    }

    private static IssuedKey system(String name, String identifier) {
        return PKI.issue(LeafSpec.system(
                "Сынақ жүйе",
                identifier,
                "Орган",
                SyntheticNumbers.bin(name),
                CLOCK.instant().minusSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({
        "head, other-way-of-login, ''",
        "owner, other-way-of-login, ''",
        "revoked, signature-refused, CERTIFICATE_REVOKED",
        "expired, signature-refused, CERTIFICATE_EXPIRED",
        "foreign, signature-refused, ISSUER_NOT_GENUINE",
        "head-file, signature-refused, KEY_STORAGE_NOT_PERMITTED",
    })
    @DisplayName("a certificate is judged like that of any login, and only a system's opens this way (R41-2b)")
    void judged(String key, String problem, String reason) {
        UPSTREAM.registerOfficer(iin("head"));
        HttpResponse<String> answer = program(key).send("POST", LOGIN);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(problem(answer)).isEqualTo(problem);
        assertThat(json(answer).path("reason").asString("")).isEqualTo(reason);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    @DisplayName("a system that is not registered is refused, on record (R41-2a)")
    void notRegistered() throws IOException {
        HttpResponse<String> answer = issued("an unknown system", "2.999.9").send("POST", LOGIN);

        assertThat(problem(answer)).isEqualTo("no-standing");
        assertThat(events("LOGIN").getLast()).contains("\"outcome\":\"REFUSED\"");
    }

    @Test
    @DisplayName("this port knows no pages, no cookies, no other way of login and no proofs")
    void nothingElse() {
        Program system = program("system");
        String token = system.login();
        for (String page : List.of("/", "/login", "/registry/users", "/actuator/health", "/internal/trust/bundle")) {
            assertRefused(system.get(page, token), 400, "invalid_request", "PAGE");
        }
        assertRefused(system.send("POST", "/api/login/challenge"), 400, "invalid_request", "PORT");
        assertRefused(system.send("POST", "/logout"), 400, "invalid_request", "PAGE");
        String cookie = officer("head").cookie("negiz-session").orElseThrow();
        assertRefused(system.send("GET", ME, "Cookie", "negiz-session=" + cookie), 400, "invalid_request", "COOKIE");
        assertRefused(
                system.send("GET", ME, "Authorization", "Bearer " + token, "Cookie", "negiz-session=" + cookie),
                400,
                "invalid_request",
                "COOKIE");
        assertRefused(
                system.send("GET", ME, "Authorization", "Bearer " + token, "DPoP", "x"),
                400,
                "invalid_request",
                "AUTHORIZATION");
        assertRefused(
                system.send("GET", ME, "Authorization", "DPoP " + token), 400, "invalid_request", "AUTHORIZATION");
        assertRefused(
                system.send("GET", ME, "Authorization", "Bearer " + token, "Authorization", "Bearer " + token),
                400,
                "invalid_request",
                "AUTHORIZATION");
        assertThat(problem(system.send("POST", LOGIN, "Origin", "https://elsewhere.example")))
                .isEqualTo("cross-site");
    }

    @Test
    @DisplayName("its sessions end like all others: by block, by logout, by revocation, by the limits")
    void ends() throws IOException {
        Program system = program("system");
        String token = system.login();
        assertThat(system.send("DELETE", ME, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(204);
        assertRefused(system.get(ME, token), 401, "invalid_token", "NOT_OPEN");

        String second = system.login();
        UPSTREAM.block(account);
        assertThat(problem(system.get(ME, second))).isEqualTo("no-standing");
        assertRefused(system.get(ME, second), 401, "invalid_token", "NOT_OPEN");

        IssuedKey key = system("a system to revoke", "2.999.10");
        UPSTREAM.registerSystem(SyntheticNumbers.bin("a system to revoke"), "2.999.10");
        Program other = program(new ByteArrayInputStream(key.toPkcs12(PASSWORD)), PASSWORD);
        String third = other.login();
        PKI.revoke(key.certificate(), CRLReason.keyCompromise);
        rereadTrust();
        assertRefused(other.get(ME, third), 401, "invalid_token", "NOT_OPEN");
        assertThat(json(other.send("POST", LOGIN)).path("reason").asString()).isEqualTo("CERTIFICATE_REVOKED");

        account = UPSTREAM.registerSystem(PKI.key("system").bin(), "2.999.1");
        String fourth = system.login();
        CLOCK.goOn(Duration.ofMinutes(16));
        assertRefused(system.get(ME, fourth), 401, "invalid_token", "NOT_OPEN");
    }
}
