package kz.negiz.broker.source;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The synchronous channel of the gateway. A question is repeated where the gateway or an owner's system failed, while its time
 * lasts: each attempt is a message of its own with a signature of its own, all of one chain. Only questions go this way; what
 * changes something at an owner must never be repeated.
 */
final class ShepSource implements Source {

    private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(50);

    private final ShepGateway gateway;
    private final SourcesProperties.Shep settings;
    private final SourcesProperties.Connector connector;
    private final Function<String, SourcesProperties.Service> services;
    private final AnswerCheck check;
    private final ShepPayload payload;

    ShepSource(
            ShepGateway gateway,
            SourcesProperties.Connector connector,
            SourcesProperties.Shep settings,
            Function<String, SourcesProperties.Service> services,
            AnswerCheck check,
            ShepPayload payload) {
        this.gateway = gateway;
        this.settings = settings;
        this.connector = connector;
        this.services = services;
        this.check = check;
        this.payload = payload;
    }

    @Override
    public SourceAnswer ask(SourceQuestion question) throws NotAnswered, InterruptedException {
        SourcesProperties.Service service = services.apply(question.service());
        Deadline deadline = Deadline.in(service.within(connector));
        Duration pause = settings.firstPause();
        for (int attempt = 1; ; attempt++) {
            try {
                return askOnce(question, service, deadline);
            } catch (NotAnswered e) {
                // Somewhere between half and one and a half times the pause, so that many askers don't come back at
                // once.
                Duration before = pause.dividedBy(2)
                        .plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() + 1));
                if (attempt >= settings.attempts()
                        || !isWorthAnother(e.outcome())
                        || deadline.left().compareTo(before.plus(SHORTEST_ATTEMPT)) < 0) {
                    throw e;
                }
                Thread.sleep(before);
                pause = pause.multipliedBy(2);
            }
        }
    }

    private static boolean isWorthAnother(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Silent silent -> true;
            case Outcome.Failed failed -> true;
            case Outcome.Answered answered -> false;
            case Outcome.Awaited awaited -> false;
            case Outcome.Refused refused -> false;
            case Outcome.Invalid invalid -> false;
            case Outcome.Unproved unproved -> false;
        };
    }

    private SourceAnswer askOnce(SourceQuestion question, SourcesProperties.Service service, Deadline deadline)
            throws NotAnswered, InterruptedException {
        byte[] message = SoapWriter.message(
                ShepGateway.SYNC,
                "SendMessage",
                out -> out.element(
                        "request",
                        request -> request.element("requestInfo", info -> {
                                    info.element("messageId", UUID.randomUUID().toString())
                                            .element(
                                                    "correlationId",
                                                    question.requestId().toString())
                                            .element("serviceId", serviceId(service))
                                            .element("messageDate", gateway.now());
                                    gateway.sender(info);
                                })
                                .element(
                                        "requestData",
                                        data -> data.data(service.dataShape(), ShepPayload.question(question)))));
        SignedPart response = gateway.call(message, ShepGateway.SYNC, "SendMessageResponse", deadline.left());
        Instant said = gateway.fresh(response.text("responseInfo", "responseDate"));
        String code = response.text("responseInfo", "status", "code");
        if (service.nothing().contains(code)) {
            return check.nothing(said);
        }
        if (service.found().contains(code)) {
            return payload.answer(response.child("responseData"), question, service);
        }
        throw switch (code) {
            case "SCSE002" -> NotAnswered.refused(Outcome.Ground.QUESTION, "SCSE002: error in the business data");
            case "SCSE003" -> NotAnswered.failed("SCSE003: the owner's system failed");
            // Of a code that nobody has described nothing is known; least of all that there is no record.
            default ->
                NotAnswered.failed(code.matches("[A-Za-z0-9_]{1,16}") ? "status code " + code : "another status code");
        };
    }

    static String serviceId(SourcesProperties.Service service) {
        return service.serviceId() == null ? service.code() : service.serviceId();
    }
}
