package kz.negiz.cli.demo;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What came back from a verb.
 *
 * @param exit the exit code
 * @param answer the JSON that it printed
 * @param complaint what it said on standard error
 */
record Outcome(Stage stage, String command, int exit, JsonNode answer, String complaint) {

    /** The verb was to do what it was asked. */
    Outcome done(String what) {
        if (exit == 0) {
            stage.passed(what);
        } else {
            stage.failed("expected: " + what + "; came: " + problem());
        }
        return this;
    }

    /** The verb was to be refused by a rule. */
    Outcome refusedBy(String rule, String what) {
        if (exit == 1 && rule().equals(rule)) {
            stage.passed(what + " — refused, " + rule + ": " + detail());
        } else {
            stage.failed("expected a refusal by " + rule + " (" + what + "); came: " + problem());
        }
        return this;
    }

    /** The verb was to be refused with a reason, whatever rule stands behind it. */
    Outcome refusedFor(String reason, String what) {
        if (exit == 1 && (answer.toString() + complaint).contains(reason)) {
            stage.passed(what + " — refused, " + reason + ": " + detail());
        } else {
            stage.failed("expected a refusal for " + reason + " (" + what + "); came: " + problem());
        }
        return this;
    }

    /** The answer was to have a property. */
    Outcome where(Predicate<JsonNode> property, String what) {
        if (property.test(answer)) {
            stage.passed(what);
        } else {
            stage.failed("not in the answer: " + what);
        }
        return this;
    }

    String text(String member) {
        return answer.path(member).asString("");
    }

    String rule() {
        return text("rule");
    }

    private String detail() {
        return text("detail").isEmpty() ? complaint : text("detail");
    }

    private String problem() {
        String said = answer.toString() + " " + complaint;
        return "exit " + exit + ", " + (said.length() > 600 ? said.substring(0, 600) + " …" : said);
    }
}
