package kz.negiz.broker.question;

import java.util.Optional;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.standing.Standing;
import kz.negiz.rules.Asker;

/**
 * A question whose form, signature and signer stand.
 *
 * @param onBehalfOf the officer for whom a system asks
 * @param session the session that carried it
 */
record Accepted(
        QuestionDocument document,
        Submission submission,
        Evidence evidence,
        Standing.Good signer,
        Optional<Standing.Good> onBehalfOf,
        Asker asker,
        String session) {

    /** The department that answers for the question: the officer's. */
    String department() {
        return onBehalfOf.orElse(signer).department();
    }
}
