package kz.negiz.testkit.browser;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kz.negiz.eds.CmsSigner;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs for pages as NCALayer does, with the key that a test chose and without a window. */
public final class SigningNcaLayer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Server server;

    private SigningNcaLayer(Server server) {
        this.server = server;
    }

    /** Starts on a free port; ends with the JVM. */
    public static SigningNcaLayer start() {
        Server server = new Server();
        server.setReuseAddr(true);
        server.setDaemon(true);
        server.start();
        try {
            if (!server.ready.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the port could not be taken");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new SigningNcaLayer(server);
    }

    public int port() {
        return server.getPort();
    }

    /** Signs with this key from now on. */
    public void use(CmsSigner key) {
        server.key = key;
    }

    private static final class Server extends WebSocketServer {

        private final CountDownLatch ready = new CountDownLatch(1);
        private volatile @Nullable CmsSigner key;

        private Server() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        @Override
        public void onStart() {
            ready.countDown();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.send("{\"result\":{\"version\":\"1.4\"}}");
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            JsonNode data = JSON.readTree(message).path("args").path("data");
            CmsSigner signer = key;
            Map<String, ?> body = signer == null
                    ? Map.of()
                    : Map.of(
                            "result",
                            List.of(Base64.getEncoder()
                                    .encodeToString(
                                            signer.sign(Base64.getDecoder().decode(data.asString()), true))));
            socket.send(JSON.writeValueAsString(Map.of("status", true, "body", body)));
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            // The page has its answer.
        }

        @Override
        public void onError(@Nullable WebSocket socket, Exception e) {
            // The page tries TLS first; what it shows then is what the tests look at.
        }
    }
}
