package kz.negiz.cli.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sources without the platform: whoever asks is answered, and nothing is on record. What a question costs beyond this is the platform's. */
final class DirectSources {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI sources;
    private final ObjectNode question;

    DirectSources(URI sources, ObjectNode question) {
        this.sources = sources;
        this.question = question;
    }

    /** Asks all services of the question at once, again and again one after the other. */
    Latencies ask(int warmUp, int times) {
        Latencies latencies = new Latencies();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = -warmUp; i < times; i++) {
                List<HttpRequest> requests = question.path("services")
                        .valueStream()
                        .map(service -> request(service.asString("")))
                        .toList();
                long begin = System.nanoTime();
                all(http, requests);
                if (i >= 0) {
                    latencies.add(System.nanoTime() - begin);
                }
            }
        }
        return latencies;
    }

    private static void all(HttpClient http, List<HttpRequest> requests) {
        List<CompletableFuture<HttpResponse<byte[]>>> answers = requests.stream()
                .map(request -> http.sendAsync(request, BodyHandlers.ofByteArray()))
                .toList();
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            try {
                if (answer.join().statusCode() != 200) {
                    throw new IllegalStateException(
                            "A source answers " + answer.join().statusCode() + " to what the platform asks it");
                }
            } catch (CompletionException e) {
                throw new IllegalStateException("A source does not answer", e);
            }
        }
    }

    private HttpRequest request(String service) {
        JsonNode basis = question.path("basis");
        ObjectNode body = JSON.createObjectNode()
                .put("requestId", UUID.randomUUID().toString())
                .put("profile", question.path("profile").asString(""));
        body.set("subject", question.path("subjects").path(0));
        body.set("basis", basis);
        return HttpRequest.newBuilder(sources.resolve("/services/" + service))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }
}
