package kz.negiz.demo.shep;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The gateway: takes a signed SOAP message, looks at the caller's signature and password, asks the owner of the service, and
 * signs the answer. Both channels; the asynchronous one keeps answers until they are fetched.
 *
 * <p>Safe for use by many threads.
 */
public final class ShepStandIn {

    private static final int MOST_WAITING = 1_000;

    private final GatewayKeys keys;
    private final Caller caller;
    private final Owner owner;
    private final Clock clock;
    private final Function<String, Shape> shapes;
    private final Supplier<Duration> late;
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
    private final Map<String, String> notified = new ConcurrentHashMap<>();

    /** Whom the gateway knows: login and password of a calling system. */
    public record Caller(String senderId, String password) {
        @Override
        public String toString() {
            return "Caller[" + senderId + "]";
        }
    }

    /**
     * An answer of the asynchronous channel that nobody has accepted yet.
     *
     * @param from when its owner puts it on the channel
     */
    private record Waiting(String messageId, String correlationId, String serviceId, String data, Instant from) {}

    /**
     * A gateway.
     *
     * @param shapes how the data of a service's answers lie in the message
     * @param late how late an owner is that is late
     */
    public ShepStandIn(
            GatewayKeys keys,
            Caller caller,
            Owner owner,
            Function<String, Shape> shapes,
            Supplier<Duration> late,
            Clock clock) {
        this.keys = keys;
        this.caller = caller;
        this.owner = owner;
        this.shapes = shapes;
        this.late = late;
        this.clock = clock;
    }

    /** Chooses what is wrong with the answer to a request, by the service that it asks for. */
    @FunctionalInterface
    public interface Faults {
        Optional<ShepFault> of(String serviceId);
    }

    /** Answers a message of either channel. */
    public Reply answer(byte[] message, Faults faults) {
        Document request;
        try {
            request = Soap.read(message);
        } catch (SAXException e) {
            return fault("SCE001", "Сообщение не соответствует формату", "");
        }
        Optional<Element> call = Soap.child(request.getDocumentElement(), "Body")
                .flatMap(body -> Soap.children(body).stream().findFirst());
        Optional<String> problem = Signatures.problem(request, keys.clientIssuer(), Date.from(clock.instant()));
        if (problem.isPresent()) {
            return fault(problem.get(), "Транспортная подпись не принята", "");
        }
        if (call.isEmpty()) {
            return fault("SCE001", "Сообщение не соответствует формату", "");
        }
        return switch (String.valueOf(call.get().getLocalName())) {
            case "SendMessage" -> sync(call.get(), faults);
            case "sendMessage" -> accept(call.get(), faults);
            case "getMessages" -> deliver(call.get());
            case "sendDeliveryNotification" -> notified(call.get());
            default -> fault("SCE001", "Сообщение не соответствует формату", "");
        };
    }

    /** What the receivers said of the messages they fetched, by message. */
    public Map<String, String> notifications() {
        return Map.copyOf(notified);
    }

    private Reply sync(Element call, Faults faults) {
        Element request = Soap.child(call, "request").orElse(call);
        String serviceId = Soap.text(request, "requestInfo", "serviceId");
        String messageId = Soap.text(request, "requestInfo", "messageId");
        if (!isCaller(request, "requestInfo") || messageId.isEmpty() || serviceId.isEmpty()) {
            return fault("SCE001", "Отправитель не зарегистрирован", "");
        }
        String data = Soap.child(request, "requestData")
                .flatMap(each -> Soap.child(each, "data"))
                .map(ShepStandIn::payload)
                .orElse("");
        Optional<ShepFault> fault = faults.of(serviceId);
        if (fault.isEmpty()) {
            return Reply.xml(200, signed(response(messageId, serviceId, owner.answer(serviceId, data), clock)));
        }
        return spoilt(fault.get(), messageId, serviceId, data);
    }

