package kz.negiz.broker.question;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.audit.AuditOutbox;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.broker.source.Registers;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.rules.Lookup;
import kz.negiz.rules.Reason;
import kz.negiz.rules.RegisterAnswer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows what the register says of an inspection while the form is filled in. Of an inspection of another body it tells no more
 * than that; each look is on record, since it tells who is inspected.
 */
@Component
public class BasisPreview {

    private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}._-]{0,39}");

    private final Registers registers;
    private final AuditOutbox audit;
    private final TransactionTemplate transaction;
    private final ProblemTexts texts;

    BasisPreview(Registers registers, AuditOutbox audit, TransactionTemplate transaction, ProblemTexts texts) {
        this.registers = registers;
        this.audit = audit;
        this.transaction = transaction;
        this.texts = texts;
    }

    /** Looks an inspection up for an officer of a body. */
    public Preview inspection(String typed, Caller.User officer, String language) {
        String number = typed.strip();
        if (!NUMBER.matcher(number).matches()) {
            return Preview.none();
        }
        Preview preview = judged(registers.answer(new Lookup.OfInspection(number)), officer, language);
        transaction.executeWithoutResult(status -> audit.append(
                AuditEventDraft.of("BASIS_LOOKED_UP", preview.subject().isPresent() ? "SHOWN" : "NOT_SHOWN")
                        .account(officer.account())
                        .body(officer.body())
                        .department(officer.department())
                        .session(officer.session())
                        .rules(List.of("R41-22"))
                        .detail("basisNumber", number)));
        return preview;
    }

    private Preview judged(RegisterAnswer answer, Caller.User officer, String language) {
        return switch (answer) {
            case RegisterAnswer.Inspection found
            when !found.bodyId().equals(officer.body()) -> refused(Reason.INSPECTION_OF_ANOTHER_BODY, language);
            case RegisterAnswer.Inspection found
            when !found.field() -> refused(Reason.INSPECTION_NOT_IN_THE_FIELD, language);
            case RegisterAnswer.Inspection found
            when found.closedOn().isPresent() -> refused(Reason.INSPECTION_CLOSED, language);
            case RegisterAnswer.Inspection found ->
                new Preview("open", Optional.of(found.subject().value()), "");
            case RegisterAnswer.Unknown unknown -> refused(Reason.INSPECTION_UNKNOWN, language);
            default -> refused(Reason.INSPECTION_REGISTER_SILENT, language);
        };
    }

    private Preview refused(Reason reason, String language) {
        return new Preview("refused", Optional.empty(), texts.detail(BrokerProblem.of(reason), Locale.of(language)));
    }

    /**
     * What may be shown.
     *
     * @param state {@code none}, {@code open} or {@code refused}
     * @param subject the inspected one
     * @param detail why the inspection can't be used
     */
    public record Preview(String state, Optional<String> subject, String detail) {

        public static Preview none() {
            return new Preview("none", Optional.empty(), "");
        }

        @Override
        public String toString() {
            return "Preview[" + state + "]";
        }
    }
}
