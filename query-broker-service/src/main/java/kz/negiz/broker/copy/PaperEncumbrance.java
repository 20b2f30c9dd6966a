package kz.negiz.broker.copy;

import java.util.List;
import kz.negiz.broker.encumbrance.EncumbranceInFull;
import kz.negiz.broker.encumbrance.EncumbranceView;
import kz.negiz.kit.time.AstanaTime;

/** An encumbrance on paper: who asked for it and who confirmed it, its words, and what became of it. */
final class PaperEncumbrance {

    private PaperEncumbrance() {}

    static void write(Paper paper, PaperWords words, CopiedRecord.OfEncumbrance record) {
        EncumbranceInFull whole = record.whole();
        EncumbranceView view = whole.view();
        paper.fact(words.of("paper.id"), view.id().toString());
        paper.fact(words.of("encumbrance.service"), view.serviceTitle());
        paper.fact(words.of("encumbrance.action"), words.of("encumbrance.action." + view.action()));
        paper.fact(words.of("answer.asked"), AstanaTime.exact(view.received()));
        paper.fact(words.of("encumbrance.system"), view.system());
        paper.fact(words.of("answer.profile"), whole.profileTitle());
        paper.fact(words.of("answer.basis"), words.basis(record.material()));
        paper.fact(words.of("answer.purpose"), whole.purpose());
        paper.fact(words.of("paper.edition"), String.valueOf(view.edition()));
        paper.fact(words.of("paper.signature"), words.proved(whole.evidence()));
        whole.confirmation().ifPresent(signed -> {
            paper.fact(words.of("paper.confirmed"), signed.evidence().signer().commonName());
            paper.fact(words.of("paper.signature"), words.proved(signed.evidence()));
        });
        paper.fact(words.of("encumbrance.state"), words.of("encumbrance.state." + view.state()));
        String number = view.registrationNumber();
        if (number != null) {
            paper.fact(words.of("encumbrance.number"), number);
        }
        paper.heading(words.of("answer.signed"));
        view.words().forEach(paper::sentence);
        paper.heading(words.of("encumbrance.steps"));
        String rule = view.rule();
        if (view.detail() != null && rule != null) {
            paper.sentence(view.detail() + " " + words.place(rule));
        }
        paper.table(
                List.of(words.of("list.time"), words.of("encumbrance.state")),
                view.steps().stream()
                        .map(step -> List.of(AstanaTime.exact(step.at()), sentence(words, step)))
                        .toList());
        if (view.state().equals("UNKNOWN") || view.state().equals("SENDING")) {
            paper.small(words.of("encumbrance.unknown"));
        }
    }

    private static String sentence(PaperWords words, EncumbranceView.StepView step) {
        String state = words.of("encumbrance.state." + step.state());
        String said = step.said();
        if (said == null) {
            return state;
        }
        if (step.byLetter()) {
            return state + ": " + words.of("encumbrance.letter", said);
        }
        return state + ": " + (step.state().equals("LAPSED") ? words.of("encumbrance.lapse." + said) : said);
    }
}
