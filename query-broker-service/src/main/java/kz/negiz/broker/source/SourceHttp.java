package kz.negiz.broker.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON over HTTP, to registers and databases. */
final class SourceHttp {

    private static final ContentType JSON = ContentType.create("application/json");

    private final Transport transport;
    private final Duration timeout;
    private final JsonMapper json;

    SourceHttp(SourcesProperties.Connector settings) {
        this.transport = new Transport(settings);
        this.timeout = settings.timeout();
        long largest = settings.largestAnswer().toBytes();
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxDocumentLength(largest)
                                .maxNestingDepth(32)
                                .maxStringLength((int) Math.min(Integer.MAX_VALUE, largest))
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
    Optional<ObjectNode> get(String path, String name, UUID requestId) throws NotAnswered, InterruptedException {
        return read(transport.exchange(
                request("GET", path + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8), requestId), timeout));
    }

    /** What came of a body, whatever its status. */
    Transport.Received post(String path, ObjectNode body, UUID requestId, Duration within)
            throws NotAnswered, InterruptedException {
        HttpUriRequestBase request = request("POST", path, requestId);
        request.setEntity(new ByteArrayEntity(json.writeValueAsBytes(body), JSON));
        return transport.exchange(request, within);
    }

    /** What lies at a place, whatever its status. */
    Transport.Received at(AnswerPlace place, UUID requestId, Duration within) throws NotAnswered, InterruptedException {
        return transport.exchange(request("GET", place.path(), requestId), within);
    }

    private HttpUriRequestBase request(String method, String path, UUID requestId) {
        HttpUriRequestBase request = transport.request(method, path);
        request.setHeader("X-Request-Id", requestId);
        request.setHeader("Accept", JSON);
        return request;
    }

    /** The JSON object that an answer is. */
    ObjectNode object(Transport.Received received) throws NotAnswered {
        return read(received).orElseThrow(() -> NotAnswered.silent("status 404"));
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    private Optional<ObjectNode> read(Transport.Received received) throws NotAnswered {
        if (received.status() == 404) {
            return Optional.empty();
        }
        if (received.status() != 200) {
            throw NotAnswered.silent("status " + received.status());
        }
        if (received.tooLarge()) {
            throw NotAnswered.invalid("too large");
        }
        try {
            if (json.readTree(received.bytes()) instanceof ObjectNode object) {
                return Optional.of(object);
            }
        } catch (JacksonException e) {
            // The reader's own message may repeat parts of the answer.
            throw NotAnswered.invalid("not JSON");
        }
        throw NotAnswered.invalid("not a JSON object");
    }
}
