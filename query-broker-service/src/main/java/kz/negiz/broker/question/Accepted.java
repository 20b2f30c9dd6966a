package kz.negiz.broker.question;

import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.eds.Evidence;
import kz.negiz.kit.standing.Standing;
import kz.negiz.rules.Asker;

/**
 * A question whose form, signature and signer stand.
 *
 * @param session the session that carried it
 */
record Accepted(
        QuestionDocument document,
        Submission submission,
        Evidence evidence,
        Standing.Good signer,
        Asker asker,
        String session) {}
