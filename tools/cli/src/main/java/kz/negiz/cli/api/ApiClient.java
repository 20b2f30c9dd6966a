package kz.negiz.cli.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.function.BiConsumer;
import kz.negiz.cli.DataFolder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** A user or an information system on the platform's public API, logged in by EDS; sessions are kept between commands, readable by the owner only. */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI gateway;
    private final SigningKey key;
    private final String language;
    private final Path jar;
    private final Access access;

    private ApiClient(URI gateway, SigningKey key, String language) {
        this.gateway = gateway;
        this.key = key;
        this.language = language;
        String name = Integer.toHexString((gateway + " " + key.file()).hashCode());
        this.access = key.system().isEmpty() ? new CookieAccess() : new KeyAccess();
        this.jar = DataFolder.path().resolve("cli").resolve(name + ".session");
    }

    /** A client with a session that stands: the kept one, or a new one. */
    public static ApiClient loggedIn(URI gateway, SigningKey key, String language) {
        ApiClient client = new ApiClient(gateway, key, language);
        client.readSession();
        if (!client.access.isOpen()
                || client.send(client.request("/api/session").GET()).statusCode() != 200) {
            client.login();
            client.keepSession();
        }
        return client;
    }

    /** A client with a new session, kept nowhere. */
    public static ApiClient newSession(URI gateway, SigningKey key, String language) {
        ApiClient client = new ApiClient(gateway, key, language);
        client.login();
        return client;
    }

    private void login() {
        access.forget();
        JsonNode challenge = post("/api/login/challenge", access.wanted());
        byte[] words = Base64.getDecoder().decode(challenge.path("challenge").asString());
        ObjectNode answer = JSON.createObjectNode()
                .put("challengeId", challenge.path("challengeId").asString())
                .put("signature", Base64.getEncoder().encodeToString(key.sign(words)));
        access.entered(post("/api/login", answer));
    }

    /** The key that logs in and signs. */
    public SigningKey key() {
        return key;
    }

    /** A request for an address with what says who makes it, to be sent by a client of the caller's own. */
    public HttpRequest getting(URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(90)).header("Accept", "application/json");
        access.addTo(request);
        return request.GET().build();
    }

    public JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    public JsonNode post(String path, JsonNode body) {
        return json(send(posting(path, body)));
    }

    /** Posts what takes its time, and gets the word that it has begun. */
    public JsonNode begin(String path, JsonNode body) {
        return json(send(posting(path, body).header("Prefer", "respond-async")));
    }

    private HttpRequest.Builder posting(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
    }

    /** Reads server-sent events to their end; {@code taker} gets the name and the data of each as it comes. */
    public void events(String path, BiConsumer<String, JsonNode> taker) {
        HttpResponse<InputStream> response = send(
                request(path)
                        .setHeader("Accept", "text/event-stream, application/problem+json")
                        .GET(),
                BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() != 200) {
                throw new ApiRefused(response.statusCode(), JSON.readTree(lines));
            }
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    taker.accept(name, JSON.readTree(line.substring("data: ".length())));
                }
            }
        } catch (IOException e) {
            throw new ApiUnreachable(gateway, e);
        }
    }

    public JsonNode delete(String path) {
        return json(send(request(path).DELETE()));
    }

    /** Saves what an address answers to a file. */
    public void download(String path, Path target) {
        HttpResponse<byte[]> response = send(request(path).GET());
        if (response.statusCode() >= 400) {
            json(response);
        }
        try {
            Files.write(target, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves what a request is answered with to a file. */
    public void download(String path, JsonNode body, Path target) {
        HttpResponse<byte[]> response = send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
        if (response.statusCode() >= 400) {
            json(response);
        }
        try {
            Files.write(target, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(90))
                .header("Accept", "application/json, application/problem+json, */*;q=0.1")
                .header("Accept-Language", language);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> reading) {
        try {
            access.addTo(request);
            HttpResponse<T> response = http.send(request.build(), reading);
            if (access.take(response)) {
                access.addTo(request);
                response = http.send(request.build(), reading);
                access.take(response);
            }
            return response;
        } catch (IOException e) {
            throw new ApiUnreachable(gateway, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiUnreachable(gateway, e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        JsonNode body;
        try {
            body = response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JacksonException e) {
            body = JSON.createObjectNode().put("detail", "The answer is not JSON (HTTP " + response.statusCode() + ")");
        }
        if (response.statusCode() >= 400) {
            throw new ApiRefused(response.statusCode(), body);
        }
        return body;
    }

    private void readSession() {
        if (!Files.exists(jar)) {
            return;
        }
        try (InputStream in = Files.newInputStream(jar)) {
            access.goOn(JSON.readTree(in));
        } catch (IOException | JacksonException e) {
            access.forget();
        }
    }

    private void keepSession() {
        try {
            Files.createDirectories(
                    jar.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(jar);
            Files.createFile(jar, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(jar, access.kept().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The session can't be kept in " + jar, e);
        }
    }
}
