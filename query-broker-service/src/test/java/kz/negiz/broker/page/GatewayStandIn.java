package kz.negiz.broker.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Executors;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.service.TestKeys;

/** Forwards a browser's requests with a call token of one user, as the gateway does after a login. */
final class GatewayStandIn implements AutoCloseable {

    private static final List<String> SENT_ON = List.of("Accept", "Content-Type", "HX-Request");
    private static final List<String> SENT_BACK = List.of("Content-Type", "Content-Security-Policy", "Cache-Control");

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int broker;
    private final TestKeys keys;
    private final Caller.User user;

    GatewayStandIn(int broker, TestKeys keys, Caller.User user) throws IOException {
        this.broker = broker;
        this.keys = keys;
        this.user = user;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                forward(exchange);
            }
        });
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }

    private void forward(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        String method = exchange.getRequestMethod();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + broker + asked))
                .header(
                        "Authorization",
                        "Bearer "
                                + keys.tokens("gateway-service")
                                        .callToken(user, "query-broker-service", method, asked.getPath()))
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String name : SENT_ON) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            SENT_BACK.forEach(name -> response.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
            // A redirection stays on this site.
            response.headers()
                    .firstValue("Location")
                    .ifPresent(value -> exchange.getResponseHeaders()
                            .set("Location", URI.create(value).getRawPath()));
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
