package kz.negiz.broker.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import kz.negiz.eds.Purpose;
import kz.negiz.eds.SignatureVerifier;
import kz.negiz.eds.SoapSigner;
import kz.negiz.eds.XmlVerdict;
import kz.negiz.kit.trust.TrustBundles;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The national integration gateway as one of its members sees it: signs what goes out, and reads nothing of what comes back
 * but the Body that the gateway's own key has signed.
 */
final class ShepGateway {

    static final String SYNC = "http://bip.bee.kz/SyncChannel/v10/Types";
    static final String ASYNC = "http://bip.bee.kz/AsyncChannel/v10/Types";
    static final String SYNC_INTERFACES = "http://bip.bee.kz/SyncChannel/v10/Interfaces";

    private static final ContentType XML = ContentType.parse("text/xml; charset=utf-8");

    private static final int MOST_NESTED_ERRORS = 10;

    /** What the codes of faults mean; a code that is not here says that the gateway failed. */
    private static final Map<String, NotAnswered> FAULTS = Map.ofEntries(
            Map.entry("SCE001", NotAnswered.refused(Outcome.Ground.QUESTION, "SCE001: format")),
            Map.entry("SCE004", NotAnswered.silent("SCE004: the service is switched off")),
            Map.entry("SCE005", NotAnswered.refused(Outcome.Ground.RIGHTS, "SCE005: our certificate has expired")),
            Map.entry("SCE006", NotAnswered.refused(Outcome.Ground.RIGHTS, "SCE006: our signature is wrong")),
            Map.entry("SCE007", NotAnswered.refused(Outcome.Ground.RIGHTS, "SCE007: our signature is missing")),
            Map.entry(
                    "SCE015",
                    NotAnswered.refused(Outcome.Ground.RIGHTS, "SCE015: data signed by an expired certificate")),
            Map.entry("SCE016", NotAnswered.refused(Outcome.Ground.RIGHTS, "SCE016: signature of the data is wrong")),
            Map.entry("SCE017", NotAnswered.refused(Outcome.Ground.RIGHTS, "SCE017: signature of the data is missing")),
            Map.entry("SCE909", NotAnswered.failed("SCE909: the owner's system failed")));

    private final Transport transport;
    private final TrustBundles trust;
    private final Clock clock;
    private final SoapSigner signer;
    private final String senderId;
    private final String password;
    private final TrustedSigner gateway;

    ShepGateway(
            SourcesProperties.Connector connector, SourcesProperties.Shep settings, TrustBundles trust, Clock clock) {
        this.transport = new Transport(connector);
        this.trust = trust;
        this.clock = clock;
        try {
            this.signer = SoapSigner.fromPkcs12(
                    settings.keyStoreFile(), ConnectorFiles.password(settings.keyStorePasswordFile()));
        } catch (IOException e) {
            throw ConnectorFiles.unreadable(settings.keyStoreFile(), e);
        }
        this.senderId = settings.senderId();
        this.password = String.valueOf(ConnectorFiles.password(settings.passwordFile()));
        this.gateway = new TrustedSigner(settings.gatewayBin(), settings.gatewayCertificates());
    }

    /** Who sends, as every message names it. */
    void sender(SoapWriter out) throws XMLStreamException {
        out.element("sender", in -> in.element("senderId", senderId).element("password", password));
    }

