package kz.negiz.demo.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The demo sources on a free port, asked over HTTP as the broker does. */
final class RunningSources implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext application;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private RunningSources(ConfigurableApplicationContext application) {
        this.application = application;
        this.address = "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    static RunningSources start(String... settings) {
        return new RunningSources(new SpringApplicationBuilder(DemoSourcesApplication.class)
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--logging.level.root=warn",
                                        "--logging.level.kz.negiz=warn"),
                                Stream.of(settings))
                        .toArray(String[]::new)));
    }

    HttpResponse<String> send(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                    .header("Content-Type", "application/json")
                    .header("X-Request-Id", "register-look-up")
                    .timeout(Duration.ofSeconds(20))
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        return json(send("GET", path, ""));
    }

    HttpResponse<String> ask(String service, String requestId, String kind, String number) {
        ObjectNode question = JSON.createObjectNode();
        question.put("requestId", requestId);
        question.putObject("subject").put("kind", kind).put("value", number);
        question.put("language", "kk");
        return send("POST", "/services/" + service, question.toString());
    }

    /** The data of an answer. */
    JsonNode data(String service, String kind, String number) {
        return json(ask(service, "test", kind, number)).get("data");
    }

    static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("Answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        http.close();
        application.close();
    }
}
