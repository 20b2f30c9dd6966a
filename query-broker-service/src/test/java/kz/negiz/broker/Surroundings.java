package kz.negiz.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The broker's surroundings over real HTTP: the registry's standing, the two registers and the databases. Tests say what they
 * answer and see what they were asked.
 */
public final class Surroundings {

    static {
        // Java's own server holds small answers back for 40 ms otherwise.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Standing by IIN, and by account id; what is not here has none. */
    public final Map<String, String> standings = new ConcurrentHashMap<>();

    public final Map<String, String> inspections = new ConcurrentHashMap<>();
    public final Map<String, String> cases = new ConcurrentHashMap<>();

    /** Data by the service's code; a service that is not here answers with empty data. */
    public final Map<String, String> data = new ConcurrentHashMap<>();

    /** What is wrong with a service, or with {@code register}, {@code registry}. */
    public final Map<String, Fault> faults = new ConcurrentHashMap<>();

    /** Every question to a database: code and subject. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Runs when the database of a service is asked, by the service's code. */
    public final Map<String, Runnable> whileAskingOf = new ConcurrentHashMap<>();

    /** What an answer names as its subject, for what the question named; the same where nothing else is wanted. */
    public volatile UnaryOperator<ObjectNode> echo = UnaryOperator.identity();

    /** Whom or what the databases were asked about, as it was sent. */
    public final List<JsonNode> subjects = new CopyOnWriteArrayList<>();

    /** Every action that the owners of registers carried out or rejected, as it was sent, by its request id. */
    public final Map<String, JsonNode> actions = new ConcurrentHashMap<>();

    /** What the owners of registers say of an action. */
    public volatile String actionState = "DONE";

    /** Whether actions reach the owners of registers at all. */
    public volatile boolean actionsArrive = true;

    /** Since when the owners of registers know what reached them. */
    public volatile Instant knownSince = Instant.EPOCH;

    /** What an owner says of an action, for what it would have said. */
    public volatile UnaryOperator<ObjectNode> outcome = UnaryOperator.identity();

    /** How late a database answers that answers late. */
    public volatile Duration late = Duration.ofSeconds(60);

    /** Where such a database says that its answer will be, for the place where it is. */
    public volatile UnaryOperator<String> location = UnaryOperator.identity();

    /** What such a database says of when to come again; empty: nothing. */
    public volatile String retryAfter = "";

    /** Status that it answers with once it is there. */
    public volatile int lateStatus = 200;

    /** When it was looked at for an answer, the first time first. */
    public final List<Instant> looks = new CopyOnWriteArrayList<>();

    private final Map<String, LateAnswer> lateAnswers = new ConcurrentHashMap<>();

    private record LateAnswer(String body, Instant from) {}

    /** Runs when a database is asked. */
    public volatile Runnable whileAsking = () -> {};

    private final HttpServer server;

    public enum Fault {
        DOWN,
        SLOW,
        DRIPPING,
        MALFORMED,
        HUGE,
        WRONG_SUBJECT,
        WRONG_SERVICE,
        OLD,
        LATE
    }

    public Surroundings() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** As after a start: nothing known, nothing wrong. */
    public void forget() {
        standings.clear();
        inspections.clear();
        cases.clear();
        data.clear();
        faults.clear();
        asked.clear();
        subjects.clear();
        echo = UnaryOperator.identity();
        whileAsking = () -> {};
        whileAskingOf.clear();
        actions.clear();
        actionState = "DONE";
        actionsArrive = true;
        knownSince = Instant.EPOCH;
        outcome = UnaryOperator.identity();
        late = Duration.ofSeconds(60);
        location = UnaryOperator.identity();
        retryAfter = "";
        lateStatus = 200;
        looks.clear();
        lateAnswers.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals("/internal/standing")) {
            standing(exchange);
        } else if (path.startsWith("/registers/inspections/")) {
            entry(exchange, inspections.get(name));
        } else if (path.startsWith("/registers/cases/")) {
            entry(exchange, cases.get(name));
        } else if (path.contains("/actions/")) {
            ObjectNode told = JSON.createObjectNode()
                    .put("service", path.split("/", -1)[2])
                    .put("knownSince", knownSince.toString());
            told.set("outcome", actions.containsKey(name) ? outcome(actions.get(name)) : JSON.nullNode());
            send(exchange, faults.get("actions") == Fault.DOWN ? 503 : 200, told.toString());
        } else if (path.contains("/answers/")) {
            lookedAt(exchange, path);
        } else if (path.startsWith("/services/")) {
            service(exchange, name);
        } else {
            send(exchange, 404, "{}");
        }
    }