    /** The time of a message, with an offset. */
    String now() {
        return OffsetDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MILLIS), ZoneOffset.ofHours(5))
                .toString();
    }

    /**
     * Sends a message once.
     *
     * @param message not signed yet
     * @return the part {@code response} of a verified answer
     * @throws NotAnswered for faults, and for whatever else is no such answer
     */
    SignedPart call(byte[] message, String namespace, String wrapper, Duration within)
            throws NotAnswered, InterruptedException {
        byte[] signed;
        try {
            signed = signer.sign(message);
        } catch (IllegalArgumentException e) {
            // A character that no XML can hold, or a question too long for a message.
            throw NotAnswered.refused(Outcome.Ground.QUESTION, "the question can't be written as XML");
        }
        HttpUriRequestBase request = transport.request("POST", "");
        request.setHeader("Accept", "text/xml");
        request.setHeader("SOAPAction", "\"\"");
        request.setEntity(new ByteArrayEntity(signed, XML));
        return read(transport.exchange(request, within), namespace, wrapper);
    }

    private SignedPart read(Transport.Received received, String namespace, String wrapper) throws NotAnswered {
        if (received.tooLarge()) {
            throw NotAnswered.invalid("too large");
        }
        if (received.status() != 200) {
            throw faultIn(received.bytes()).orElseGet(() -> NotAnswered.silent("status " + received.status()));
        }
        if (isBlank(received.bytes())) {
            throw NotAnswered.silent("empty answer");
        }
        SignedPart body = verified(received.bytes());
        Optional<NotAnswered> fault = SafeXml.child(body.element(), "Fault").map(ShepGateway::meaning);
        if (fault.isPresent()) {
            throw fault.get();
        }
        List<Element> content = SafeXml.children(body.element());
        if (content.size() != 1 || !SafeXml.is(content.getFirst(), namespace, wrapper)) {
            throw NotAnswered.invalid("another message");
        }
        return body.of(content.getFirst()).child("response").orElseThrow(() -> NotAnswered.invalid("another message"));
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
                return false;
            }
        }
        return true;
    }

    /** The signed Body; there is no other way to the content of a message. */
    private SignedPart verified(byte[] message) throws NotAnswered {
        SignatureVerifier verifier = trust.verifier()
                .orElseThrow(() -> NotAnswered.invalid("signature not verifiable: no fresh trust list"));
        return switch (verifier.verifySoap(message, Purpose.SIGNING, clock.instant())) {
            case XmlVerdict.Valid valid -> {
                if (!gateway.is(valid.signer())) {
                    throw NotAnswered.invalid("signed by another one than the gateway");
                }
                yield new SignedPart(
                        SafeXml.read(valid.signedContent()).orElseThrow(() -> NotAnswered.invalid("not XML")),
                        new String(message, StandardCharsets.UTF_8));
            }
            case XmlVerdict.Invalid invalid ->
                throw faultIn(message)
                        .orElseGet(() -> NotAnswered.invalid(
                                "signature refused: " + invalid.reason().code()));
            case XmlVerdict.Unknown unknown ->
                throw NotAnswered.invalid(
                        "signature not verifiable: " + unknown.reason().code());
        };
    }

    /**
     * What a message says that is a fault, also one whose markup was escaped on its way. A fault that is not signed may come from
     * anything on the way: it says that there is no answer, and never what one is.
     */
    private static Optional<NotAnswered> faultIn(byte[] message) {
        return SafeXml.read(message)
                .flatMap(root -> SafeXml.is(root, SoapWriter.SOAP, "Envelope")
                                || !SafeXml.children(root).isEmpty()
                        ? Optional.of(root)
                        : SafeXml.read(root.getTextContent().strip()))
                .filter(root -> SafeXml.is(root, SoapWriter.SOAP, "Envelope"))
                .flatMap(envelope -> SafeXml.child(envelope, "Body"))
                .flatMap(body -> SafeXml.child(body, "Fault"))
                .map(ShepGateway::meaning);
    }

    private static NotAnswered meaning(Element fault) {
        return codes(fault).stream()
                .map(FAULTS::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> NotAnswered.silent("fault of the gateway"));
    }

    /** The codes of a fault, the innermost first: it names the cause. */
    private static List<String> codes(Element fault) {
        List<String> codes = new ArrayList<>();
        @Nullable
        Element error = SafeXml.child(fault, "detail")
                .flatMap(detail -> SafeXml.children(detail).stream().findFirst())
                .orElse(null);
        for (int depth = 0; error != null && depth < MOST_NESTED_ERRORS; depth++) {
            codes.addFirst(SafeXml.text(error, "errorCode"));
            error = SafeXml.child(error, "subError").orElse(null);
        }
        return codes;
    }

    /**
     * When an answer was given; it must be of now. No message has a time stamp of its own, so this is what an old answer given
     * again is known by.
     */
    Instant fresh(String date) throws NotAnswered {
        try {
            Instant said = OffsetDateTime.parse(date).toInstant();
            if (Duration.between(said, clock.instant()).abs().compareTo(AnswerCheck.SKEW) <= 0) {
                return said;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw NotAnswered.invalid("no time");
        }
        throw NotAnswered.invalid("of another time");
    }
}
