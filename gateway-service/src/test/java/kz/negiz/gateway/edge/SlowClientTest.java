package kz.negiz.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "server.tomcat.connection-timeout=2s",
            "server.tomcat.keep-alive-timeout=1s",
            "server.tomcat.max-keep-alive-requests=3",
            "server.tomcat.max-connections=24",
            "negiz.gateway.routing.answer-timeout=10s",
            "negiz.gateway.edge.head-time=2s",
            "negiz.gateway.edge.body-time=2s"
        })
@Timeout(60)
@DisplayName("Clients that take their time")
class SlowClientTest extends RunningGateway {

    /** Much longer than every limit set here, much shorter than what the client intends to take. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    private static final int STEP_MILLIS = 250;

    @Test
    @DisplayName("a head that comes byte by byte is cut off, though the client is never silent for long")
    void slowHead() throws IOException {
        String head = "GET /login HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nX-Slow: " + "a".repeat(4_000);

        assertThat(untilCutOff("", head)).isLessThan(BOUND);
        assertThat(browser().get("/login").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a body that comes byte by byte is answered 408, cut off, and never complete at the service")
    void slowBody() throws IOException {
        Browser browser = officer("head");
        String session = browser.cookie("negiz-session").orElseThrow();
        String head = "POST /api/questions HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nCookie: negiz-session=" + session
                + "\r\nContent-Type: text/plain\r\nContent-Length: 4000\r\n\r\n";
        StringBuilder answer = new StringBuilder();

        assertThat(untilCutOff(head, "a".repeat(4_000), answer)).isLessThan(BOUND);

        assertThat(answer.toString()).startsWith("HTTP/1.1 408").contains("request-too-slow");
        assertThat(UPSTREAM.forUsers()).isEmpty();
        assertThat(browser.get("/api/questions").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a body that nobody reads, since the request was refused, is not waited for either")
    void slowUnreadBody() throws IOException {
        String head = "POST /api/questions HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: text/plain\r\nContent-Length: 4000\r\n\r\n";

        assertThat(untilCutOff(head, "a".repeat(4_000), new StringBuilder())).isLessThan(BOUND);
    }

    @Test
    @DisplayName("a client that says nothing, or stops in the middle, is cut off")
    void silentClients() throws IOException {
        assertThat(untilCutOff("", "")).isLessThan(BOUND);
        assertThat(untilCutOff("GET /login HTTP/1.1\r\nHost: x\r\nX-A", "")).isLessThan(BOUND);
    }

    @Test
    @DisplayName("silent connections, more than there may be, keep nobody out for longer than their time")
    void mostConnections() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }

            long begin = System.nanoTime();
            assertThat(browser().get("/login").status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("a connection that is kept alive ends after so many requests, and after so long without one")
    void keepAliveIsBounded() throws IOException {
        String request = "GET /actuator/health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.repeat(3).getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(4);
            assertThat(answers).contains("Connection: close");
        }
        assertThat(untilCutOff(request, "")).isLessThan(BOUND);
    }

    @Test
    @DisplayName("a service that takes longer than a body may does not cost the connection")
    void slowServiceIsNoSlowBody() throws Exception {
        Browser browser = officer("head");
        String common = "Host: 127.0.0.1:" + port + "\r\nCookie: negiz-session="
                + browser.cookie("negiz-session").orElseThrow() + "\r\n";
        UPSTREAM.hang();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /api/questions HTTP/1.1\r\n" + common + "Content-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII));
            // The limit of a body's time is 2 s, by the machine's own clock.
            Thread.sleep(2_500);
            UPSTREAM.goOn();
            socket.getOutputStream()
                    .write(("GET /api/session HTTP/1.1\r\nConnection: close\r\n" + common + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        } finally {
            UPSTREAM.goOn();
        }
    }

    @Test
    @DisplayName("more or longer headers than anybody needs are refused")
    void headersAreBounded() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            many.add("X-" + i + ": a");
        }

        assertThat(browser().get("/login", many.toArray(String[]::new)).status())
                .isEqualTo(400);
        assertThat(browser()
                        .get("/login", many.subList(0, 50).toArray(String[]::new))
                        .status())
                .isEqualTo(200);
        assertThat(browser().get("/login", "X-Long: " + "a".repeat(17_000)).status())
                .isEqualTo(400);
    }

    private Duration untilCutOff(String first, String slowly) throws IOException {
        return untilCutOff(first, slowly, new StringBuilder());
    }

    /** Sends one thing at once and the other byte by byte, and tells how long the gateway let it. */
    private Duration untilCutOff(String first, String slowly, StringBuilder answer) throws IOException {
        long begin = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(STEP_MILLIS);
            socket.getOutputStream().write(first.getBytes(StandardCharsets.US_ASCII));
            int sent = 0;
            while (System.nanoTime() - begin < BOUND.toNanos()) {
                if (sent < slowly.length()) {
                    socket.getOutputStream().write(slowly.charAt(sent++));
                }
                try {
                    int read = socket.getInputStream().read();
                    if (read < 0) {
                        break;
                    }
                    answer.append((char) read);
                    answer.append(new String(
                            socket.getInputStream()
                                    .readNBytes(socket.getInputStream().available()),
                            StandardCharsets.UTF_8));
                } catch (SocketTimeoutException e) {
                    // Nothing yet: the next byte.
                }
            }
        } catch (IOException e) {
            // Cut off while it was sending.
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
