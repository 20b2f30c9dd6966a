package kz.negiz.broker.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.demo.shep.GatewayKeys;
import kz.negiz.demo.shep.Owner;
import kz.negiz.demo.shep.OwnerSignature;
import kz.negiz.demo.shep.Reply;
import kz.negiz.demo.shep.Shape;
import kz.negiz.demo.shep.ShepFault;
import kz.negiz.demo.shep.ShepStandIn;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The stand-in of the gateway over real HTTP. Tests say what is wrong with it and see what it was sent. */
public final class RunningGateway implements AutoCloseable {

    public static final String SENDER = "NEGIZ_TEST";
    public static final String PASSWORD = "of the test";

    /** What is wrong with the answers of a service. */
    public final Map<String, ShepFault> faults = new ConcurrentHashMap<>();

    /** The data of a service's answers, as XML; a service that is not here answers with no data. */
    public final Map<String, String> data = new ConcurrentHashMap<>();

    /** In which shape a service's data lie in the message; inline unless said. */
    public final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    /** What an owner makes of its answer, a document of its own, before it goes on its way; nothing unless said. */
    public final Map<String, UnaryOperator<String>> owners = new ConcurrentHashMap<>();

    /** Every message that was sent. */
    public final List<String> received = new CopyOnWriteArrayList<>();

    /** Changes the bytes of an answer on their way. */
    public volatile UnaryOperator<byte[]> onTheWay = bytes -> bytes;

    /** How late an owner is that is late. */
    public volatile Duration late = Duration.ofSeconds(60);

    /** About whom answers are, if not about the asked one. */
    public volatile Optional<String> foreign = Optional.empty();

    /** What the owner says of each encumbrance that it got, by the request's id; it is the owner's memory. */
    public final Map<String, String> outcomes = new ConcurrentHashMap<>();

    /** How the owner decides on encumbrances. */
    public volatile String actionState = "DONE";

    /** Changes what the owner says of an encumbrance, right away and when it is asked later. */
    public volatile UnaryOperator<String> outcome = said -> said;

    private final DemoPki pki;
    private final HttpServer server;
    private final ShepStandIn gateway;

    public RunningGateway(DemoPki pki) {
        this.pki = pki;
        try {
            gateway = new ShepStandIn(
                    new GatewayKeys(
                            pki.issuing().certificate(),
                            key(pki, "shep-gateway"),
                            key(pki, "expired"),
                            key(pki, "system")),
                    new ShepStandIn.Caller(SENDER, PASSWORD),
                    this::owner,
                    service -> shapes.getOrDefault(service, Shape.INLINE),
                    () -> late,
                    Clock.systemUTC());
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/bip-sync-wss-gost/", this::answer);
        server.createContext("/bip-async-wss-gost/", this::answer);
        server.start();
    }

    private static GatewayKeys.Key key(DemoPki pki, String name) throws IOException {
        Path file = pki.key(name).file();
        return GatewayKeys.Key.read(file, DemoPki.PASSWORD);
    }

    /** Tells the broker of a channel under a name: {@code SHEP_SYNC} or {@code SHEP_ASYNC}. */
    public void register(DynamicPropertyRegistry registry, String name, String kind) {
        String connector = "negiz.sources.connectors." + name + ".";
        String path = kind.equals("SHEP_SYNC") ? "/bip-sync-wss-gost/" : "/bip-async-wss-gost/";
        registry.add(connector + "kind", () -> kind);
        registry.add(
                connector + "base-url",
                () -> "http://127.0.0.1:" + server.getAddress().getPort() + path);
        registry.add(connector + "shep.sender-id", () -> SENDER);
        registry.add(connector + "shep.password-file", () -> file(PASSWORD));
        registry.add(
                connector + "shep.key-store-file", () -> pki.key("platform").file());
        registry.add(connector + "shep.key-store-password-file", () -> file(DemoPki.PASSWORD));
        registry.add(
                connector + "shep.gateway-bin", () -> pki.key("shep-gateway").bin());
        registry.add(connector + "shep.first-pause", () -> "20ms");
        registry.add(connector + "shep.poll-interval", () -> "50ms");
    }

    private static Path file(String content) {
        try {
            return Files.writeString(Files.createTempFile("negiz-test-", ".password"), content + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an owner does who signs with a key of the demo. */
    public UnaryOperator<String> signedBy(String name) {
        try {
            GatewayKeys.Key key = key(pki, name);
            return document -> OwnerSignature.sign(document, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void forget() {
        faults.clear();
        data.clear();
        shapes.clear();
        owners.clear();
        received.clear();
        onTheWay = bytes -> bytes;
        foreign = Optional.empty();
        late = Duration.ofSeconds(60);
        outcomes.clear();
        actionState = "DONE";
        outcome = said -> said;
    }

    Map<String, String> notifications() {
        return gateway.notifications();
    }

    private Owner.Answer owner(String serviceId, String question) {
        String id = value(question, "requestId");
        if (question.contains("<inquiry>")) {
            return found(
                    serviceId,
                    "<answer><service>" + serviceId + "</service><knownSince>" + Instant.EPOCH + "</knownSince>"
                            + outcome.apply(outcomes.getOrDefault(id, "")) + "</answer>");
        }
        if (question.contains("<action>")) {
            String object = value(question, "object");
            String said = "<outcome><requestId>" + id + "</requestId><action>"
                    + question.replaceFirst("(?s).*<action><kind>([A-Z]+)<.*", "$1")
                    + "</action><object>" + (object.isEmpty() ? value(question, "value") : object)
                    + "</object><groundNumber>" + value(question, "groundNumber") + "</groundNumber><state>"
                    + actionState + "</state>"
                    + (actionState.equals("DONE") ? "<registrationNumber>AU-2026-18</registrationNumber>" : "")
                    + "</outcome>";
            outcomes.put(id, said);
            data.put(serviceId, outcome.apply(said));
        }
        Matcher subject = Pattern.compile("<subject>.*</subject>").matcher(question);
        String named = subject.find() ? subject.group() : "";
        String answer = "<answer><service>" + serviceId + "</service>"
                + foreign.map(value -> named.replaceFirst("<value>[^<]*<", "<value>" + value + "<"))
                        .orElse(named)
                + "<retrievedAt>"
                + Instant.now() + "</retrievedAt><data>" + data.getOrDefault(serviceId, "") + "</data></answer>";
        return found(serviceId, answer);
    }

    private Owner.Answer found(String serviceId, String answer) {
        return Owner.Answer.found(
                owners.getOrDefault(serviceId, UnaryOperator.identity()).apply(answer));
    }

    public static String value(String xml, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
        return found.find() ? found.group(1) : "";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] message = exchange.getRequestBody().readAllBytes();
            received.add(new String(message, StandardCharsets.UTF_8));
            Reply reply = gateway.answer(message, service -> Optional.ofNullable(faults.get(service)));
            byte[] body = onTheWay.apply(reply.body());
            exchange.getResponseHeaders().add("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
