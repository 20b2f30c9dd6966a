package kz.negiz.broker.question;

import java.util.UUID;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.intake.Accepted;
import kz.negiz.broker.question.QuestionRecords.QuestionRow;
import kz.negiz.kit.vault.RecordVault;

/**
 * Whose question answers are stored of.
 *
 * @param session that carried the question; empty where the answer came after it
 * @param key of the question's record, under which they are sealed
 */
record AnswersOf(
        UUID question,
        int edition,
        UUID account,
        String body,
        String department,
        String session,
        RecordVault.DataKey key) {

    static AnswersOf of(Accepted<QuestionDocument> accepted, RecordVault.DataKey key) {
        return new AnswersOf(
                accepted.document().id(),
                accepted.document().edition(),
                accepted.signer().accountId(),
                accepted.signer().bodyId(),
                accepted.department(),
                accepted.session(),
                key);
    }

    static AnswersOf of(QuestionRow row, RecordVault.DataKey key) {
        return new AnswersOf(row.id(), row.edition(), row.account(), row.body(), row.department(), "", key);
    }
}
