package kz.negiz.broker.question;

import java.time.Instant;
import java.util.UUID;
import kz.negiz.broker.document.QuestionFields;

/** What its author asked once before, to begin the next question with; it holds no answers. */
public record EarlierQuestion(UUID id, Instant received, QuestionFields fields) {}
