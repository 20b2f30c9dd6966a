package kz.negiz.portal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Speaks NCALayer's side of the WebSocket protocol as a script says: what it greets with, and what it answers to the one
 * request of a connection. It signs nothing; the page under test cannot tell.
 */
final class ScriptedNcaLayer {

    static final String GREETING = "{\"result\":{\"version\":\"1.4\"}}";

    /** The script of one connection; an empty greeting or answer closes the connection instead. */
    record Script(String greeting, String answer) {}

    private final ServerSocket server;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

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

    void next(String greeting, String answer) {
        scripts.add(new Script(greeting, answer));
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
            OutputStream out = socket.getOutputStream();
            String key = handshakeKey(in);
            if (key.isEmpty()) {
                // The page tries TLS first; this is its ClientHello.
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
            requests.add(frame(new DataInputStream(in)));
            if (!script.answer().isEmpty()) {
                send(out, "--heartbeat--");
                send(out, script.answer());
                in.read();
            }
        } catch (IOException e) {
            // The page went away; the test looks at what it shows.
            return;
        }
    }

    private static String handshakeKey(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || (head.isEmpty() && next != 'G')) {
                return "";
            }
            head.append((char) next);
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
