package kz.negiz.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import kz.negiz.cli.CommandFailed;
import kz.negiz.cli.Negiz;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The bodies, people, inspections and cases that the demo sources know; the story speaks of them. */
public record Scenario(JsonNode json) {

    /** The scenario of the sources on this machine; fails the command when they do not answer. */
    public static Scenario ofSources(int port) {
        URI address = URI.create("http://127.0.0.1:" + port + "/demo/scenario");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return new Scenario(new ObjectMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body()));
        } catch (IOException | JacksonException e) {
            throw new CommandFailed(Negiz.UNREACHABLE, "The demo sources do not answer at " + address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Negiz.UNREACHABLE, "Interrupted");
        }
    }

    /** Basis as the verbs name it; {@code open}, {@code closed}, {@code invented} … */
    public String inspection(String name) {
        return "inspection:" + numberOf(json.path("inspections").path(name));
    }

    /** Basis as the verbs name it; {@code listedArticle}, {@code otherArticle} … */
    public String criminalCase(String name) {
        return "case:" + numberOf(json.path("cases").path(name));
    }

    /** BIN of a taxpayer's company: {@code t1} or {@code t2}. */
    public String company(String taxpayer) {
        return numberOf(json.path("taxpayers").path(taxpayer).path("company"));
    }

    public String suspect() {
        return numberOf(json.path("suspect"));
    }

    public JsonNode services() {
        return json.path("services");
    }

    public JsonNode bodies() {
        return json.path("bodies");
    }

    public JsonNode users() {
        return json.path("users");
    }

    private static String numberOf(JsonNode named) {
        return named.isString() ? named.asString() : named.path("number").asString("");
    }
}
