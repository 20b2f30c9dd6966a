package kz.negiz.auditlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.TestKafka;
import kz.negiz.testkit.service.TestKeys;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** audit-log-service as it runs, on a free port, with real database and Kafka; asked over HTTP with real tokens. */
public final class RunningLog implements AutoCloseable {

    public static final String NAME = "audit-log-service";
    public static final TestKeys KEYS = TestKeys.create();

    private static final Path LOG_KEY = newLogKey();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private RunningLog(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static TestDatabase newDatabase() {
        return TestDatabase.create("audit", "classpath:db/audit", "classpath:db/migration");
    }

    public static RunningLog start(TestDatabase database, String topic, String... more) {
        List<String> properties = new ArrayList<>();
        database.register((name, value) -> properties.add(name + "=" + value.get()));
        KEYS.register((name, value) -> properties.add(name + "=" + value.get()), NAME);
        TestKafka.register((name, value) -> properties.add(name + "=" + value.get()));
        properties.add("server.port=0");
        properties.add("negiz.audit.topic=" + topic);
        properties.add("negiz.audit.checkpoint-key-file=" + LOG_KEY);
        properties.add("negiz.audit.checkpoint-interval=100ms");
        properties.add("negiz.audit.payload-private-keyset-file=" + KEYS.payloadPrivateKeysetFile());
        properties.add("spring.main.banner-mode=off");
        properties.add("logging.level.org.apache.kafka=ERROR");
        properties.addAll(List.of(more));
        // Given like a command line, since these go before the application's own file.
        return new RunningLog(new SpringApplicationBuilder(AuditLogApplication.class, TestProsecutors.class)
                .run(properties.stream().map(property -> "--" + property).toArray(String[]::new)));
    }

    private static Path newLogKey() {
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            Path file = Files.createTempFile("negiz-test-checkpoint", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                            + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** A user with roles, in good standing. */
    public static Caller.User user(UUID account, String body, String department, AccessRole... roles) {
        return new Caller.User(
                account,
                AccountKind.PERSON,
                Set.of(roles),
                body,
                "STATE_REVENUE",
                department,
                "",
                true,
                "session-1",
                "en");
    }

    public HttpResponse<byte[]> get(Caller.User user, String path) {
        return send(user, "GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public HttpResponse<byte[]> post(Caller.User user, String path, Map<String, ?> body) {
        return send(user, "POST", path, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private HttpResponse<byte[]> send(Caller.User user, String method, String path, HttpRequest.BodyPublisher body) {
        return send(method, path, body, callToken(user, method, path));
    }

    private static String callToken(Caller.User user, String method, String path) {
        String pathOnly = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        return KEYS.tokens("gateway-service").callToken(user, NAME, method, pathOnly);
    }

    /** A page as a browser asks for it. */
    public HttpResponse<byte[]> page(Caller.User user, String path) {
        return sendAsBrowser(user, "GET", path, "text/html", HttpRequest.BodyPublishers.noBody());
    }

    /** A form as a browser sends it. */
    public HttpResponse<byte[]> form(Caller.User user, String path, Map<String, String> fields) {
        return sendAsBrowser(
                user,
                "POST",
                path,
                "application/x-www-form-urlencoded",
                HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    /** A form with a file as a browser sends it. */
    public HttpResponse<byte[]> form(Caller.User user, String path, Map<String, String> fields, byte[] file) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach(
                (name, value) -> part(body, "Content-Disposition: form-data; name=\"" + name + '"', "", value, ""));
        part(
                body,
                "Content-Disposition: form-data; name=\"file\"; filename=\"resolution.pdf\"",
                "Content-Type: application/pdf",
                "",
                "");
        body.writeBytes(file);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return sendAsBrowser(
                user,
                "POST",
                path,
                "multipart/form-data; boundary=b",
                HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static void part(ByteArrayOutputStream body, String... lines) {
        body.writeBytes(("--b\r\n" + String.join("\r\n", lines)).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> sendAsBrowser(
            Caller.User user, String method, String path, String type, HttpRequest.BodyPublisher body) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + callToken(user, method, path))
                .header("Content-Type", type)
                .header("Accept", "text/html")
                .method(method, body));
    }

    /** Asks as another service. */
    public HttpResponse<byte[]> getAsService(String service, String path) {
        Tokens tokens = KEYS.tokens(service);
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), tokens.serviceToken(NAME, "GET", path));
    }

    private HttpResponse<byte[]> send(String method, String path, HttpRequest.BodyPublisher body, String token) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .method(method, body));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
    }
}
