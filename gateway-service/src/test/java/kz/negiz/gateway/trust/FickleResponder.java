package kz.negiz.gateway.trust;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import kz.negiz.demo.pki.OcspAuthority;

/** The demo PKI's OCSP responder behind a server that behaves as badly as it is told to. */
final class FickleResponder {

    /** What becomes of a request. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange, byte[] good) throws IOException;
    }

    private final OcspAuthority authority;
    private final HttpServer http;
    private volatile Behaviour behaviour = FickleResponder::honestly;
    private final AtomicInteger asked = new AtomicInteger();

    FickleResponder(OcspAuthority authority) {
        this.authority = authority;
        try {
            this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::handle);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/ocsp";
    }

    void behaves(Behaviour other) {
        behaviour = other;
        asked.set(0);
    }

    /** How often it was asked since its behaviour changed. */
    int asked() {
        return asked.get();
    }

    static void honestly(HttpExchange exchange, byte[] good) throws IOException {
        send(exchange, 200, good);
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/ocsp-response");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            behaviour.answer(exchange, authority.answer(request));
        }
    }
}
