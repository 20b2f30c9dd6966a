package kz.negiz.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A client that writes requests byte for byte, so that it can also send what no library would, and that keeps cookies as a
 * browser does.
 */
public final class Browser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Browser(int port) {
        this.port = port;
    }

    /** An answer as it came. */
    public record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {

        public Optional<String> header(String name) {
            return all(name).stream().findFirst();
        }

        public List<String> all(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The problem's code, without the namespace. */
        public String problem() {
            return json().path("type").asString("").replace("urn:negiz:problem:", "");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    /** The lines of an answer, as they come. */
    public HttpResponse<Stream<String>> lines(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/event-stream")
                .header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    }

    public Answer post(String path, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/json");
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    public Answer delete(String path) {
        return send("DELETE", path, new byte[0]);
    }

    /** Sends a request; given headers come on top of host, cookies and length. */
    public Answer send(String method, String target, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
        if (!cookies.isEmpty()) {
            head.append("Cookie: ");
            cookies.forEach(
                    (name, value) -> head.append(name).append('=').append(value).append("; "));
            head.setLength(head.length() - 2);
            head.append("\r\n");
        }
        boolean framed = false;
        for (String header : headers) {
            head.append(header).append("\r\n");
            framed |= header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding")
                    || header.toLowerCase(Locale.ROOT).startsWith("content-length");
        }
        if (!framed && (body.length > 0 || !method.equals("GET"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        return exchange(head.toString().getBytes(StandardCharsets.UTF_8), body);
    }

    /** Sends bytes as they are. */
    public Answer exchange(byte[] head, byte[] body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head);
            out.flush();
            try {
                out.write(body);
                out.flush();
            } catch (IOException e) {
                // The gateway has answered and hung up before it read everything; its answer is what counts.
                return read(socket.getInputStream());
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    public void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    public void forget(String name) {
        cookies.remove(name);
    }

    private Answer read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new IOException("the connection was closed without an answer");
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        Answer head = new Answer(Integer.parseInt(lines.getFirst().split(" ", 3)[1]), headers, new byte[0]);
        byte[] body = head.header("Transfer-Encoding").filter("chunked"::equals).isPresent()
                ? chunks(in)
                : head.header("Content-Length").isPresent()
                        ? in.readNBytes(
                                Integer.parseInt(head.header("Content-Length").orElseThrow()))
                        : in.readAllBytes();
        head.all("Set-Cookie").forEach(this::keep);
        return new Answer(head.status(), headers, body);
    }

    private void keep(String setCookie) {
        String[] parts = setCookie.split("; ", -1);
        int equals = parts[0].indexOf('=');
        String name = parts[0].substring(0, equals);
        if (List.of(parts).contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, parts[0].substring(equals + 1));
        }
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
