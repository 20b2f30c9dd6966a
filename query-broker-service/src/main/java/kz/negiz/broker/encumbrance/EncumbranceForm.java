package kz.negiz.broker.encumbrance;

import java.util.Optional;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.broker.intake.Intake;
import kz.negiz.broker.intake.NotAccepted;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.broker.source.Sources;
import kz.negiz.rules.GeneralRule;
import kz.negiz.rules.Order;
import org.springframework.stereotype.Component;

/** What makes a request one for an encumbrance. */
@Component
final class EncumbranceForm implements Intake.Form<EncumbranceDocument> {

    private final EncumbranceKinds kinds;
    private final Sources sources;

    EncumbranceForm(EncumbranceKinds kinds, Sources sources) {
        this.kinds = kinds;
        this.sources = sources;
    }

    @Override
    public EncumbranceDocument parse(byte[] document) throws DocumentRefused {
        return EncumbranceDocument.parse(document);
    }

    @Override
    public void check(EncumbranceDocument document, Order order) throws NotAccepted {
        String rule = GeneralRule.BY_ROLE_AND_PROFILE.in(order);
        if (document.fields().onBehalfOf().isEmpty()) {
            throw NotAccepted.signed(BrokerProblem.OFFICER_NOT_NAMED, rule, document);
        }
        Optional<String> wrong = kinds.wrong(document.service(), document.wish());
        if (wrong.isPresent()) {
            throw NotAccepted.signed(BrokerProblem.ENCUMBRANCE_OF_ANOTHER_SERVICE, rule, document, wrong.get());
        }
        if (kinds.services().contains(document.service()) && !sources.canAct(document.service())) {
            throw NotAccepted.signed(BrokerProblem.ENCUMBRANCE_NOT_CONNECTED, rule, document);
        }
    }
}
