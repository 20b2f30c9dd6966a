package kz.negiz.broker.copy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kz.negiz.broker.question.RecordInFull;
import kz.negiz.broker.question.RecordedQuestions;
import kz.negiz.eds.SealedContainer;
import kz.negiz.kit.receipt.Receipt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files of a record under seal; {@code docs/record-format.md} specifies them. */
final class RecordFiles {

    static final String TYPE = "kz.negiz.record";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JSON_TYPE = "application/json";

    private RecordFiles() {}

    static List<SealedContainer.File> of(RecordInFull record, UUID copy, Instant takenAt, UUID taker, byte[] paper) {
        List<SealedContainer.File> files = new ArrayList<>();
        ObjectNode index = JSON.createObjectNode().put("type", TYPE).put("version", 1);
        index.put("question", record.view().id().toString())
                .put("received", record.view().received().toString())
                .put("account", record.account().toString())
                .put("order", record.order().name())
                .put("edition", record.view().edition())
                .put("outcome", record.view().outcome());
        Receipt receipt = record.view().receipt();
        index.putObject("event")
                .put("id", receipt.event().toString())
                .put("number", receipt.number())
                .put("userNumber", receipt.userNumber())
                .put("leafHash", receipt.leafHash())
                .put("time", receipt.time().toString());
        ArrayNode decisions = index.putArray("decisions");
        record.decisions().forEach(decision -> decisions.add(decision(decision)));
        files.add(new SealedContainer.File("question.json", JSON_TYPE, record.document()));
        files.add(new SealedContainer.File("question.json.cms", "application/pkcs7-signature", record.signature()));
        files.add(new SealedContainer.File(
                "evidence.der", "application/octet-stream", record.evidence().toBytes()));
        ArrayNode answers = index.putArray("answers");
        for (RecordInFull.Answered answer : record.answers()) {
            ObjectNode entry = answers.addObject()
                    .put("service", answer.service())
                    .put("subject", answer.subject())
                    .put("attempt", answer.attempt())
                    .put("state", answer.state().name())
                    .put("storedAt", answer.storedAt().toString());
            if (answer.content().length > 0) {
                String name = String.format(Locale.ROOT, "answers/%03d-%s.json", answers.size(), answer.service());
                entry.put("file", name);
                files.add(new SealedContainer.File(name, JSON_TYPE, answer.content()));
            }
        }
        index.putObject("copy")
                .put("id", copy.toString())
                .put("takenAt", takenAt.toString())
                .put("account", taker.toString());
        files.addFirst(new SealedContainer.File(
                "record.json", JSON_TYPE, JSON.writeValueAsString(index).getBytes(StandardCharsets.UTF_8)));
        files.add(new SealedContainer.File("record.pdf", "application/pdf", paper));
        return files;
    }

    private static ObjectNode decision(RecordedQuestions.Outcome outcome) {
        ObjectNode node =
                JSON.createObjectNode().put("service", outcome.service()).put("decision", outcome.decision());
        putGiven(node, "level", outcome.level());
        putGiven(node, "footing", outcome.footing());
        putGiven(node, "article", outcome.article());
        putGiven(node, "rule", outcome.rule());
        putGiven(node, "reason", outcome.reason());
        return node;
    }

    private static void putGiven(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
