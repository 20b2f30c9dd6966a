package kz.negiz.broker.source;

import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Databases that answer in JSON over HTTP. Nothing is asked twice. */
final class RestSource implements ActingSource {

    private final SourceHttp http;
    private final SourcesProperties.Connector connector;
    private final Function<String, SourcesProperties.Service> services;
    private final AnswerCheck check;

    RestSource(
            SourcesProperties.Connector connector,
            Function<String, SourcesProperties.Service> services,
            AnswerCheck check) {
        this.http = new SourceHttp(connector);
        this.connector = connector;
        this.services = services;
        this.check = check;
    }

    @Override
    public SourceAnswer ask(SourceQuestion question) throws NotAnswered, InterruptedException {
        return post(question, body(question));
    }

    @Override
    public ActionOutcome act(SourceAction action) throws NotAnswered, InterruptedException {
        ObjectNode body = body(action.question());
        ObjectNode wanted = body.putObject("action").put("kind", action.kind());
        action.object().ifPresent(object -> wanted.put("object", object));
        wanted.put("groundNumber", action.groundNumber())
                .put("groundDate", action.groundDate().toString())
                .put("groundIssuedBy", action.groundIssuedBy())
                .put("notAfter", action.notAfter().toString());
        return ActionOutcome.read(action, post(action.question(), body).data().path("outcome"));
    }

    @Override
    public ActionOutcome becameOf(SourceAction action) throws NotAnswered, InterruptedException {
        SourceQuestion question = action.question();
        return ActionOutcome.told(
                action,
                http.get(
                                "/services/" + question.service() + "/actions",
                                question.requestId().toString(),
                                question.requestId())
                        .orElseThrow(() -> NotAnswered.silent("status 404")));
    }

    private ObjectNode body(SourceQuestion question) {
        ObjectNode body = http.object();
        body.put("requestId", question.requestId().toString());
        ObjectNode subject =
                body.putObject("subject").put("kind", question.subject().kind().name());
        question.subject().fields().forEach(subject::put);
        body.put("profile", question.profile());
        ObjectNode basis =
                body.putObject("basis").put("kind", question.basisKind().name());
        if (!question.basisNumber().isEmpty()) {
            basis.put("number", question.basisNumber());
        }
        return body;
    }

    private SourceAnswer post(SourceQuestion question, ObjectNode body) throws NotAnswered, InterruptedException {
        return check.of(
                question,
                http.post(
                        "/services/" + question.service(),
                        body,
                        question.requestId(),
                        services.apply(question.service()).within(connector)));
    }
}
