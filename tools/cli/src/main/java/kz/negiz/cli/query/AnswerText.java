package kz.negiz.cli.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A question and its answers as text. */
final class AnswerText {

    private AnswerText() {}

    static String of(JsonNode question) {
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s".formatted(text(question, "id"), text(question, "outcome")));
        for (JsonNode service : question.path("services")) {
            lines.add("");
            lines.add(ofService(service));
        }
        JsonNode receipt = question.path("receipt");
        lines.add("");
        lines.add("Receipt: event %s, number %s, your number %s"
                .formatted(
                        text(receipt, "event"),
                        receipt.path("number").asString("-"),
                        receipt.path("userNumber").asString("-")));
        JsonNode words = question.path("notice").path("words");
        if (!words.isEmpty()) {
            // The mark of confidentiality; the others say what to do with what is taken along.
            lines.add("");
            lines.add(words.get(0).asString(""));
        }
        return String.join("\n", lines);
    }

    /** One service of a question, about one subject. */
    static String ofService(JsonNode service) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(service));
        if (service.has("detail")) {
            lines.add("  " + text(service, "detail"));
        }
        if (service.has("content")) {
            lines.add(service.path("content").toPrettyString().indent(2).stripTrailing());
        }
        if (service.has("owner")) {
            JsonNode owner = service.path("owner");
            lines.add("  Signed by its owner: %s, BIN %s; verified %s"
                    .formatted(text(owner, "organisation"), text(owner, "bin"), text(owner, "verifiedAt")));
        }
        return String.join("\n", lines);
    }

    private static String headline(JsonNode service) {
        StringBuilder line = new StringBuilder(text(service, "service"));
        line.append("  ").append(text(service, "state").toLowerCase(Locale.ROOT).replace('_', ' '));
        append(line, "  ", service, "level");
        append(line, " ", service, "article");
        append(line, "  ", service, "footing");
        if (service.has("rule")) {
            line.append("  [").append(text(service, "rule")).append(']');
        }
        if (!text(service.path("subject"), "value").isEmpty()) {
            line.append("  ").append(text(service.path("subject"), "kind"));
            line.append(' ').append(text(service.path("subject"), "value"));
        }
        return line.append("  ").append(text(service, "title")).toString();
    }

    private static void append(StringBuilder line, String space, JsonNode service, String field) {
        if (service.has(field)) {
            line.append(space).append(text(service, field));
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
