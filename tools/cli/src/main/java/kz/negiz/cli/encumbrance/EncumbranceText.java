package kz.negiz.cli.encumbrance;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Encumbrances for people who read a terminal. */
final class EncumbranceText {

    private EncumbranceText() {}

    static String of(JsonNode view) {
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s %s  %s"
                .formatted(
                        view.path("id").asString(""),
                        view.path("action").asString(""),
                        view.path("service").asString(""),
                        view.path("state").asString("")));
        view.path("words").forEach(sentence -> lines.add("  " + sentence.asString("")));
        for (JsonNode step : view.path("steps")) {
            lines.add("%s  %s  %s"
                    .formatted(
                            step.path("at").asString(""),
                            step.path("state").asString(""),
                            step.path("said").asString(""))
                    .stripTrailing());
        }
        if (view.has("registrationNumber")) {
            lines.add("Registered as " + view.path("registrationNumber").asString(""));
        }
        return String.join("\n", lines);
    }

    static String ofPage(JsonNode page) {
        List<String> lines = new ArrayList<>();
        page.path("encumbrances").forEach(one -> lines.add(ofSummary(one)));
        if (lines.isEmpty()) {
            lines.add("No encumbrances.");
        }
        if (page.has("next")) {
            lines.add("More: --before " + page.path("next").asString(""));
        }
        return String.join("\n", lines);
    }

    static String ofSummary(JsonNode one) {
        return "%s  %s  %s %s  %s"
                .formatted(
                        one.path("received").asString(""),
                        one.path("id").asString(""),
                        one.path("action").asString(""),
                        one.path("service").asString(""),
                        one.path("state").asString(""));
    }
}
