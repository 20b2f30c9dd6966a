package kz.negiz.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.ServiceIdentity;
import kz.negiz.kit.identity.TokenRefused;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.testkit.service.TestKeys;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A real HTTP server that stands for the registry and for a service behind the gateway. It verifies the tokens it gets as
 * they do, keeps every request, and answers as it is told.
 */
public final class TestUpstream {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final TestKeys keys;
    private final Clock clock;
    private final Map<String, String> standings = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile boolean registrySilent;
    private volatile @Nullable Reply reply;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    private TestUpstream(HttpServer server, TestKeys keys, Clock clock) {
        this.server = server;
        this.keys = keys;
        this.clock = clock;
    }

    /** A request as it came, with what its token turned out to be. */
    public record Received(
            String method, String target, Map<String, List<String>> headers, byte[] body, Optional<Caller> caller) {

        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> String.join("|", entry.getValue()))
                    .findFirst();
        }
    }

    /** What the service answers. */
    public record Reply(int status, Map<String, String> headers, String body) {}

    public static TestUpstream start(TestKeys keys, Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            TestUpstream upstream = new TestUpstream(server, keys, clock);
            server.createContext("/", upstream::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Nobody stands, nothing was received, the registry answers. */
    public void reset() {
        standings.clear();
        received.clear();
        registrySilent = false;
        reply = null;
        goOn();
    }

    /** Registers an officer who stands; every later reading says so until it is changed. */
    public UUID registerOfficer(String iin) {
        return register(iin, "", "PERSON", Set.of(AccessRole.OFFICER), true);
    }

    /** Registers an information system that stands. */
    public UUID registerSystem(String bin, String identifier) {
        return register("", bin + identifier, "SYSTEM", Set.of(AccessRole.INFORMATION_SYSTEM), true);
    }

    public UUID register(String iin, String bin, String kind, Set<AccessRole> roles, boolean agreement) {
        UUID account = UUID.randomUUID();
        String standing = JSON.createObjectNode()
                .put("standing", "GOOD")
                .put("accountId", account.toString())
                .put("kind", kind)
                .putPOJO("roles", roles)
                .put("bodyId", "body-1")
                .put("bodyKind", "STATE_REVENUE")
                .put("department", "/almaty/inspections")
                .put("roleCode", "STATE_REVENUE_UNIT_HEAD")
                .put("order", "ORDER_41")
                .put("agreementSigned", agreement)
                .toString();
        standings.put(iin + "/" + bin, standing);
        standings.put(account.toString(), standing);
        return account;
    }

    /** From the next reading on the account has no standing. */
    public void block(UUID account) {
        String none = JSON.createObjectNode()
                .put("standing", "NONE")
                .put("reason", "BLOCKED")
                .put("rule", "R41-2a")
                .put("accountId", account.toString())
                .toString();
        String before = standings.getOrDefault(account.toString(), "");
        standings.replaceAll((key, value) -> value.equals(before) ? none : value);
    }

    public void silenceRegistry() {
        registrySilent = true;
    }

    /** The service takes requests and does not answer them, until the next {@link #reset}. */
    public void hang() {
        hanging = new CountDownLatch(1);
    }

    /** The service goes on with what it has taken. */
    public void goOn() {
        hanging.countDown();
    }

    public void answer(Reply next) {
        reply = next;
    }

    /** The requests that came for users; the gateway's own questions to the registry are left out. */
    public List<Received> forUsers() {
        return received.stream()
                .filter(one -> !one.target().startsWith("/internal/"))
                .toList();
    }

    public List<Received> standingQuestions() {
        return received.stream()
                .filter(one -> one.target().equals("/internal/standing"))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            String path = exchange.getRequestURI().getRawPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Received one = new Received(
                    exchange.getRequestMethod(),
                    target,
                    Map.copyOf(exchange.getRequestHeaders()),
                    body,
                    caller(exchange, path));
            received.add(one);
            if (path.equals("/internal/standing")) {
                answerStanding(exchange, one);
            } else {
                answerService(exchange, one);
            }
        }
    }

    private void answerStanding(HttpExchange exchange, Received one) throws IOException {
        if (registrySilent) {
            send(exchange, 500, Map.of(), "");
            return;
        }
        if (!one.caller().equals(Optional.of(new Caller.Service("gateway-service")))) {
            send(exchange, 401, Map.of(), "");
            return;
        }
        JsonNode question = JSON.readTree(one.body());
        String key = question.path("accountId").isString()
                ? question.path("accountId").asString()
                : question.path("iin").asString("") + "/" + question.path("bin").asString("")
                        + question.path("system").asString("");
        String standing = standings.getOrDefault(
                key, "{\"standing\":\"NONE\",\"reason\":\"NOT_REGISTERED\",\"rule\":\"R41-2a\"}");
        send(exchange, 200, Map.of("Content-Type", "application/json"), standing);
    }

    private void answerService(HttpExchange exchange, Received one) throws IOException {
        Reply told = reply;
        if (told != null && told.headers().containsValue("text/event-stream")) {
            sendInTwo(exchange, told);
            return;
        }
        awaitGoOn();
        if (told != null) {
            send(exchange, told.status(), told.headers(), told.body());
        } else if (one.caller().isEmpty()) {
            send(exchange, 401, Map.of(), "");
        } else {
            send(exchange, 200, Map.of("Content-Type", "text/plain"), "answered");
        }
    }

    private void awaitGoOn() throws IOException {
        try {
            if (!hanging.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nobody let the service go on");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The first event at once, the others when the service goes on. */
    private void sendInTwo(HttpExchange exchange, Reply told) throws IOException {
        told.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(told.status(), 0);
        int end = told.body().indexOf("\n\n") + 2;
        OutputStream out = exchange.getResponseBody();
        out.write(told.body().substring(0, end).getBytes(StandardCharsets.UTF_8));
        out.flush();
        awaitGoOn();
        out.write(told.body().substring(end).getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        if (status < 0) {
            // As a service that dies in the middle: the connection ends without an answer.
            throw new IOException("told to hang up");
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private Optional<Caller> caller(HttpExchange exchange, String path) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null || !header.startsWith("Bearer ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    tokensOf(path).verify(header.substring("Bearer ".length()), exchange.getRequestMethod(), path));
        } catch (TokenRefused e) {
            return Optional.empty();
        }
    }

    /** As the service whose path it is: a token for another audience is refused. */
    private Tokens tokensOf(String path) {
        String service = switch (path.replaceFirst("^/api", "").split("/", -1)[1]) {
            case "questions", "rules" -> "query-broker-service";
            case "video" -> "video-access-service";
            case "audit" -> "audit-log-service";
            default -> "access-registry-service";
        };
        return new Tokens(ServiceIdentity.read(service, keys.identityKeyFile(service), keys.trustedKeysFile()), clock);
    }
}
