package kz.negiz.broker.question;

import kz.negiz.rules.RegisterAnswer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes down what a register said, as the record of the check of the basis (R41-22). */
final class RegisterRecord {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RegisterRecord() {}

    static String of(RegisterAnswer answer) {
        ObjectNode json = JSON.createObjectNode();
        switch (answer) {
            case RegisterAnswer.NotAsked notAsked -> json.put("answer", "NOT_ASKED");
            case RegisterAnswer.Unknown unknown -> json.put("answer", "UNKNOWN");
            case RegisterAnswer.Silent silent -> json.put("answer", "SILENT");
            case RegisterAnswer.Inspection inspection -> {
                json.put("answer", "INSPECTION");
                json.put("number", inspection.number());
                json.put("field", inspection.field());
                json.put("bodyId", inspection.bodyId());
                json.putObject("subject")
                        .put("kind", inspection.subject().kind().name())
                        .put("value", inspection.subject().value());
                json.put("openedOn", inspection.openedOn().toString());
                inspection.closedOn().ifPresent(date -> json.put("closedOn", date.toString()));
            }
            case RegisterAnswer.CriminalCase found -> {
                json.put("answer", "CRIMINAL_CASE");
                json.put("number", found.number());
                json.put("closed", found.closed());
                json.put("bodyId", found.bodyId());
                ArrayNode inCharge = json.putArray("inCharge");
                found.inCharge().forEach(inCharge::add);
                ArrayNode articles = json.putArray("articles");
                found.articles().forEach(article -> articles.add(article.toString()));
            }
        }
        return json.toString();
    }
}
