package kz.negiz.broker.question;

import java.util.List;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.intake.Intake;
import kz.negiz.broker.intake.NotAccepted;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.broker.source.SubjectKinds;
import kz.negiz.rules.GeneralRule;
import kz.negiz.rules.Order;
import org.springframework.stereotype.Component;

/** What makes a request a question. */
@Component
final class QuestionForm implements Intake.Form<QuestionDocument> {

    private final SubjectKinds kinds;

    QuestionForm(SubjectKinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public QuestionDocument parse(byte[] document) throws DocumentRefused {
        return QuestionDocument.parse(document);
    }

    /** A database that can't be asked in this way is not asked, and no other part of the question is: the officer meant it as a whole. */
    @Override
    public void check(QuestionDocument document, Order order) throws NotAccepted {
        List<String> services =
                kinds.notTaking(document.fields().services(), document.fields().subjects());
        if (!services.isEmpty()) {
            throw NotAccepted.signed(
                    BrokerProblem.SUBJECT_KIND_NOT_TAKEN,
                    GeneralRule.BY_ROLE_AND_PROFILE.in(order),
                    document,
                    String.join(", ", services));
        }
    }
}
