package kz.negiz.demo.pki;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The demo PKI over HTTP on the loopback address: {@code POST /ocsp} and {@code GET /ocsp/BASE64} (RFC 6960),
 * {@code POST /tsa} (RFC 3161), and the revocation lists under {@code GET /crl/}.
 */
public final class DemoPkiServer implements AutoCloseable {

    /** Requests of both kinds take some hundred bytes. */
    static final int MOST_BYTES = 16 * 1024;

    private static final int MOST_AT_ONCE = 64;
    private static final String OCSP = "/ocsp";
    private static final String TSA = "/tsa";
    private static final String CRL = "/crl/";

    private final DemoPki pki;
    private final OcspAuthority ocsp;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    private DemoPkiServer(DemoPki pki, HttpServer http) {
        this.pki = pki;
        this.ocsp = pki.ocspAuthority();
        this.http = http;
    }

    /** Answers on this port of the loopback address from now on; 0 takes a free one. */
    public static DemoPkiServer start(DemoPki pki, int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            DemoPkiServer server = new DemoPkiServer(pki, http);
            http.createContext("/", server::handle);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo PKI cannot listen on port " + port, e);
        }
    }

    public int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        boolean taken = free.tryAcquire();
        try (exchange) {
            Answer answer = taken ? answer(exchange) : Answer.refused(503);
            if (!answer.type().isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", answer.type());
            }
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        } finally {
            if (taken) {
                free.release();
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String method = exchange.getRequestMethod();
        if (path.equals(OCSP) || path.equals(OCSP + "/")) {
            return posted(exchange, "application/ocsp-request", this::ocsp);
        }
        if (path.startsWith(OCSP + "/")) {
            return method.equals("GET") ? ocspInPath(path.substring(OCSP.length() + 1)) : Answer.refused(405);
        }
        if (path.equals(TSA)) {
            return posted(exchange, "application/timestamp-query", this::stamp);
        }
        if (path.startsWith(CRL)) {
            return method.equals("GET") ? list(path.substring(CRL.length())) : Answer.refused(405);
        }
        return Answer.refused(404);
    }

    private static Answer posted(HttpExchange exchange, String type, Service service) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.refused(405);
        }
        @Nullable String given = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!type.equalsIgnoreCase(given)) {
            return Answer.refused(415);
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        return body.length > MOST_BYTES ? Answer.refused(413) : service.answer(body);
    }

    private Answer ocsp(byte[] request) {
        return new Answer(200, "application/ocsp-response", ocsp.answer(request));
    }

    /** RFC 6960 appendix A.1: the request in base64, which may hold any of its characters as they are or escaped. */
    private Answer ocspInPath(String encoded) {
        if (encoded.length() > MOST_BYTES) {
            return Answer.refused(414);
        }
        try {
            String base64 = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return ocsp(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return ocsp(new byte[0]);
        }
    }

    private Answer stamp(byte[] request) {
        try {
            return new Answer(200, "application/timestamp-reply", pki.timeStamp(request));
        } catch (IllegalArgumentException e) {
            return Answer.refused(400);
        }
    }

    private Answer list(String name) throws IOException {
        Optional<Path> file = pki.lists().stream()
                .filter(each -> each.getFileName().toString().equals(name))
                .findFirst();
        return file.isEmpty()
                ? Answer.refused(404)
                : new Answer(200, "application/pkix-crl", Files.readAllBytes(file.get()));
    }

    @FunctionalInterface
    private interface Service {
        Answer answer(byte[] request);
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one request
    private record Answer(int status, String type, byte[] body) {

        static Answer refused(int status) {
            return new Answer(status, "", new byte[0]);
        }
    }
}
