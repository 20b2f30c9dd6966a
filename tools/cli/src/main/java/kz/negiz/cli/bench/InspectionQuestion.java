package kz.negiz.cli.bench;

import java.util.List;
import kz.negiz.cli.demo.Scenario;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What benchmarks ask: about the taxpayer of the demo's open inspection. */
final class InspectionQuestion {

    static final String PROFILE = "STATE_REVENUE_FIELD_INSPECTION";

    private static final ObjectMapper JSON = new ObjectMapper();

    private InspectionQuestion() {}

    static ObjectNode to(List<String> services, Scenario scenario) {
        ObjectNode question = JSON.createObjectNode().put("profile", PROFILE);
        question.putObject("basis")
                .put("kind", "INSPECTION_NUMBER")
                .put("number", scenario.inspection("open").substring("inspection:".length()));
        ArrayNode codes = question.putArray("services");
        services.forEach(codes::add);
        question.putArray("subjects").addObject().put("kind", "BIN").put("value", scenario.company("t1"));
        return question.put("purpose", "To measure how fast questions are answered")
                .put("language", "en");
    }
}
