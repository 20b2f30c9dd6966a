package kz.negiz.broker.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * HTTP to registers and databases: one try, one deadline for the whole answer, and never more read than allowed.
 */
@Component
final class SourceHttp {

    private static final String JSON = "application/json";

    private final SourcesProperties properties;
    private final JsonMapper json;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();

    SourceHttp(SourcesProperties properties) {
        this.properties = properties;
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxDocumentLength(properties.largestAnswer().toBytes())
                                .maxNestingDepth(32)
                                .maxStringLength((int) Math.min(
                                        Integer.MAX_VALUE,
                                        properties.largestAnswer().toBytes()))
                                .maxNameLength(256)
                                .maxNumberLength(64)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** A JSON object, or nothing when the other side has no such entry. */
    Optional<ObjectNode> get(String path, String name, UUID requestId)
            throws SourceSilent, AnswerInvalid, InterruptedException {
        return exchange(HttpRequest.newBuilder(uri(path + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                .header("X-Request-Id", requestId.toString())
                .header("Accept", JSON)
                .timeout(properties.timeout())
                .GET()
                .build());
    }

    ObjectNode post(String path, ObjectNode body) throws SourceSilent, AnswerInvalid, InterruptedException {
        return exchange(HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", JSON)
                        .header("Accept", JSON)
                        .timeout(properties.timeout())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                        .build())
                .orElseThrow(() -> new SourceSilent("status 404"));
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    private Optional<ObjectNode> exchange(HttpRequest request)
            throws SourceSilent, AnswerInvalid, InterruptedException {
        // The client's own time-out ends with the headers; a source that drips its body must not hold the question up.
        Future<Received> future = threads.submit(() -> receive(request));
        try {
            return read(future.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new SourceSilent("no answer in time");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new SourceSilent(cause == null ? "unknown" : cause.getClass().getSimpleName());
        } finally {
            future.cancel(true);
        }
    }

    private Received receive(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int most = (int)
                    Math.min(Integer.MAX_VALUE - 8L, properties.largestAnswer().toBytes());
            byte[] bytes = body.readNBytes(most + 1);
            return new Received(response.statusCode(), bytes, bytes.length > most);
        }
    }

    private Optional<ObjectNode> read(Received received) throws SourceSilent, AnswerInvalid {
        if (received.status() == 404) {
            return Optional.empty();
        }
        if (received.status() != 200) {
            throw new SourceSilent("status " + received.status());
        }
        if (received.tooLarge()) {
            throw new AnswerInvalid("too large");
        }
        try {
            if (json.readTree(received.bytes()) instanceof ObjectNode object) {
                return Optional.of(object);
            }
        } catch (JacksonException e) {
            // The reader's own message may repeat parts of the answer.
            throw new AnswerInvalid("not JSON");
        }
        throw new AnswerInvalid("not a JSON object");
    }

    private URI uri(String path) {
        String base = properties.baseUrl().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Received(int status, byte[] bytes, boolean tooLarge) {}
}
