package kz.negiz.broker.source;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Databases that answer in JSON over HTTP. Nothing is asked twice. */
final class RestSource implements Source {

    private final SourceHttp http;
    private final Map<String, Duration> timeouts;
    private final AnswerCheck check;

    /**
     * A way to databases.
     *
     * @param timeouts of the services that have one of their own
     */
    RestSource(SourceHttp http, Map<String, Duration> timeouts, AnswerCheck check) {
        this.http = http;
        this.timeouts = Map.copyOf(timeouts);
        this.check = check;
    }

    @Override
    public SourceAnswer ask(SourceQuestion question) throws NotAnswered, InterruptedException {
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
        return check.of(
                question,
                http.post(
                        "/services/" + question.service(),
                        body,
                        question.requestId(),
                        timeouts.getOrDefault(question.service(), http.timeout())));
    }
}
