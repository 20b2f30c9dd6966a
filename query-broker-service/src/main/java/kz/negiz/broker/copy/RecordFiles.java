package kz.negiz.broker.copy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kz.negiz.broker.encumbrance.EncumbranceInFull;
import kz.negiz.broker.encumbrance.EncumbranceView;
import kz.negiz.broker.question.KeptSignature;
import kz.negiz.broker.question.RecordInFull;
import kz.negiz.broker.question.RecordedQuestions;
import kz.negiz.eds.Evidence;
import kz.negiz.eds.Fingerprint;
import kz.negiz.eds.SealedContainer;
import kz.negiz.kit.receipt.Receipt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files of a record under seal; {@code docs/record-format.md} specifies them. */
final class RecordFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JSON_TYPE = "application/json";
    private static final String CMS_TYPE = "application/pkcs7-signature";

    private RecordFiles() {}

    static List<SealedContainer.File> of(CopiedRecord record, UUID copy, Instant takenAt, UUID taker, byte[] paper) {
        List<SealedContainer.File> files = new ArrayList<>();
        ObjectNode index = JSON.createObjectNode();
        switch (record) {
            case CopiedRecord.OfQuestion(RecordInFull question) -> question(question, index, files);
            case CopiedRecord.OfEncumbrance(EncumbranceInFull encumbrance) -> encumbrance(encumbrance, index, files);
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

    private static void question(RecordInFull record, ObjectNode index, List<SealedContainer.File> files) {
        index.put("type", "kz.negiz.record").put("version", 2);
        index.put("question", record.view().id().toString())
                .put("received", record.view().received().toString())
                .put("account", record.account().toString())
                .put("order", record.order().name())
                .put("edition", record.view().edition())
                .put("outcome", record.view().outcome());
        event(record.view().receipt(), index);
        ArrayNode decisions = index.putArray("decisions");
        record.decisions().forEach(decision -> decisions.add(decision(decision)));
        signed("question.json", record.document(), record.signature(), record.evidence(), files);
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
            int number = answers.size();
            answer.signature().ifPresent(signature -> {
                String name = String.format(Locale.ROOT, "answers/%03d-%s.owner", number, answer.service());
                entry.set("owner", owner(signature, name, files));
            });
        }
    }

    /** Whole, what the owner signed stands in the container as it came; of what was reduced its digest stands for it. */
    private static ObjectNode owner(KeptSignature signature, String name, List<SealedContainer.File> files) {
        ObjectNode owner = JSON.createObjectNode()
                .put("organisation", signature.organisation())
                .put("bin", signature.bin())
                .put(
                        "certificateSha256",
                        Fingerprint.of(signature.evidence().signer().certificate()))
                .put("verifiedAt", signature.verifiedAt().toString())
                .put("messageSha256", signature.messageSha256().hex());
        if (signature.message().length > 0) {
            owner.put("file", name + ".xml");
            files.add(new SealedContainer.File(name + ".xml", "application/xml", signature.message()));
        }
        files.add(evidence(name + ".der", signature.evidence()));
        return owner.put("evidence", name + ".der");
    }

    private static void encumbrance(EncumbranceInFull record, ObjectNode index, List<SealedContainer.File> files) {
        EncumbranceView view = record.view();
        index.put("type", "kz.negiz.encumbrance-record").put("version", 1);
        index.put("encumbrance", view.id().toString())
                .put("received", view.received().toString())
                .put("account", record.account().toString())
                .put("officer", record.officer().toString())
                .put("order", record.order().name())
                .put("edition", view.edition())
                .put("service", view.service())
                .put("action", view.action());
        putGiven(index, "footing", view.footing());
        putGiven(index, "rule", view.rule());
        putGiven(index, "reason", view.reason());
        index.put("state", view.state());
        putGiven(index, "registrationNumber", view.registrationNumber());
        event(view.receipt(), index);
        ArrayNode steps = index.putArray("steps");
        for (EncumbranceView.StepView step : view.steps()) {
            ObjectNode entry = steps.addObject()
                    .put("state", step.state())
                    .put("at", step.at().toString());
            UUID account = step.account();
            putGiven(entry, "account", account == null ? null : account.toString());
            putGiven(entry, step.byLetter() ? "letter" : "said", step.said());
        }
        signed("encumbrance.json", record.document(), record.signature(), record.evidence(), files);
        record.confirmation().ifPresent(confirmation -> {
            files.add(new SealedContainer.File("confirmation.cms", CMS_TYPE, confirmation.signature()));
            files.add(evidence("confirmation-evidence.der", confirmation.evidence()));
        });
    }

    private static void event(Receipt receipt, ObjectNode index) {
        index.putObject("event")
                .put("id", receipt.event().toString())
                .put("number", receipt.number())
                .put("userNumber", receipt.userNumber())
                .put("leafHash", receipt.leafHash())
                .put("time", receipt.time().toString());
    }

    private static void signed(
            String name, byte[] document, byte[] signature, Evidence evidence, List<SealedContainer.File> files) {
        files.add(new SealedContainer.File(name, JSON_TYPE, document));
        files.add(new SealedContainer.File(name + ".cms", CMS_TYPE, signature));
        files.add(evidence("evidence.der", evidence));
    }

    private static SealedContainer.File evidence(String name, Evidence evidence) {
        return new SealedContainer.File(name, "application/octet-stream", evidence.toBytes());
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
