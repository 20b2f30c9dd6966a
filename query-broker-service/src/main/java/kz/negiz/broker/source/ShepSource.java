package kz.negiz.broker.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The synchronous channel of the gateway. A question is repeated where the gateway or an owner's system failed, while its time
 * lasts: each attempt is a message of its own with a signature of its own, all of one chain. What changes something at an owner
 * is sent once, and only its owner's word on this very request, under the gateway's signature, says what became of it: no fault
 * and no status proves that it did not arrive.
 */
final class ShepSource implements ActingSource {

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
        Response response =
                send(UUID.randomUUID(), question.requestId(), service, ShepPayload.question(question), deadline);
        return service.nothing().contains(response.code())
                ? check.nothing(response.said())
                : payload.answer(response.data(service), question, service);
    }

    @Override
    public ActionOutcome act(SourceAction action) throws NotAnswered, InterruptedException {
        SourceQuestion question = action.question();
        SourcesProperties.Service service = services.apply(question.service());
        Response response = send(
                question.requestId(),
                question.requestId(),
                service,
                ShepPayload.action(action),
                Deadline.in(service.within(connector)));
        return ActionOutcome.read(
                action,
                payload.answer(response.data(service), question, service).data().path("outcome"));
    }

    @Override
    public ActionOutcome becameOf(SourceAction action) throws NotAnswered, InterruptedException {
        SourcesProperties.Service service = services.apply(action.question().service());
        Response response = send(
                UUID.randomUUID(),
                action.question().requestId(),
                service,
                ShepPayload.inquiry(action),
                Deadline.in(service.within(connector)));
        return ActionOutcome.told(action, payload.told(response.data(service), service));
    }

    /** What came back under the gateway's signature. */
    private record Response(SignedPart part, Instant said, String code) {

        /** What lies around the owner's data, where the owner says that there are any. */
        Optional<SignedPart> data(SourcesProperties.Service service) throws NotAnswered {
            if (service.found().contains(code)) {
                return part.child("responseData");
            }
            throw switch (code) {
                case "SCSE002" -> NotAnswered.refused(Outcome.Ground.QUESTION, "SCSE002: error in the business data");
                case "SCSE003" -> NotAnswered.failed("SCSE003: the owner's system failed");
                // Of a code that nobody has described nothing is known; least of all that there is no record.
                default ->
                    NotAnswered.failed(
                            code.matches("[A-Za-z0-9_]{1,16}") ? "status code " + code : "another status code");
            };
        }
    }

    /** One message, once. */
    private Response send(
            UUID messageId, UUID chain, SourcesProperties.Service service, SoapWriter.Content data, Deadline deadline)
            throws NotAnswered, InterruptedException {
        byte[] message = SoapWriter.message(
                ShepGateway.SYNC,
                "SendMessage",
                out -> out.element(
                        "request",
                        request -> request.element("requestInfo", info -> {
                                    info.element("messageId", messageId.toString())
                                            .element("correlationId", chain.toString())
                                            .element("serviceId", serviceId(service))
                                            .element("messageDate", gateway.now());
                                    gateway.sender(info);
                                })
                                .element("requestData", around -> around.data(service.dataShape(), data))));
        SignedPart response = gateway.call(message, ShepGateway.SYNC, "SendMessageResponse", deadline.left());
        return new Response(
                response,
                gateway.fresh(response.text("responseInfo", "responseDate")),
                response.text("responseInfo", "status", "code"));
    }

    static String serviceId(SourcesProperties.Service service) {
        return service.serviceId() == null ? service.code() : service.serviceId();
    }
}
