package kz.negiz.auditlog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for the broker where its records are handed over, with a switch to break it. */
public final class TestBroker implements AutoCloseable {

    /** What the broker does when it is asked. */
    public enum Mood {
        ANSWERS,
        FAILS,
        TALKS_NONSENSE
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<UUID, Map<String, Object>> records = new TreeMap<>();
    private volatile Mood mood = Mood.ANSWERS;

    public TestBroker() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/internal/disclosures", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void mood(Mood to) {
        mood = to;
    }

    /** Keeps a question with one answer. */
    public synchronized void keep(UUID question, byte[] document, String service, byte[] content) {
        Base64.Encoder base64 = Base64.getEncoder();
        records.put(
                question,
                Map.of(
                        "id",
                        question.toString(),
                        "document",
                        base64.encodeToString(document),
                        "signature",
                        base64.encodeToString(new byte[] {1, 2}),
                        "evidence",
                        "",
                        "answers",
                        List.of(Map.of(
                                "service", service, "state", "ANSWERED", "content", base64.encodeToString(content)))));
    }

    /** Keeps an encumbrance with its officer's confirmation. */
    public synchronized void keepEncumbrance(UUID encumbrance, byte[] document, byte[] confirmation) {
        Base64.Encoder base64 = Base64.getEncoder();
        records.put(
                encumbrance,
                Map.of(
                        "id",
                        encumbrance.toString(),
                        "document",
                        base64.encodeToString(document),
                        "signature",
                        base64.encodeToString(new byte[] {1, 2}),
                        "evidence",
                        "",
                        "confirmation",
                        base64.encodeToString(confirmation),
                        "confirmationEvidence",
                        ""));
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String kind = exchange.getRequestURI().getPath().endsWith("/encumbrances") ? "encumbrance" : "question";
        JsonNode order = JSON.readTree(exchange.getRequestBody().readAllBytes());
        byte[] answer = switch (mood) {
            case ANSWERS -> {
                List<Map<String, Object>> kept = new ArrayList<>();
                for (JsonNode id : order.path(kind + "Ids")) {
                    Map<String, Object> record = records.get(UUID.fromString(id.stringValue()));
                    if (record != null) {
                        kept.add(record);
                    }
                }
                yield JSON.writeValueAsBytes(Map.of(kind + "s", kept));
            }
            case TALKS_NONSENSE ->
                ("{\"" + kind + "s\":[{\"id\":\"x\"}]}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            case FAILS -> new byte[0];
        };
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        boolean authorised = exchange.getRequestHeaders().getFirst("Authorization") != null;
        exchange.sendResponseHeaders(
                mood == Mood.FAILS || !authorised ? 503 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
