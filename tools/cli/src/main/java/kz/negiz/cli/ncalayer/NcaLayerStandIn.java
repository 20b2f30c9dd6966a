package kz.negiz.cli.ncalayer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Stands in for NCALayer, the program of the national authority that signs for web pages: speaks its protocol over a
 * real WebSocket on the loopback interface, with demo keys, and asks nobody for a password.
 *
 * <p>For demos and tests only. It chooses the key that it was told to use; where the page's conditions do not fit that
 * key, it answers as if the person had cancelled, as the original does when no key can be chosen.
 */
public final class NcaLayerStandIn implements AutoCloseable {

    /** The port of the original, which pages rely on. */
    public static final int USUAL_PORT = 13579;

    private static final String VERSION = "1.4";
    private static final String HEARTBEAT = "--heartbeat--";
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final Duration START_UP = Duration.ofSeconds(10);

    private final Server server;
    private final Dialog dialog;

    private NcaLayerStandIn(Server server, Dialog dialog) {
        this.server = server;
        this.dialog = dialog;
    }

    /**
     * Starts listening.
     *
     * @param port 0 for a free one
     * @param keysDir the demo PKI's folder of keys
     * @param initialKey the name of the key that is used until told otherwise
     */
    public static NcaLayerStandIn start(int port, Path keysDir, String initialKey) {
        return start(port, keysDir, initialKey, Optional.empty());
    }

    /**
     * Starts listening with TLS, as the original does.
     *
     * @param port 0 for a free one
     * @param keysDir the demo PKI's folder of keys
     * @param initialKey the name of the key that is used until told otherwise
     * @param certificate what it shows; browsers trust it only when told to
     */
    public static NcaLayerStandIn startTls(
            int port, Path keysDir, String initialKey, ThrowAwayCertificate certificate) {
        return start(port, keysDir, initialKey, Optional.of(certificate));
    }

    private static NcaLayerStandIn start(
            int port, Path keysDir, String initialKey, Optional<ThrowAwayCertificate> certificate) {
        Dialog dialog = new Dialog(new DemoKeys(keysDir), initialKey);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), dialog);
        certificate.ifPresent(
                shown -> server.setWebSocketFactory(new DefaultSSLWebSocketServerFactory(shown.context())));
        server.begin();
        return new NcaLayerStandIn(server, dialog);
    }

    public int port() {
        return server.getPort();
    }

    /** Signs with this key from now on. */
    public void use(String key) {
        dialog.use(key);
    }

    /** The name of the key in use. */
    public String current() {
        return dialog.current();
    }

    /** The names of all keys. */
    public List<String> keys() {
        return dialog.keys().names();
    }

    /** The person presses Cancel at the next signing. */
    public void cancelNext() {
        next(Mishap.CANCEL);
    }

    /** This goes wrong at the next signing; several calls stand in line. */
    public void next(Mishap mishap) {
        dialog.next(mishap);
    }

    /** How long the person takes in the window, from now on. */
    public void delay(Duration duration) {
        dialog.delay(duration);
    }

    @Override
    public void close() {
        server.end();
    }

    private static final class Server extends WebSocketServer {

        private final Dialog dialog;
        private final BasicsModule basics;
        private final CommonUtilsModule commonUtils;
        private final CompletableFuture<Boolean> started = new CompletableFuture<>();
        private final Map<WebSocket, ExecutorService> windows = new ConcurrentHashMap<>();

        Server(InetSocketAddress address, Dialog dialog) {
            super(address, 1, List.of(new Draft_6455(List.of(), List.of(new Protocol("")), MOST_BYTES)));
            this.dialog = dialog;
            this.basics = new BasicsModule(dialog);
            this.commonUtils = new CommonUtilsModule(dialog);
            setReuseAddr(true);
            setDaemon(true);
            setTcpNoDelay(true);
        }

        void begin() {
            start();
            try {
                started.get(START_UP.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end();
                throw new IllegalStateException("Interrupted while starting", e);
            } catch (ExecutionException | TimeoutException e) {
                end();
                throw new IllegalStateException(
                        "The stand-in of NCALayer cannot listen on port "
                                + getAddress().getPort()
                                + ": another program uses it, perhaps NCALayer itself",
                        e);
            }
        }

        void end() {
            try {
                windows.values().forEach(ExecutorService::shutdownNow);
                stop(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onStart() {
            started.complete(true);
        }

        @Override
        public void onError(@Nullable WebSocket connection, Exception e) {
            if (connection == null) {
                started.completeExceptionally(e);
            }
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {
            // One request in flight a connection: answers carry no id, so they must come in order.
            windows.put(
                    connection,
                    Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()));
            connection.send("{\"result\":{\"version\":\"" + VERSION + "\"}}");
        }

        @Override
        public void onClose(WebSocket connection, int code, String reason, boolean remote) {
            ExecutorService window = windows.remove(connection);
            if (window != null) {
                window.shutdownNow();
            }
        }

        @Override
        public void onMessage(WebSocket connection, String message) {
            if (message.equals(HEARTBEAT)) {
                // Also while a window is open.
                connection.send(HEARTBEAT);
                return;
            }
            ExecutorService window = windows.get(connection);
            if (window != null) {
                window.execute(() -> reply(connection, message));
            }
        }

        private void reply(WebSocket connection, String message) {
            try {
                Optional<String> answer = answer(message);
                if (answer.isPresent()) {
                    connection.send(answer.get());
                } else {
                    connection.closeConnection(CloseFrame.ABNORMAL_CLOSE, "closed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (WebsocketNotConnectedException e) {
                // The page is gone; nobody waits for the answer.
                windows.remove(connection);
            } catch (RuntimeException e) {
                // For instance a key file that has gone meanwhile. A page must not wait for ever.
                connection.send(BasicsModule.failed(e));
            }
        }

        private Optional<String> answer(String message) throws InterruptedException {
            JsonNode request;
            try {
                request = JsonMapper.shared().readTree(message);
            } catch (JacksonException e) {
                return Optional.of(moduleNotFound());
            }
            if (!request.has("module")) {
                // The oldest module, switched off in the original too, answers where none is named.
                String method = request.path("method").asString("");
                return Optional.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("errorCode", "Method not implemented. Method:" + method)
                        .toString());
            }
            String module = request.get("module").asString("");
            if (isMissing(module)) {
                return Optional.of(moduleNotFound());
            }
            return switch (module) {
                case BasicsModule.NAME -> basics.answer(request);
                case CommonUtilsModule.NAME -> commonUtils.answer(request);
                default -> Optional.of(moduleNotFound());
            };
        }

        /** A page that misses basics asks commonUtils next; only then it has learnt that both are missing. */
        private boolean isMissing(String module) {
            return switch (module) {
                case BasicsModule.NAME -> dialog.take(Mishap.NO_BASICS) || dialog.isNext(Mishap.NO_MODULES);
                case CommonUtilsModule.NAME -> dialog.take(Mishap.NO_MODULES);
                default -> false;
            };
        }

        private static String moduleNotFound() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("success", false)
                    .put("errorCode", "MODULE_NOT_FOUND")
                    .toString();
        }
    }
}
