package kz.negiz.broker.source;

import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Databases that answer in JSON over HTTP. Nothing is asked twice. */
final class RestSource implements Source {

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
        return check.of(
                question,
                http.post(
                        "/services/" + question.service(),
                        body,
                        question.requestId(),
                        services.apply(question.service()).within(connector)));
    }
}
