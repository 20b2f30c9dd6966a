package kz.negiz.testkit.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.identity.Tokens;
import kz.negiz.testkit.service.TestKeys;

/** Stands where the gateway stands: passes on what one person asks, each request with a call token of its own. */
final class TokenProxy implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "keep-alive");

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final Tokens tokens;
    private final String service;
    private final String origin;
    private final Caller.User user;

    private TokenProxy(HttpServer server, Tokens tokens, String service, String origin, Caller.User user) {
        this.server = server;
        this.tokens = tokens;
        this.service = service;
        this.origin = origin;
        this.user = user;
    }

    static TokenProxy start(TestKeys keys, String service, int port, Caller.User user) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TokenProxy proxy =
                    new TokenProxy(server, keys.tokens("gateway-service"), service, "http://127.0.0.1:" + port, user);
            server.createContext("/", proxy::pass);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String method = exchange.getRequestMethod();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + uri))
                    .method(
                            method,
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (isPassed(name)) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            request.setHeader("Authorization", "Bearer " + tokens.callToken(user, service, method, uri.getRawPath()));
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (isPassed(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            answer.headers()
                    .firstValue("location")
                    .ifPresent(location ->
                            exchange.getResponseHeaders().put("Location", List.of(location.replace(origin, ""))));
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isPassed(String header) {
        return !header.startsWith(":") && !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
