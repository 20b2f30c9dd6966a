package kz.negiz.cli.query;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Questions without their answers, one a line. */
final class QuestionLines {

    private QuestionLines() {}

    static List<String> of(JsonNode questions) {
        List<String> lines = new ArrayList<>();
        for (JsonNode question : questions) {
            List<String> services = new ArrayList<>();
            for (JsonNode service : question.path("services")) {
                services.add(service.path("service").asString("") + "="
                        + service.path("level")
                                .asString(service.path("decision").asString("")));
            }
            lines.add("%6s  %s  %s  %s  %s"
                    .formatted(
                            question.path("userNumber").asString(""),
                            question.path("received").asString(""),
                            question.path("id").asString(""),
                            question.path("outcome").asString(""),
                            String.join(" ", services)));
        }
        return lines;
    }
}
