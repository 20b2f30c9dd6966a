package kz.negiz.broker.question;

import java.util.Optional;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.redaction.Redactor;
import kz.negiz.broker.source.Outcome;
import kz.negiz.broker.source.SourceAnswer;
import kz.negiz.rules.Level;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Redaction;
import kz.negiz.rules.Rules;
import kz.negiz.rules.Service;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes of what a source said what is stored: an answer as far as the rules let it through, or that there was none. */
@Component
class PartAnswers {

    private final Editions editions;
    private final JsonMapper json = JsonMapper.builder().build();

    PartAnswers(Editions editions) {
        this.editions = editions;
    }

    /** What is to be stored; nothing while the source may still answer. */
    Optional<AnswerRecord> of(Part part, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> Optional.of(answered(part, answered.answer()));
            case Outcome.Awaited _ -> Optional.empty();
            case Outcome.Silent _ -> Optional.of(silent(part));
            // The source's own system failed; for the officer it is the same, and worth asking again.
            case Outcome.Failed _ -> Optional.of(silent(part));
            case Outcome.Refused _ -> Optional.of(part.without(AnswerState.SOURCE_REFUSED, "SOURCE_REFUSED"));
            case Outcome.Invalid _ -> Optional.of(part.without(AnswerState.ANSWER_INVALID, "SOURCE_FAILED"));
            case Outcome.Unproved _ -> Optional.of(part.without(AnswerState.OWNER_UNPROVED, "OWNER_UNPROVED"));
        };
    }

    static AnswerRecord silent(Part part) {
        return part.without(AnswerState.SOURCE_SILENT, "SOURCE_SILENT");
    }

    private AnswerRecord answered(Part part, SourceAnswer answer) {
        Rules rules = editions.of(part.document().edition());
        Profile profile =
                rules.edition().profile(part.document().fields().profile()).orElseThrow();
        Service service = rules.edition().service(part.service()).orElseThrow();
        Redaction redaction = rules.edition().redaction(profile, service, part.level());
        ObjectNode kept = Redactor.redact(answer.data(), redaction);
        ObjectNode content = json.createObjectNode();
        content.put("retrievedAt", answer.retrievedAt().toString());
        content.set("data", kept);
        String outcome = kept.isEmpty() ? "EMPTY" : part.level() instanceof Level.Reduced ? "REDUCED" : "FULL";
        return part.with(
                        AnswerState.ANSWERED,
                        outcome,
                        part.level() instanceof Level.Reduced ? redaction.rule() : "",
                        json.writeValueAsBytes(content))
                .signed(answer.signature().map(by -> KeptSignature.of(by, redaction.keepsEverything())))
                .then(answer.onRecord());
    }
}
