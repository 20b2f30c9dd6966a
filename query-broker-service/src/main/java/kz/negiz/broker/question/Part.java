package kz.negiz.broker.question;

import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.source.SourceQuestion;
import kz.negiz.rules.Level;
import kz.negiz.rules.Subject;

/** A part of a question: one service about one subject, permitted at a level. */
record Part(QuestionDocument document, String service, Level level, int ordinal, int subjectOrdinal, Subject subject) {

    Place place() {
        return new Place(ordinal, subjectOrdinal);
    }

    /** What its source is asked, under a name for this request. */
    SourceQuestion asked(UUID request) {
        QuestionFields fields = document.fields();
        return new SourceQuestion(
                request,
                service,
                subject,
                fields.profile(),
                fields.basis().kind(),
                RequestEvents.basisNumber(fields.basis()));
    }

    AnswerRecord without(AnswerState state, String outcome) {
        return with(state, outcome, "", new byte[0]);
    }

    AnswerRecord with(AnswerState state, String outcome, String rule, byte[] content) {
        return new AnswerRecord(
                ordinal, subjectOrdinal, service, subject, state, outcome, rule, content, Optional.empty(), () -> {});
    }

    /** Whom it is about is left out. */
    @Override
    public String toString() {
        return "Part[" + service + " of " + document.id() + "]";
    }
}
