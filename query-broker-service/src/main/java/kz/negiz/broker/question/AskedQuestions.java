package kz.negiz.broker.question;

import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.intake.Accepted;

/** Wants to know of questions of which anything was permitted, once they are on record; no question waits for it. */
public interface AskedQuestions {

    void asked(Accepted<QuestionDocument> accepted);
}
