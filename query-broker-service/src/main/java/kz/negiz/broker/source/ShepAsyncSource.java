package kz.negiz.broker.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * The asynchronous channel of the gateway: a message is put on it, the answer is fetched by the chain that the gateway gave it,
 * and the gateway is told that it arrived, once it is on record. Nothing is sent twice.
 */
final class ShepAsyncSource implements LateSource {

    private static final Logger log = LoggerFactory.getLogger(ShepAsyncSource.class);
    private static final Duration TO_NOTIFY = Duration.ofSeconds(2);

    private static final int LONGEST_ID = 128;

    private final ShepGateway gateway;
    private final SourcesProperties.Shep settings;
    private final SourcesProperties.Connector connector;
    private final Function<String, SourcesProperties.Service> services;
    private final ShepPayload payload;
    private final Clock clock;

    ShepAsyncSource(
            ShepGateway gateway,
            SourcesProperties.Connector connector,
            SourcesProperties.Shep settings,
            Function<String, SourcesProperties.Service> services,
            ShepPayload payload,
            Clock clock) {
        this.gateway = gateway;
        this.settings = settings;
        this.connector = connector;
        this.services = services;
        this.payload = payload;
        this.clock = clock;
    }

    @Override
    public SourceAnswer ask(SourceQuestion question) throws NotAnswered, InterruptedException {
        return ask(question, ticket -> {});
    }

    @Override
    public SourceAnswer ask(SourceQuestion question, Consumer<Ticket> keep) throws NotAnswered, InterruptedException {
        SourcesProperties.Service service = services.apply(question.service());
        Duration within = service.within(connector);
        Deadline deadline = Deadline.in(within);
        Instant asked = clock.instant();
        String chain = send(question, service, deadline);
        Optional<Duration> late = Optional.ofNullable(service.lateWithin());
        late.ifPresent(time -> keep.accept(Ticket.of(chain, asked, within, time)));
        while (true) {
            if (deadline.left().compareTo(settings.pollInterval()) < 0) {
                throw late.isPresent() ? NotAnswered.awaited() : NotAnswered.silent("no answer on the channel in time");
            }
            Thread.sleep(settings.pollInterval());
            Optional<SignedPart> message = fetch(service, chain, deadline);
            if (message.isPresent()) {
                return accepted(message.get(), question, service);
            }
        }
    }

    @Override
    public Look look(SourceQuestion question, String chain) throws InterruptedException {
        SourcesProperties.Service service = services.apply(question.service());
        Optional<SignedPart> message;
        try {
            message = fetch(service, chain, Deadline.in(service.within(connector)));
        } catch (NotAnswered e) {
            // That the channel can't be read says nothing of the answer that lies on it.
            log.warn("A late answer of {} can't be looked for: {}", service.code(), e.getMessage());
            return Look.notYet();
        }
        if (message.isEmpty()) {
            return Look.notYet();
        }
        try {
            return new Look.Came(new Outcome.Answered(accepted(message.get(), question, service)));
        } catch (NotAnswered e) {
            return new Look.Came(e.outcome());
        }
    }

    private String send(SourceQuestion question, SourcesProperties.Service service, Deadline deadline)
            throws NotAnswered, InterruptedException {
        SignedPart receipt = call(
                "sendMessage",
                request -> request.element("messageInfo", info -> {
                            info.element("serviceId", ShepSource.serviceId(service))
                                    .element("messageType", "REQUEST")
                                    .element("messageDate", gateway.now());
                            gateway.sender(info);
                        })
                        .element("messageData", data -> data.data(service.dataShape(), ShepPayload.question(question))),
                deadline.left());
        gateway.fresh(receipt.text("responseDate"));
        String chain = receipt.text("correlationId");
        if (chain.isEmpty() || chain.length() > LONGEST_ID) {
            throw NotAnswered.invalid("a receipt without a chain");
        }
        return chain;
    }

    private Optional<SignedPart> fetch(SourcesProperties.Service service, String chain, Deadline deadline)
            throws NotAnswered, InterruptedException {
        SignedPart response;
        try {
            response = call(
                    "getMessages",
                    request -> {
                        request.element("correlationId", chain)
                                .element("requestDate", gateway.now())
                                .element("serviceId", ShepSource.serviceId(service));
                        gateway.sender(request);
                        request.element("amount", "1");
                    },
                    deadline.left());
        } catch (NotAnswered e) {
            if (e.outcome() instanceof Outcome.Silent) {
                // The message lies on the channel still: it is looked for again.
                return Optional.empty();
            }
            throw e;
        }
        gateway.fresh(response.text("responseDate"));
        List<Element> messages = SafeXml.children(response.element(), "messages").stream()
                .filter(each -> SafeXml.text(each, "messageInfo", "correlationId")
                                .equals(chain)
                        && SafeXml.text(each, "messageInfo", "messageType").equals("RESPONSE"))
                .toList();
        if (messages.size() > 1) {
            throw NotAnswered.invalid("more than one answer");
        }
        return messages.stream().findFirst().map(response::of);
    }

    private SourceAnswer accepted(SignedPart message, SourceQuestion question, SourcesProperties.Service service)
            throws NotAnswered, InterruptedException {
        String messageId = message.text("messageInfo", "messageId");
        try {
            return payload.answer(message.child("messageData"), question, service)
                    .then(() -> tell(messageId, service));
        } catch (NotAnswered e) {
            notifyGateway(messageId, service, false);
            throw e;
        }
    }

    private void tell(String messageId, SourcesProperties.Service service) {
        try {
            notifyGateway(messageId, service, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The answer is here whatever becomes of this; without it the gateway keeps the message for longer. */
    private void notifyGateway(String messageId, SourcesProperties.Service service, boolean accepted)
            throws InterruptedException {
        try {
            call(
                    "sendDeliveryNotification",
                    request -> {
                        request.element(
                                        "notification",
                                        in -> in.element("messageId", messageId)
                                                .element("serviceId", ShepSource.serviceId(service))
                                                .element("notificationDate", gateway.now())
                                                .element(
                                                        "deliveryStatus",
                                                        // The channel's own spelling.
                                                        status -> status.element(
                                                                        "receiveStatus",
                                                                        accepted
                                                                                ? "MESSAGE_ACCEPTED"
                                                                                : "MESSAGE_NOT_ACCTEPTED")
                                                                .element("statusDate", gateway.now())
                                                                .element("resendMessage", "NOT_RESEND")))
                                .element("requestDate", gateway.now());
                        gateway.sender(request);
                    },
                    TO_NOTIFY);
        } catch (NotAnswered e) {
            log.warn("The gateway was not told that an answer of {} arrived: {}", service.code(), e.getMessage());
        }
    }

    private SignedPart call(String operation, SoapWriter.Content request, Duration within)
            throws NotAnswered, InterruptedException {
        return gateway.call(
                SoapWriter.message(ShepGateway.ASYNC, operation, out -> out.element("request", request)),
                ShepGateway.ASYNC,
                operation + "Response",
                within);
    }
}
