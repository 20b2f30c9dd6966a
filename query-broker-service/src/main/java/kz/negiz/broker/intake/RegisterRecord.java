package kz.negiz.broker.intake;

import java.time.LocalDate;
import kz.negiz.rules.Article;
import kz.negiz.rules.RegisterAnswer;
import kz.negiz.rules.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes down what a register said, as the record of the check of the basis (R41-22). */
public final class RegisterRecord {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RegisterRecord() {}

    public static String of(RegisterAnswer answer) {
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

    /** What a register said, as its record has it. */
    public static RegisterAnswer read(String record) {
        JsonNode json = JSON.readTree(record);
        return switch (json.path("answer").asString("")) {
            case "NOT_ASKED" -> new RegisterAnswer.NotAsked();
            case "UNKNOWN" -> new RegisterAnswer.Unknown();
            case "SILENT" -> new RegisterAnswer.Silent();
            case "INSPECTION" ->
                new RegisterAnswer.Inspection(
                        json.path("number").asString(),
                        json.path("field").asBoolean(),
                        json.path("bodyId").asString(),
                        Subject.of(
                                Subject.Kind.valueOf(
                                        json.path("subject").path("kind").asString()),
                                json.path("subject").path("value").asString()),
                        LocalDate.parse(json.path("openedOn").asString()),
                        json.path("closedOn").asStringOpt().map(LocalDate::parse));
            case "CRIMINAL_CASE" ->
                new RegisterAnswer.CriminalCase(
                        json.path("number").asString(),
                        json.path("closed").asBoolean(),
                        json.path("bodyId").asString(),
                        json.path("inCharge")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList(),
                        json.path("articles")
                                .valueStream()
                                .map(article -> article(article.asString()))
                                .toList());
            default -> throw new IllegalStateException("a register's answer is recorded in a way that is not known");
        };
    }

    /** The inverse of {@link Article#toString} for whatever a register wrote, not for well-formed articles alone. */
    private static Article article(String written) {
        int part = written.lastIndexOf('(');
        return part < 0 || !written.endsWith(")")
                ? new Article(written, "")
                : new Article(written.substring(0, part), written.substring(part + 1, written.length() - 1));
    }
}
