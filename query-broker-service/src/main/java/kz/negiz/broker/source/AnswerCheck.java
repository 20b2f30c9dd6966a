package kz.negiz.broker.source;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.negiz.rules.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds an answer to its question: an answer about somebody else, of another service or of another time is worse than none. */
final class AnswerCheck {

    static final Duration SKEW = Duration.ofMinutes(5);

    /** Everything that a subject may be named by. */
    static final List<String> SUBJECT_FIELDS = List.of(
            "kind", "value", "document", "number", "text", "code", "surname", "name", "patronymic", "birthDate");

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
     * @param answer {@code {service, subject{kind, and what it is named by}, retrievedAt, data}}
     */
    SourceAnswer of(SourceQuestion question, ObjectNode answer) throws NotAnswered {
        if (!question.service().equals(answer.path("service").asString(""))) {
            throw NotAnswered.invalid("another service");
        }
        if (!isOf(question.subject(), answer.path("subject"))) {
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

    /**
     * Whether an answer names the subject as the question did: kind and every field, and none beside them. Whom a number plate or a
     * name led to stands in the data.
     */
    private static boolean isOf(Subject asked, JsonNode named) {
        Map<String, String> fields = new HashMap<>(asked.fields());
        fields.put("kind", asked.kind().name());
        return SUBJECT_FIELDS.stream()
                .allMatch(field ->
                        fields.getOrDefault(field, "").equals(named.path(field).asString("")));
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
