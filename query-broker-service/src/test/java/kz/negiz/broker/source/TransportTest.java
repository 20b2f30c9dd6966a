package kz.negiz.broker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@DisplayName("An exchange with a source")
class TransportTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int LARGEST = 1000;

    /** What the source does once a request has arrived. */
    interface Manner {
        void answer(Socket connection) throws IOException;
    }

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch cutOff = new CountDownLatch(1);
    private volatile Manner manner = connection -> send(connection, answer("{}"));
    private ServerSocket source;
    private Transport transport;

    @BeforeEach
    void start() throws IOException {
        source = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        transport = transport("http://127.0.0.1:" + source.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        source.close();
    }

    private static Transport transport(String url) {
        return new Transport(new SourcesProperties.Connector(
                SourcesProperties.Kind.REST,
                URI.create(url),
                Duration.ofMillis(500),
                LONG,
                DataSize.ofBytes(LARGEST),
                1,
                1,
                null,
                null));
    }

    private void accept() {
        while (!source.isClosed()) {
            try {
                Socket connection = source.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            for (String request = read(connection); !request.isEmpty(); request = read(connection)) {
                requests.add(request);
                manner.answer(connection);
            }
        } catch (IOException e) {
            cutOff.countDown();
        }
    }

    /** One request; nothing when no other comes. */
    private static String read(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        Matcher length =
                Pattern.compile("(?i)content-length: ([0-9]+)").matcher(head.toString(StandardCharsets.US_ASCII));
        head.write(length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0]);
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static String answer(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a beginning, and then the same again and again until nobody takes it any more. */
    private static Manner endless(String beginning, String then, Duration pause) {
        return connection -> {
            send(connection, beginning);
            while (true) {
                send(connection, then);
                pause(pause);
            }
        };
    }

    private static void waitForTheEnd(Socket connection) throws IOException {
        if (read(connection).isEmpty()) {
            throw new SocketException("closed");
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Transport.Received get(Duration within) throws NotAnswered, InterruptedException {
        return transport.exchange(transport.request("GET", "/answers/1"), within);
    }

    private Transport.Received post() throws NotAnswered, InterruptedException {
        HttpUriRequestBase request = transport.request("POST", "/services/VEHICLES");
        request.setEntity(new ByteArrayEntity("{}".getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        return transport.exchange(request, LONG);
    }

    private static Outcome outcome(Transport transport, Duration within) {
        return catchThrowableOfType(
                        NotAnswered.class, () -> transport.exchange(transport.request("GET", "/answers/1"), within))
                .outcome();
    }

    @Test
    @DisplayName("leaves its connection to the next one")
    void connectionIsKept() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(post().bytes()).asString().isEqualTo("{}");
        }

        assertThat(connections).hasValue(1);
        assertThat(requests)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request)
                        .startsWith("POST /services/VEHICLES HTTP/1.1\r\n")
                        .endsWith("\r\n\r\n{}"));
    }

    @Test
    @DisplayName("is not lost to a connection that the source has closed since the last one without a word")
    void closedMeanwhile() throws Exception {
        manner = connection -> {
            send(connection, answer("{}"));
            connection.close();
        };
        post();
        Thread.sleep(300);

        assertThat(post().status()).isEqualTo(200);
        assertThat(connections).hasValue(2);
        assertThat(requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}", "nothing of HTTP\r\n\r\n"})
    @DisplayName("is tried once: a source that breaks off may have been asked, on a kept connection as on a new one")
    void oneTry(String begun) throws Exception {
        Manner breaksOff = connection -> {
            send(connection, begun);
            connection.close();
        };
        manner = breaksOff;
        assertThat(outcome(transport, LONG))
                .isInstanceOfSatisfying(
                        Outcome.Silent.class,
                        silent -> assertThat(silent.reached()).isTrue());
        assertThat(requests).hasSize(1);

        manner = connection -> send(connection, answer("{}"));
        get(LONG);
        manner = breaksOff;
        assertThat(outcome(transport, LONG))
                .isInstanceOfSatisfying(
                        Outcome.Silent.class,
                        silent -> assertThat(silent.reached()).isTrue());
        assertThat(requests).hasSize(3);
        assertThat(connections).hasValue(2);
    }

    static Stream<Arguments> slow() {
        Duration pause = Duration.ofMillis(20);
        return Stream.of(
                Arguments.of("says nothing", (Manner) TransportTest::waitForTheEnd),
                Arguments.of("drips its head", endless("HTTP/1.1 200 OK\r\nX: ", "x", pause)),
                Arguments.of("drips other heads first", endless("", "HTTP/1.1 103 Early Hints\r\n\r\n", pause)),
                Arguments.of(
                        "drips its body",
                        endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n", pause)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("ends with its time, and lets the connection go, when the source")
    void slow(String how, Manner slow) throws Exception {
        manner = slow;
        long started = System.nanoTime();

        assertThat(outcome(transport, Duration.ofMillis(300))).isEqualTo(new Outcome.Silent("no answer in time", true));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(cutOff.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("has no time, then nothing is sent")
    void noTime() {
        assertThat(outcome(transport, Duration.ZERO)).isEqualTo(new Outcome.Silent("no answer in time", true));
        assertThat(connections).hasValue(0);
    }

    @Test
    @DisplayName("reads as much as allowed and no more: the rest of a body is not even waited for")
    void largest() throws Exception {
        manner = connection -> send(connection, answer("x".repeat(LARGEST)));
        assertThat(post().tooLarge()).isFalse();
        assertThat(post().bytes()).hasSize(LARGEST);
        assertThat(connections).hasValue(1);

        manner = endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(LARGEST), Duration.ZERO);
        assertThat(post().tooLarge()).isTrue();
        assertThat(cutOff.await(10, TimeUnit.SECONDS)).isTrue();

        manner = connection -> send(connection, answer("{}"));
        assertThat(post().bytes()).asString().isEqualTo("{}");
        assertThat(connections).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "X: y\r\n"})
    @DisplayName("ends at a head without end")
    void endlessHead(String piece) throws Exception {
        manner = endless("HTTP/1.1 200 OK\r\nX: y\r\n", piece.repeat(1000), Duration.ZERO);

        assertThat(outcome(transport, LONG)).isNotEqualTo(new Outcome.Silent("no answer in time", true));
        assertThat(cutOff.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("follows nothing, remembers nothing, offers nothing and decodes nothing")
    void nothingElse() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(new byte[500]);
        }
        manner = connection -> {
            send(
                    connection,
                    "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nSet-Cookie: a=b\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + zipped.size() + "\r\n\r\n");
            zipped.writeTo(connection.getOutputStream());
        };
        get(LONG);

        Transport.Received received = get(LONG);
        assertThat(received.status()).isEqualTo(302);
        assertThat(received.header("location")).hasValue("/elsewhere");
        assertThat(received.bytes()).isEqualTo(zipped.toByteArray());
        assertThat(requests)
                .containsOnly("GET /answers/1 HTTP/1.1\r\nHost: 127.0.0.1:" + source.getLocalPort()
                        + "\r\nConnection: keep-alive\r\n\r\n");
    }

    @Test
    @DisplayName("that never got as far as a connection has asked nobody")
    void nobodyThere() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0)) {
            nobody = taken.getLocalPort();
        }
        // Says nothing to a handshake.
        manner = connection -> {};

        for (String url : List.of(
                "http://127.0.0.1:" + nobody, "http://nobody.invalid", "https://127.0.0.1:" + source.getLocalPort())) {
            assertThat(outcome(transport(url), LONG))
                    .as(url)
                    .isInstanceOfSatisfying(
                            Outcome.Silent.class,
                            silent -> assertThat(silent.reached()).isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("ends at once when its thread is interrupted, whatever kind of thread it is")
    void interrupted(boolean virtual) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        manner = connection -> {
            asked.countDown();
            waitForTheEnd(connection);
        };
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread asks = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> {
            try {
                get(LONG);
                ended.cancel(false);
            } catch (NotAnswered | InterruptedException e) {
                ended.complete(e);
            }
        });
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        asks.interrupt();

        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(cutOff.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
