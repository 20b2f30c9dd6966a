package kz.negiz.cli.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What came back from a verb, to be held against what the story tells.
 *
 * @param exit the exit code
 * @param answer the JSON that it printed
 * @param complaint what it said on standard error
 */
record Outcome(Stage stage, int exit, JsonNode answer, String complaint) {

    /** The verb was to do what it was asked. */
    Outcome done(String what) {
        if (exit == 0) {
            stage.passed(what);
        } else {
            stage.failed(what + "; what came back: " + said());
        }
        return this;
    }

    /** The question was to be answered; shows a row for each service. */
    Outcome answered(String what) {
        answer.path("services").forEach(service -> stage.say(row(service)));
        return done(what);
    }

    /** The verb was to be refused; what came back names one of these rules or reasons. */
    Outcome refused(String what, String... grounds) {
        String all = answer + complaint;
        Optional<String> ground = Arrays.stream(grounds).filter(all::contains).findFirst();
        if (exit == 1 && ground.isPresent()) {
            stage.say("← " + words());
            stage.passed(what + ": refused, " + (rule().isEmpty() ? ground.get() : rule()));
        } else {
            stage.failed(
                    what + " was to be refused by " + String.join(" or ", grounds) + "; what came back: " + said());
        }
        return this;
    }

    /** The answer was to have a property. */
    Outcome where(Predicate<JsonNode> property, String what) {
        stage.check(exit == 0 && property.test(answer), what);
        return this;
    }

    String text(String pointer) {
        return answer.at(pointer).asString("");
    }

    /** The part of the answer that one service gave. */
    JsonNode service(String code) {
        return answer.path("services")
                .valueStream()
                .filter(service -> service.path("service").asString("").equals(code))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String row(JsonNode service) {
        return "← %-24s %-10s %s"
                .formatted(
                        service.path("service").asString(""),
                        service.path("state").asString("").toLowerCase(Locale.ROOT),
                        service.path("level").asString("").toLowerCase(Locale.ROOT))
                .stripTrailing();
    }

    /** The rule that decided; empty where none did. */
    private String rule() {
        return text("/rule").isEmpty() ? text("/services/0/rule") : text("/rule");
    }

    private String words() {
        return answer.path("findings")
                .valueStream()
                .filter(finding -> !finding.path("weight").asString("").equals("REMARK"))
                .map(finding -> finding.path("where").asString("") + ": "
                        + finding.path("text").asString(""))
                .findFirst()
                .or(() -> Stream.of("/services/0/detail", "/detail", "/title")
                        .map(this::text)
                        .filter(text -> !text.isEmpty())
                        .findFirst())
                .orElse(complaint);
    }

    private String said() {
        String all = "exit " + exit + " " + answer + " " + complaint;
        return all.length() > 1500 ? all.substring(0, 1500) + " …" : all;
    }
}
