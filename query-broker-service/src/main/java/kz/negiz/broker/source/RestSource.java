package kz.negiz.broker.source;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Databases that answer in JSON over HTTP. */
@Component
final class RestSource implements Source {

    private static final Duration SKEW = Duration.ofMinutes(5);

    private final SourceHttp http;
    private final Clock clock;

    RestSource(SourceHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public SourceAnswer ask(SourceQuestion question) throws SourceSilent, AnswerInvalid, InterruptedException {
        ObjectNode body = http.object();
        body.put("requestId", question.requestId().toString());
        body.putObject("subject")
                .put("kind", question.subject().kind().name())
                .put("value", question.subject().value());
        body.put("profile", question.profile());
        ObjectNode basis =
                body.putObject("basis").put("kind", question.basisKind().name());
        if (!question.basisNumber().isEmpty()) {
            basis.put("number", question.basisNumber());
        }
        return checked(question, http.post("/services/" + question.service(), body));
    }

    /** An answer about somebody else, or of another service, is worse than none. */
    private SourceAnswer checked(SourceQuestion question, ObjectNode answer) throws AnswerInvalid {
        if (!question.service().equals(answer.path("service").asString(""))) {
            throw new AnswerInvalid("another service");
        }
        if (!question.subject()
                        .kind()
                        .name()
                        .equals(answer.path("subject").path("kind").asString(""))
                || !question.subject()
                        .value()
                        .equals(answer.path("subject").path("value").asString(""))) {
            throw new AnswerInvalid("another subject");
        }
        if (!(answer.get("data") instanceof ObjectNode data)) {
            throw new AnswerInvalid("no data");
        }
        return new SourceAnswer(retrievedAt(answer.path("retrievedAt").asString("")), data);
    }

    private Instant retrievedAt(String text) throws AnswerInvalid {
        try {
            Instant time = Instant.parse(text);
            Instant now = clock.instant();
            if (time.isAfter(now.minus(Duration.ofDays(1))) && time.isBefore(now.plus(SKEW))) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new AnswerInvalid("no time");
        }
        throw new AnswerInvalid("of another time");
    }
}
