package kz.negiz.video;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.pki.IssuedKey;
import kz.negiz.demo.pki.KeyKind;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.eds.CmsSigner;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.testkit.service.TestKeys;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its users reach it through the gateway, and people to use it with. */
public final class VideoApi {

    public static final String SERVICE = "video-access-service";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Tokens gateway;
    private final DemoPki pki;
    private final TestRegistry registry;

    VideoApi(int port, TestKeys keys, DemoPki pki, TestRegistry registry) {
        this.port = port;
        this.gateway = keys.tokens("gateway-service");
        this.pki = pki;
        this.registry = registry;
    }

    /** An officer of warehouse control of a body. */
    public Caller.User officer(String body) {
        return registry.register(AccessRole.WAREHOUSE_OFFICER, body, "", "");
    }

    public Caller.User operator() {
        return registry.register(AccessRole.OPERATOR, "committee", "", "");
    }

    /** An owner with an organisation's key and an account. */
    public Owner owner() {
        String name = "OWNER " + COUNTER.incrementAndGet();
        IssuedKey key = pki.issue(pki.organisation(name).withKeyKind(KeyKind.EC_P256));
        String body = "owner-" + COUNTER.incrementAndGet();
        Caller.User user = registry.register(
                AccessRole.WAREHOUSE_OWNER, body, SyntheticNumbers.iin(name), SyntheticNumbers.bin(name));
        return new Owner(user, body, SyntheticNumbers.bin(name), CmsSigner.of(key.privateKey(), key.certificate()));
    }

    /** A warehouse of an owner, entered by a body. */
    public String warehouse(Owner owner, String body) {
        return post(
                        operator(),
                        "/api/video/warehouses",
                        Map.of(
                                "ownerBody",
                                owner.body(),
                                "ownerBin",
                                owner.bin(),
                                "name",
                                "УСҚ " + COUNTER.incrementAndGet(),
                                "address",
                                "Алматы қ., Бекмаханов к-сі, 96",
                                "registeredByBody",
                                body))
                .expect(201)
                .text("id");
    }

    /** A request of an officer about a warehouse. */
    public String request(Caller.User officer, String warehouse) {
        return post(
                        officer,
                        "/api/video/requests",
                        Map.of("warehouseId", warehouse, "reason", "Қойманы қашықтан бақылау үшін"))
                .expect(201)
                .text("id");
    }

    /** Has a document issued, signs it with the owner's key and sends it in. */
    public Answer handOver(Owner owner, Map<String, ?> wanted) {
        String document = post(owner.user(), "/api/video/credentials/document", wanted)
                .expect(200)
                .text("document");
        return sendSigned(owner.user(), document, owner.key());
    }

    public Answer sendSigned(Caller.User carrier, String document, CmsSigner key) {
        return post(
                carrier, "/api/video/credentials", Map.of("document", document, "signature", signature(document, key)));
    }

    public static String signature(String document, CmsSigner key) {
        return Base64.getEncoder().encodeToString(key.sign(Base64.getDecoder().decode(document), true));
    }

    /** A whole access, as an answer to a request. */
    public static Map<String, Object> whole(String request) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("requestId", request);
        wanted.put("login", "camera-7");
        wanted.put("password", SECRET);
        wanted.put("url", "https://video.example/warehouse/7");
        wanted.put("programNeeded", false);
        return wanted;
    }

    static final String SECRET = "Құпия-pass {0} '7'";

    public Answer get(Caller.User user, String path) {
        String withoutQuery = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        return send(request("GET", path, user, withoutQuery).GET());
    }

    public Answer post(Caller.User user, String path, Object body) {
        return send(request("POST", path, user, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer page(Caller.User user, String path) {
        String withoutQuery = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        return send(request("GET", path, user, withoutQuery)
                .setHeader("Accept", "text/html")
                .GET());
    }

    public Answer form(Caller.User user, String path, Map<String, String> fields) {
        return send(request("POST", path, user, path)
                .setHeader("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
    }

    private HttpRequest.Builder request(String method, String path, Caller.User user, String tokenPath) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + gateway.callToken(user, SERVICE, method, tokenPath));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Who owns warehouses, with the key to sign with. */
    public record Owner(Caller.User user, String body, String bin, CmsSigner key) {}

    /** What the service answered. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public Answer expect(int status) {
            Assertions.assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return this;
        }

        /** Expects a refusal by its problem type and rule. */
        public Answer expectRefused(int status, String problem, String rule) {
            expect(status);
            Assertions.assertThat(text("type")).isEqualTo("urn:negiz:problem:" + problem);
            Assertions.assertThat(json().path("rule").asString("")).isEqualTo(rule);
            return this;
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text(String field) {
            return json().path(field).asString();
        }
    }
}
