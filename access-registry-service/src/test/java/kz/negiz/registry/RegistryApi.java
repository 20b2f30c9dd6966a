package kz.negiz.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.testkit.service.TestKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The registry's API as its callers use it: the gateway for users, and the services for themselves. */
public final class RegistryApi {

    private static final String SERVICE = "access-registry-service";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Tokens gateway;
    private final Tokens broker;

    public RegistryApi(int port, TestKeys keys) {
        this.port = port;
        this.gateway = keys.tokens("gateway-service");
        this.broker = keys.tokens("query-broker-service");
    }

    /** The first administrator, as the gateway would carry their requests. */
    public Caller.User administrator() {
        return login(RegistryUnderTest.FIRST_ADMINISTRATOR, "");
    }

    /** Reads the standing of a holder and becomes their caller; fails if there is none. */
    public Caller.User login(String iin, String bin) {
        JsonNode standing = standing(Map.of("iin", iin, "bin", bin)).json();
        if (!standing.path("standing").asString().equals("GOOD")) {
            throw new AssertionError("no standing: " + standing);
        }
        return new Caller.User(
                UUID.fromString(standing.get("accountId").asString()),
                AccountKind.valueOf(standing.get("kind").asString()),
                new LinkedHashSet<>(standing.get("roles")
                        .valueStream()
                        .map(role -> AccessRole.valueOf(role.asString()))
                        .toList()),
                standing.get("bodyId").asString(),
                standing.get("bodyKind").asString(),
                standing.get("department").asString(),
                standing.get("roleCode").asString(),
                true,
                "test-session",
                "en");
    }

    /** Asks for a standing as the gateway does. */
    public Answer standing(Map<String, ?> question) {
        return send(
                "POST", "/internal/standing", question, gateway.serviceToken(SERVICE, "POST", "/internal/standing"));
    }

    /** The word GOOD or NONE for an account, as the broker reads it. */
    public String standingOf(UUID account) {
        return send(
                        "POST",
                        "/internal/standing",
                        Map.of("accountId", account),
                        broker.serviceToken(SERVICE, "POST", "/internal/standing"))
                .json()
                .path("standing")
                .asString();
    }

    public Answer get(Caller.User user, String path) {
        String withoutQuery = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        return send("GET", path, null, gateway.callToken(user, SERVICE, "GET", withoutQuery));
    }

    public Answer post(Caller.User user, String path, Object body) {
        return send("POST", path, body, gateway.callToken(user, SERVICE, "POST", path));
    }

    /** Adds a body of its own for a test, with the departments. */
    public String body(String kind, String... departments) {
        String code = "body-" + COUNTER.incrementAndGet();
        Map<String, String> names = Map.of("kk", "Орган " + code, "ru", "Орган " + code, "en", "Body " + code);
        post(administrator(), "/api/registry/bodies", Map.of("code", code, "kind", kind, "names", names))
                .expect(201);
        for (String path : departments) {
            post(administrator(), "/api/registry/departments", Map.of("body", code, "path", path, "names", names))
                    .expect(201);
        }
        return code;
    }

    /** Registers somebody new. */
    public UUID register(Person person, Map<String, ?> particulars) {
        return UUID.fromString(post(
                        administrator(),
                        "/api/registry/accounts",
                        Map.of("holder", person.holder(), "particulars", particulars))
                .expect(201)
                .json()
                .get("id")
                .asString());
    }

    /** Registers a division head of a state revenue body. */
    public UUID registerHead(Person person, String body, String department) {
        return register(person, head(body, department));
    }

    public static Map<String, Object> head(String body, String department) {
        Map<String, Object> particulars = particulars(body, department, AccessRole.OFFICER);
        particulars.put("roleCode", "STATE_REVENUE_UNIT_HEAD");
        particulars.put("unitHeaded", "DIVISION");
        return particulars;
    }

    public static Map<String, Object> official(String body, String department) {
        Map<String, Object> particulars = particulars(body, department, AccessRole.OFFICIAL);
        particulars.put("appointment", Map.of("number", "17-ж", "date", "2026-01-15"));
        return particulars;
    }

    public static Map<String, Object> operator() {
        return particulars("committee", "/", AccessRole.OPERATOR);
    }

    public static Map<String, Object> particulars(String body, String department, AccessRole... roles) {
        Map<String, Object> particulars = new TreeMap<>();
        particulars.put("fullName", "Сынақ Адам " + Character.toString('А' + COUNTER.incrementAndGet() % 32));
        particulars.put("position", "бөлім басшысы");
        particulars.put("roles", Arrays.stream(roles).map(Enum::name).toList());
        particulars.put("body", body);
        particulars.put("department", department);
        particulars.put("keyStorage", "KAZTOKEN");
        particulars.put("application", application());
        return particulars;
    }

    /** The calendar day in Astana, as decisions are dated. */
    public static String today() {
        return AstanaTime.date(Instant.now()).toString();
    }

    public static Map<String, String> application() {
        return Map.of("number", "A-" + COUNTER.incrementAndGet(), "date", "2026-01-15");
    }

    public static Map<String, Object> violation(UUID account) {
        return Map.of(
                "account",
                account,
                "ground",
                Map.of("ground", "VIOLATION", "brokenRule", "R41-9c", "evidence", List.of("event-1")));
    }

    public static Map<String, Object> onApplication(UUID account, String reason) {
        return Map.of(
                "account",
                account,
                "ground",
                Map.of("ground", "APPLICATION", "application", application(), "reason", reason));
    }

    /** A form as a browser sends it. */
    public Answer form(Caller.User user, String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + gateway.callToken(user, SERVICE, "POST", path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer send(String method, String path, @Nullable Object body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "en")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(request);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Somebody who belongs to nobody. */
    public record Person(String iin, String bin) {

        public static Person someone() {
            String iin;
            do {
                // There are so few synthetic numbers that two seeds can come to the same.
                iin = SyntheticNumbers.iin("registry test " + COUNTER.incrementAndGet());
            } while (!TAKEN.add(iin));
            return new Person(iin, "");
        }

        public static Person ofOrganisation() {
            return new Person(someone().iin(), SyntheticNumbers.bin("registry test " + COUNTER.incrementAndGet()));
        }

        public Map<String, String> holder() {
            return bin.isEmpty() ? Map.of("iin", iin) : Map.of("iin", iin, "bin", bin);
        }
    }

    /** What came back. */
    public record Answer(int status, String text, String location) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + " but was " + status + ": " + text);
            }
            return this;
        }

        /** The last part of the problem's type, and the rule: {@code registry-own-account R41-4a}. */
        public String refusal() {
            JsonNode problem = json();
            String code = problem.path("type").asString("").replace("urn:negiz:problem:", "");
            String rule = problem.path("rule").asString("");
            return rule.isEmpty() ? code : code + " " + rule;
        }
    }
}