    private Reply spoilt(ShepFault fault, String messageId, String serviceId, String data) {
        return switch (fault) {
            case OWNER_NOTHING -> code(messageId, serviceId, "SCSE001", "По запросу ничего не найдено");
            case OWNER_BAD_DATA -> code(messageId, serviceId, "SCSE002", "Ошибка в бизнес-данных");
            case OWNER_EXCEPTION -> code(messageId, serviceId, "SCSE003", "Необработанное исключение");
            case OWNER_UNKNOWN_CODE -> code(messageId, serviceId, "FAULT015", "");
            case OWNER_NO_DATA -> code(messageId, serviceId, "SCSS001", "Message has been processed successfully");
            case OWNER_NO_XML ->
                Reply.xml(
                        200,
                        signed(response(messageId, serviceId, Owner.Answer.found(""), clock)
                                .replace("<responseData/>", "<responseData><data>&lt;Answer</data></responseData>")));
            case FAULT_FORMAT -> fault("SCE001", "Сообщение не соответствует формату", "");
            case FAULT_SWITCHED_OFF -> fault("SCE004", "Сервис отключен", "");
            case FAULT_NOT_SIGNED ->
                fault(
                        "SCE900",
                        "Ошибка обработки",
                        "<subError>" + Soap.element("errorCode", "SCE007")
                                + Soap.element("errorMessage", "Сообщение не подписано")
                                + Soap.element("errorDate", now(clock)) + "</subError>");
            case FAULT_BUSINESS_SIGNATURE -> fault("SCE016", "Подпись бизнес-данных неверна", "");
            case FAULT_OWNER -> fault("SCE909", "Внутренняя ошибка системы владельца", "");
            case FAULT_ESCAPED -> {
                Reply plain = fault("SCE004", "Сервис отключен", "");
                yield Reply.xml(
                        500,
                        Soap.element("error", new String(plain.body(), StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8));
            }
            case EMPTY -> Reply.xml(200, new byte[0]);
            case LATE -> {
                pause();
                yield Reply.xml(200, signed(response(messageId, serviceId, owner.answer(serviceId, data), clock)));
            }
            case PROXY_PAGE ->
                new Reply(502, "text/html", "<html><body>Bad Gateway</body></html>".getBytes(StandardCharsets.UTF_8));
            default -> badlySigned(fault, messageId, serviceId, data);
        };
    }

    /** The answer is the right one; what is wrong is who says so. */
    private Reply badlySigned(ShepFault fault, String messageId, String serviceId, String data) {
        Clock of = fault == ShepFault.OLD ? Clock.offset(clock, Duration.ofDays(-365)) : clock;
        String envelope = response(messageId, serviceId, owner.answer(serviceId, data), of);
        Document document = document(envelope);
        GatewayKeys.Key key = switch (fault) {
            case EXPIRED_CERTIFICATE -> keys.expired();
            case OTHER_SIGNER -> keys.other();
            default -> keys.own();
        };
        if (fault != ShepFault.NOT_SIGNED) {
            Signatures.sign(document, key);
        }
        Element root = document.getDocumentElement();
        switch (fault) {
            case ALTERED -> {
                Node message = document.getElementsByTagName("message").item(0);
                message.setTextContent(message.getTextContent() + " ");
            }
            case WRAPPED -> {
                Element genuine = Soap.child(root, "Body").orElseThrow();
                Element header = Soap.child(root, "Header").orElseThrow();
                Element wrapper = document.createElementNS("urn:wrapper", "w:Wrapper");
                wrapper.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:w", "urn:wrapper");
                root.removeChild(genuine);
                wrapper.appendChild(genuine);
                header.appendChild(wrapper);
                Element forged = Soap.child(document(envelope).getDocumentElement(), "Body")
                        .orElseThrow();
                root.appendChild(document.importNode(forged, true));
            }
            case WRONG_BODY_ID ->
                Soap.child(root, "Body").orElseThrow().setAttributeNS(Signatures.WSU, "wsu:Id", "id-other");
            case DOUBLE_ID -> {
                Element body = Soap.child(root, "Body").orElseThrow();
                Element other = document.createElementNS("urn:other", "o:Other");
                other.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:o", "urn:other");
                other.setAttribute("Id", body.getAttributeNS(Signatures.WSU, "Id"));
                Soap.child(root, "Header").orElseThrow().appendChild(other);
            }
            case SECOND_SIGNATURE -> {
                Element security = Soap.child(root, "Header")
                        .flatMap(header -> Soap.child(header, "Security"))
                        .orElseThrow();
                Element signature = Soap.child(security, "Signature").orElseThrow();
                security.appendChild(signature.cloneNode(true));
            }
            default -> {}
        }
        return Reply.xml(200, Soap.write(document));
    }

    private Reply code(String messageId, String serviceId, String code, String message) {
        return Reply.xml(200, signed(response(messageId, serviceId, Owner.Answer.failed(code, message), clock)));
    }

    private String response(String requestId, String serviceId, Owner.Answer answer, Clock of) {
        String data = answer.data().isEmpty()
                ? "<responseData/>"
                : "<responseData>" + shaped(shapes.apply(serviceId), answer.data()) + "</responseData>";
        return envelope("<typ:SendMessageResponse xmlns:typ=\"" + Soap.SYNC + "\"><response><responseInfo>"
                + Soap.element("messageId", UUID.randomUUID().toString())
                + Soap.element("correlationId", requestId)
                + Soap.element("responseDate", now(of))
                + "<status>"
                + Soap.element("code", answer.code())
                + Soap.element("message", answer.message())
                + "</status>"
                + Soap.element("sessionId", "{" + UUID.randomUUID() + "}")
                + "</responseInfo>" + data
                + "</response></typ:SendMessageResponse>");
    }

    private static String shaped(Shape shape, String data) {
        return switch (shape) {
            case INLINE -> data.startsWith("<data") ? data : "<data>" + data + "</data>";
            case TEXT ->
                "<data xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xsi:type=\"xs:string\">" + Soap.escaped(data) + "</data>";
            case CDATA -> "<data><![CDATA[" + data + "]]></data>";
            case NAMESPACED -> "<n:data xmlns:n=\"http://bip.bee.kz/SyncChannel/v10/Interfaces\">" + data + "</n:data>";
        };
    }

    /** The business data as text, whatever shape they came in. */
    private static String payload(Element data) {
        return Soap.children(data).stream()
                .findFirst()
                .map(Soap::text)
                .orElseGet(() -> data.getTextContent().strip());
    }

    private Reply accept(Element call, Faults faults) {
        Element request = Soap.child(call, "request").orElse(call);
        String serviceId = Soap.text(request, "messageInfo", "serviceId");
        if (!isCaller(request, "messageInfo") || serviceId.isEmpty() || waiting.size() >= MOST_WAITING) {
            return fault("SCE001", "Отправитель не зарегистрирован", "");
        }
        Optional<ShepFault> fault = faults.of(serviceId);
        if (fault.isPresent() && fault.get().name().startsWith("FAULT_")) {
            return spoilt(fault.get(), "", serviceId, "");
        }
        String data = Soap.child(request, "messageData")
                .flatMap(each -> Soap.child(each, "data"))
                .map(ShepStandIn::payload)
                .orElse("");
        String messageId = UUID.randomUUID().toString();
        String correlationId = UUID.randomUUID().toString();
        Duration after = fault.filter(ShepFault.LATE::equals).isPresent() ? late.get() : Duration.ZERO;
        waiting.add(new Waiting(
                UUID.randomUUID().toString(),
                correlationId,
                serviceId,
                owner.answer(serviceId, data).data(),
                clock.instant().plus(after)));
        return asynchronous(
                "sendMessageResponse",
                Soap.element("messageId", messageId)
                        + Soap.element("correlationId", correlationId)
                        + Soap.element("responseDate", now(clock)));
    }

    private Reply deliver(Element call) {
        Element request = Soap.child(call, "request").orElse(call);
        if (!isCaller(request, "")) {
            return fault("SCE001", "Отправитель не зарегистрирован", "");
        }
        String correlationId = Soap.text(request, "correlationId");
        String serviceId = Soap.text(request, "serviceId");
        StringBuilder messages = new StringBuilder();
        for (Waiting each : waiting) {
            if (each.serviceId().equals(serviceId)
                    && !each.from().isAfter(clock.instant())
                    && (correlationId.isEmpty() || each.correlationId().equals(correlationId))) {
                messages.append("<messages><messageInfo>")
                        .append(Soap.element("messageId", each.messageId()))
                        .append(Soap.element("correlationId", each.correlationId()))
                        .append(Soap.element("serviceId", each.serviceId()))
                        .append(Soap.element("messageType", "RESPONSE"))
                        .append(Soap.element("messageDate", now(clock)))
                        .append("<sender><senderId>OWNER</senderId></sender></messageInfo><messageData>")
                        .append(shaped(shapes.apply(serviceId), each.data()))
                        .append("</messageData></messages>");
            }
        }
        return asynchronous("getMessagesResponse", Soap.element("responseDate", now(clock)) + messages);
    }

    private Reply notified(Element call) {
        Element request = Soap.child(call, "request").orElse(call);
        String messageId = Soap.text(request, "notification", "messageId");
        notified.put(messageId, Soap.text(request, "notification", "deliveryStatus", "receiveStatus"));
        List<Waiting> accepted = new ArrayList<>(waiting);
        accepted.removeIf(each -> !each.messageId().equals(messageId));
        waiting.removeAll(accepted);
        return asynchronous(
                "sendDeliveryNotificationResponse",
                Soap.element("notificationId", UUID.randomUUID().toString())
                        + Soap.element("responseDate", now(clock)));
    }

    private Reply asynchronous(String name, String content) {
        return Reply.xml(
                200,
                signed(envelope("<asn:" + name + " xmlns:asn=\"" + Soap.ASYNC + "\"><response>" + content
                        + "</response></asn:" + name + ">")));
    }

    private boolean isCaller(Element request, String info) {
        Element of = info.isEmpty() ? request : Soap.child(request, info).orElse(request);
        return Soap.text(of, "sender", "senderId").equals(caller.senderId())
                && Soap.text(of, "sender", "password").equals(caller.password());
    }

    private Reply fault(String code, String message, String subError) {
        return Reply.xml(
                500,
                envelope("<S:Fault><faultcode>S:Server</faultcode>" + Soap.element("faultstring", message)
                                + "<detail><typ:SendMessageFault1_SendMessageFault xmlns:typ=\"" + Soap.SYNC + "\">"
                                + Soap.element("errorCode", code)
                                + Soap.element("errorMessage", message)
                                + Soap.element("errorDate", now(clock))
                                + subError
                                + "</typ:SendMessageFault1_SendMessageFault></detail></S:Fault>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signed(String envelope) {
        Document document = document(envelope);
        Signatures.sign(document, keys.own());
        return Soap.write(document);
    }

    private static Document document(String envelope) {
        try {
            return Soap.read(envelope);
        } catch (SAXException e) {
            throw new IllegalStateException("The owner's data are no XML", e);
        }
    }

    private static String envelope(String body) {
        return "<S:Envelope xmlns:S=\"" + Soap.ENVELOPE + "\"><S:Body>" + body + "</S:Body></S:Envelope>";
    }

    private static String now(Clock clock) {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.ofHours(5)).toString();
    }

    private void pause() {
        try {
            Thread.sleep(late.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
