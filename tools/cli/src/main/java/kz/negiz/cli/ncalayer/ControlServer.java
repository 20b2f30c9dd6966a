package kz.negiz.cli.ncalayer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page on the loopback interface that chooses the stand-in's key: {@code GET /} for people, {@code GET /state},
 * {@code POST /use/KEY}, {@code POST /next/MISHAP} and {@code POST /delay/MILLISECONDS} for scripts.
 */
public final class ControlServer implements AutoCloseable {

    private static final long LONGEST_DELAY = 600_000;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final NcaLayerStandIn standIn;
    private final Map<String, String> titles;

    private ControlServer(HttpServer server, NcaLayerStandIn standIn, Map<String, String> titles) {
        this.server = server;
        this.standIn = standIn;
        this.titles = titles;
    }

    /**
     * Starts listening.
     *
     * @param port 0 for a free one
     * @param manifest the demo PKI's list of keys, for their titles; may be missing
     */
    public static ControlServer start(int port, NcaLayerStandIn standIn, Path manifest) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ControlServer control = new ControlServer(server, standIn, titles(manifest));
            server.createContext("/", control::handle);
            server.setExecutor(control.executor);
            server.start();
            return control;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The control page cannot listen on port " + port + ": another program uses it", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "GET" -> {
                    switch (path) {
                        case "/" -> send(exchange, 200, "text/html", page());
                        case "/state" -> send(exchange, 200, "application/json", state());
                        default -> send(exchange, 404, "text/plain", "There is no such page.\n");
                    }
                }
                case "POST" -> {
                    if (isFromElsewhere(exchange)) {
                        send(exchange, 403, "text/plain", "Other sites may not choose keys.\n");
                    } else {
                        change(exchange, path);
                    }
                }
                default -> send(exchange, 405, "text/plain", "GET or POST.\n");
            }
        }
    }

    private void change(HttpExchange exchange, String path) throws IOException {
        try {
            String[] parts = path.substring(1).split("/", -1);
            String value = parts.length == 2 ? parts[1] : "";
            switch (parts[0]) {
                case "use" -> standIn.use(value);
                case "next" -> standIn.next(Mishap.titled(value));
                case "delay" -> standIn.delay(Duration.ofMillis(Math.clamp(Long.parseLong(value), 0, LONGEST_DELAY)));
                default -> {
                    send(exchange, 404, "text/plain", "use, next or delay.\n");
                    return;
                }
            }
        } catch (IllegalArgumentException e) {
            send(exchange, 400, "text/plain", "There is no such choice.\n");
            return;
        }
        String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
        if (accept.contains("text/html")) {
            exchange.getResponseHeaders().set("Location", "/");
            exchange.sendResponseHeaders(303, -1);
        } else {
            send(exchange, 200, "application/json", state());
        }
    }

    /** A page of another site could post here from the same browser. */
    private boolean isFromElsewhere(HttpExchange exchange) {
        List<String> own = List.of("127.0.0.1:" + port(), "localhost:" + port());
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return !own.contains(host) || (origin != null && !origin.equals("http://" + host));
    }

    private String state() {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("key", standIn.current());
        var keys = state.putArray("keys");
        standIn.keys().forEach(keys::add);
        return state.toString();
    }

    private String page() {
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>NCALayer stand-in</title>")
                .append("<style>body{font:16px sans-serif;max-width:44rem;margin:2rem auto}button{margin:.2rem}"
                        + "button[aria-current]{font-weight:bold}p{color:#444}</style>")
                .append("<h1>NCALayer stand-in</h1><p>Signs with this demo key; no password is asked.</p>");
        for (String key : standIn.keys()) {
            button(
                    page,
                    "/use/" + key,
                    key + (titles.containsKey(key) ? " – " + titles.get(key) : ""),
                    key.equals(standIn.current()));
            page.append("<br>");
        }
        page.append("<h2>At the next signing</h2><p>Several stand in line.</p>");
        for (Mishap mishap : Mishap.values()) {
            button(page, "/next/" + mishap.title(), mishap.title(), false);
            page.append(escaped(mishap.words())).append("<br>");
        }
        return page.append("</html>").toString();
    }

    private static void button(StringBuilder page, String action, String text, boolean current) {
        page.append("<form method=\"post\" style=\"display:inline\" action=\"")
                .append(escaped(action))
                .append("\"><button")
                .append(current ? " aria-current=\"true\"" : "")
                .append('>')
                .append(escaped(text))
                .append("</button></form>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static Map<String, String> titles(Path manifest) {
        Map<String, String> titles = new TreeMap<>();
        if (manifest.toFile().canRead()) {
            try {
                for (JsonNode key :
                        JsonMapper.shared().readTree(manifest.toFile()).path("keys")) {
                    JsonNode title = key.path("title");
                    String all = String.join(
                            " / ",
                            Arrays.asList(
                                    title.path("kk").asString(""),
                                    title.path("ru").asString(""),
                                    title.path("en").asString("")));
                    titles.put(key.path("name").asString(""), all);
                }
            } catch (JacksonException e) {
                return Map.of();
            }
        }
        return titles;
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