    private void standing(HttpExchange exchange) throws IOException {
        if (faults.get("registry") == Fault.DOWN) {
            send(exchange, 503, "{}");
            return;
        }
        JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String key = question.path("accountId").isString()
                ? question.path("accountId").stringValue()
                : question.path("system").isString()
                        ? question.path("bin").asString("") + "/"
                                + question.path("system").stringValue()
                        : question.path("iin").asString("");
        send(
                exchange,
                200,
                standings.getOrDefault(
                        key, "{\"standing\":\"NONE\",\"reason\":\"NOT_REGISTERED\",\"rule\":\"R41-2a\"}"));
    }

    private void entry(HttpExchange exchange, @Nullable String entry) throws IOException {
        Fault fault = faults.get("register");
        if (fault == Fault.DOWN) {
            send(exchange, 503, "{}");
        } else if (fault == Fault.MALFORMED) {
            send(exchange, 200, "{\"number\":");
        } else if (fault == Fault.SLOW) {
            sleep();
            send(exchange, 200, entry == null ? "{}" : entry);
        } else {
            send(exchange, entry == null ? 404 : 200, entry == null ? "{}" : entry);
        }
    }

    private void service(HttpExchange exchange, String code) throws IOException {
        JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String subject = question.path("subject").path("value").asString("");
        asked.add(code + " " + subject);
        boolean action = question.has("action");
        if (action && actionsArrive) {
            actions.put(question.path("requestId").asString(), question);
        }
        subjects.add(question.path("subject"));
        whileAsking.run();
        whileAskingOf.getOrDefault(code, () -> {}).run();
        ObjectNode answer = JSON.createObjectNode();
        answer.put("service", code);
        answer.set("subject", echo.apply(question.path("subject").deepCopy().asObject()));
        answer.put("retrievedAt", Instant.now().toString());
        answer.set("data", JSON.readTree(data.getOrDefault(code, "{}")));
        if (action) {
            answer.putObject("data").set("outcome", outcome(question));
        }
        Fault fault = faults.get(code);
        if (fault == null) {
            send(exchange, 200, answer.toString());
            return;
        }
        switch (fault) {
            case DOWN -> send(exchange, 503, "{}");
            case LATE -> {
                String place = "/services/" + code + "/answers/" + UUID.randomUUID();
                lateAnswers.put(
                        place, new LateAnswer(answer.toString(), Instant.now().plus(late)));
                exchange.getResponseHeaders().add("Location", location.apply(place));
                notYet(exchange);
            }
            case SLOW -> {
                sleep();
                send(exchange, 200, answer.toString());
            }
            case DRIPPING -> {
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 600; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    sleep(100);
                }
            }
            case MALFORMED -> send(exchange, 200, answer.toString().substring(0, 40));
            case HUGE -> {
                answer.putObject("data").put("much", "x".repeat(2_000_000));
                send(exchange, 200, answer.toString());
            }
            case WRONG_SUBJECT -> {
                answer.putObject("subject").put("kind", "IIN").put("value", "990101500006");
                send(exchange, 200, answer.toString());
            }
            case WRONG_SERVICE ->
                send(exchange, 200, answer.put("service", "OTHER").toString());
            case OLD ->
                send(
                        exchange,
                        200,
                        answer.put("retrievedAt", "2020-01-01T00:00:00Z").toString());
        }
    }

    private void lookedAt(HttpExchange exchange, String path) throws IOException {
        looks.add(Instant.now());
        LateAnswer there = lateAnswers.get(path);
        if (there == null) {
            send(exchange, 404, "{}");
        } else if (Instant.now().isBefore(there.from())) {
            notYet(exchange);
        } else {
            send(exchange, lateStatus, there.body());
        }
    }

    private void notYet(HttpExchange exchange) throws IOException {
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        send(exchange, 202, "{}");
    }

    private ObjectNode outcome(JsonNode sent) {
        JsonNode action = sent.path("action");
        ObjectNode said = JSON.createObjectNode()
                .put("requestId", sent.path("requestId").asString())
                .put("action", action.path("kind").asString())
                .put(
                        "object",
                        action.path("object")
                                .asString(sent.path("subject").path("value").asString()))
                .put("groundNumber", action.path("groundNumber").asString())
                .put("state", actionState);
        if (actionState.equals("DONE")) {
            said.put("registrationNumber", "AU-2026-17");
        } else {
            said.putNull("registrationNumber");
        }
        return outcome.apply(said);
    }

    private static void sleep() {
        sleep(60_000);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
