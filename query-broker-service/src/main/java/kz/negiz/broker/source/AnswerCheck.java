package kz.negiz.broker.source;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds an answer to its question: an answer about somebody else, of another service or of another time is worse than none. */
final class AnswerCheck {

    static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration OLDEST = Duration.ofDays(1);

    private final Clock clock;
    private final AnswerSchemas schemas;

    AnswerCheck(Clock clock, AnswerSchemas schemas) {
        this.clock = clock;
        this.schemas = schemas;
    }

    Clock clock() {
        return clock;
    }

    AnswerSchemas schemas() {
        return schemas;
    }

    /**
     * The answer, where it is one to this question.
     *
     * @param answer {@code {service, subject{kind, value}, retrievedAt, data}}
     */
    SourceAnswer of(SourceQuestion question, ObjectNode answer) throws NotAnswered {
        if (!question.service().equals(answer.path("service").asString(""))) {
            throw NotAnswered.invalid("another service");
        }
        JsonNode subject = answer.path("subject");
        if (!question.subject().kind().name().equals(subject.path("kind").asString(""))
                || !question.subject().value().equals(subject.path("value").asString(""))) {
            throw NotAnswered.invalid("another subject");
        }
        if (!(answer.get("data") instanceof ObjectNode data)) {
            throw NotAnswered.invalid("no data");
        }
        Instant retrieved = retrievedAt(answer.path("retrievedAt").asString(""));
        if (!schemas.of(question.service()).admits(data)) {
            throw NotAnswered.invalid("not as the schema of the service has it");
        }
        return new SourceAnswer(retrieved, data);
    }

    /** The owner says that it has no record. */
    SourceAnswer nothing(Instant said) {
        return new SourceAnswer(said, schemas.object());
    }

    private Instant retrievedAt(String text) throws NotAnswered {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            Instant now = clock.instant();
            if (time.isAfter(now.minus(OLDEST)) && time.isBefore(now.plus(SKEW))) {
                return time;
            }
        } catch (DateTimeException e) {
            throw NotAnswered.invalid("no time");
        }
        throw NotAnswered.invalid("of another time");
    }
}
