package kz.negiz.portal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Speaks NCALayer's side of the WebSocket protocol as a script says: what it greets with, and what it answers to the
 * requests of a connection, one after the other. It signs nothing; the page under test cannot tell.
 */
final class ScriptedNcaLayer {

    private static final String PASSWORD = "throw-away";
    private static final byte CLIENT_HELLO = 0x16;
    static final String GREETING = "{\"result\":{\"version\":\"1.4\"}}";

    /** The script of one connection; an empty greeting or answer closes the connection instead. */
    record Script(String greeting, List<String> answers) {}

    private final ServerSocket server;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private volatile @Nullable SSLSocketFactory tls;

    private ScriptedNcaLayer(ServerSocket server) {
        this.server = server;
    }

    static ScriptedNcaLayer start() {
        try {
            ScriptedNcaLayer layer = new ScriptedNcaLayer(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(layer::accept);
            return layer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void next(String greeting, String... answers) {
        scripts.add(new Script(greeting, List.of(answers)));
    }

    void forget() {
        scripts.clear();
        requests.clear();
    }

    /** Answers TLS as well, as the original does, with a certificate made by the JDK's own tool; without a folder no more. */
    void speakTls(@Nullable Path folder) throws Exception {
        if (folder == null) {
            tls = null;
            return;
        }
        Path store = folder.resolve("ncalayer.p12");
        if (Files.notExists(store)) {
            make(store);
        }
        char[] password = PASSWORD.toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        tls = context.getSocketFactory();
    }

    private static void make(Path store) throws Exception {
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (made.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
    }

    BlockingQueue<String> requests() {
        return requests;
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            int first = in.read();
            SSLSocketFactory factory = tls;
            if (first == CLIENT_HELLO && factory != null) {
                try (Socket secured =
                        factory.createSocket(socket, new ByteArrayInputStream(new byte[] {CLIENT_HELLO}), true)) {
                    converse(
                            secured.getInputStream(),
                            secured.getOutputStream(),
                            secured.getInputStream().read());
                }
            } else if (first != CLIENT_HELLO) {
                converse(in, socket.getOutputStream(), first);
            }
        } catch (IOException e) {
            // The page went away; the test looks at what it shows.
            return;
        }
    }

    private void converse(InputStream in, OutputStream out, int first) throws IOException {
        String key = handshakeKey(in, first);
        if (key.isEmpty()) {
            return;
        }
        Script script = scripts.poll();
        if (script == null) {
            return;
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        if (script.greeting().isEmpty()) {
            in.read();
            return;
        }
        send(out, script.greeting());
        for (String answer : script.answers()) {
            requests.add(frame(new DataInputStream(in)));
            if (answer.isEmpty()) {
                return;
            }
            send(out, "--heartbeat--");
            send(out, answer);
        }
        in.read();
    }

    private static String handshakeKey(InputStream in, int first) throws IOException {
        StringBuilder head = new StringBuilder();
        int next = first;
        while (head.indexOf("\r\n\r\n") < 0) {
            if (next < 0) {
                return "";
            }
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") < 0) {
                next = in.read();
            }
        }
        return head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        out.write(0x81);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.write(payload);
        out.flush();
    }

    private static String frame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new String(payload, StandardCharsets.UTF_8);
    }
}
