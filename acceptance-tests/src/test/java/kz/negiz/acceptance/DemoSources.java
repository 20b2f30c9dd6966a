package kz.negiz.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The demo sources as a test uses them: what they speak of, what they were asked, what is wrong with them. */
public final class DemoSources {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    DemoSources(URI address) {
        this.address = address;
    }

    Scenario scenario() {
        return new Scenario(send("GET", "/demo/scenario", ""));
    }

    /** Switches a fault on until {@link #heal()}. */
    public void fault(String target, String fault) {
        send("POST", "/faults", wanted(target, fault, Map.of()).toString());
    }

    /** Switches a fault on with what it needs: {@code millis}, {@code bytes}, {@code count}. */
    public void fault(String target, String fault, Map<String, Long> with) {
        send("POST", "/faults", wanted(target, fault, with).toString());
    }

    /** Switches a fault of the gateway's stand-in on until {@link #heal()}. */
    public void faultAtTheGateway(String service, String fault) {
        send(
                "PUT",
                "/shep/faults/" + service,
                JSON.createObjectNode().put("fault", fault).toString());
    }

    private static ObjectNode wanted(String target, String fault, Map<String, Long> with) {
        ObjectNode wanted = JSON.createObjectNode().put("target", target).put("fault", fault);
        with.forEach((name, value) -> wanted.put(name, value));
        return wanted;
    }

    /** Switches all faults off. */
    public void heal() {
        send("DELETE", "/faults", "");
        send("DELETE", "/shep/faults", "");
    }

    /** How often each service and register was asked so far. */
    public Map<String, Long> asked() {
        Map<String, Long> counts = new TreeMap<>();
        send("GET", "/log", "")
                .properties()
                .forEach(entry ->
                        counts.put(entry.getKey(), entry.getValue().get("count").asLong()));
        return counts;
    }

    /** How often any service was asked so far; the registers don't count. */
    public long servicesAsked() {
        return asked().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("services/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The services that one question reached, each as often as it was asked. */
    public List<String> reachedBy(String requestId) {
        return send("GET", "/log/" + requestId, "")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Enters an inspection into the register, or changes it. */
    public void enterInspection(JsonNode inspection) {
        send("PUT", "/registers/inspections/" + inspection.get("number").asString(), inspection.toString());
    }

    private JsonNode send(String method, String path, String body) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(20))
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("The demo sources answer " + response.statusCode());
            }
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
