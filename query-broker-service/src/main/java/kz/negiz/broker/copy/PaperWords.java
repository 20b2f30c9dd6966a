package kz.negiz.broker.copy;

import java.util.Locale;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.portal.RuleReference;
import org.springframework.context.MessageSource;

/** The texts of a language, on paper. */
record PaperWords(MessageSource texts, RuleReference rules, Locale language) {

    String of(String key, Object... arguments) {
        return texts.getMessage(key, arguments, language);
    }

    /** Where a rule stands, with its id. */
    String place(String rule) {
        return rules.place(rule) + " (" + rule + ")";
    }

    /** What was proved of a signature, in a sentence. */
    String proved(Evidence evidence) {
        return of(
                "paper.signature.good",
                AstanaTime.exact(evidence.validatedAt()),
                String.valueOf(evidence.bundleNumber()),
                evidence.signer().certificate().getSerialNumber().toString(16));
    }

    /** The material that a record belongs to. */
    String basis(CopyView.Material material) {
        return of("answer.basis." + material.basisKind()) + " " + material.basisNumber();
    }
}
