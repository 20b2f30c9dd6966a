package kz.negiz.broker.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The business part of messages: the platform's own declared form (namespace {@code urn:negiz:source:v1}), which holds until an
 * owner's description of a service is at hand.
 */
final class ShepPayload {

    private final AnswerCheck check;
    private final OwnerSignatures owners;

    ShepPayload(AnswerCheck check, OwnerSignatures owners) {
        this.check = check;
        this.owners = owners;
    }

    /** The question as an element. */
    static SoapWriter.Content question(SourceQuestion question) {
        return out -> out.element("question", in -> fields(question, in));
    }

    /** The same, with what is to be done. */
    static SoapWriter.Content action(SourceAction action) {
        return out -> out.element("question", in -> {
            fields(action.question(), in);
            in.element("action", wanted -> {
                wanted.element("kind", action.kind());
                if (action.object().isPresent()) {
                    wanted.element("object", action.object().get());
                }
                wanted.element("groundNumber", action.groundNumber())
                        .element("groundDate", action.groundDate().toString())
                        .element("groundIssuedBy", action.groundIssuedBy())
                        .element("notAfter", action.notAfter().toString());
            });
        });
    }

    /** Asks what became of an action that was sent. */
    static SoapWriter.Content inquiry(SourceAction action) {
        return out -> out.element(
                "inquiry",
                in -> in.element("requestId", action.question().requestId().toString())
                        .element("service", action.question().service()));
    }

    private static void fields(SourceQuestion question, SoapWriter in) throws XMLStreamException {
        in.element("requestId", question.requestId().toString())
                .element("service", question.service())
                .element("subject", subject -> {
                    subject.element("kind", question.subject().kind().name());
                    for (Map.Entry<String, String> field :
                            question.subject().fields().entrySet()) {
                        subject.element(field.getKey(), field.getValue());
                    }
                })
                .element("profile", question.profile())
                .element(
                        "basis",
                        basis -> basis.element("kind", question.basisKind().name())
                                .element("number", question.basisNumber()));
    }

    /**
     * The owner's answer, in whichever of the four shapes it lies in the message.
     *
     * @param around the element that holds {@code data}
     * @throws NotAnswered also when it is not proved to be the owner's, where that is wanted
     */
    SourceAnswer answer(Optional<SignedPart> around, SourceQuestion question, SourcesProperties.Service service)
            throws NotAnswered {
        Said said = said(around, service);
        SourceAnswer answer = read(said.answer(), question);
        return said.signature().map(answer::signed).orElse(answer);
    }

    /**
     * What an owner says became of an action: {@code {service, knownSince, outcome}}, the last only where it knows of it.
     *
     * @param around the element that holds {@code data}
     * @throws NotAnswered also when it is not proved to be the owner's, where that is wanted
     */
    ObjectNode told(Optional<SignedPart> around, SourcesProperties.Service service) throws NotAnswered {
        Element answer = said(around, service).answer();
        ObjectNode told = check.schemas().object();
        told.put("service", SafeXml.text(answer, "service"));
        told.put("knownSince", SafeXml.text(answer, "knownSince"));
        List<Element> outcomes = SafeXml.children(answer, "outcome");
        if (outcomes.size() > 1) {
            // Not the same as none: that would say that its owner never heard of it.
            throw NotAnswered.invalid("more than one outcome");
        }
        for (Element outcome : outcomes) {
            told.set("outcome", AnswerXml.object(outcome, told.objectNode()));
        }
        return told;
    }

    /** The owner's element, and the owner's own signature over it, where there is one. */
    private record Said(Element answer, Optional<OwnerSignature> signature) {}

    private Said said(Optional<SignedPart> around, SourcesProperties.Service service) throws NotAnswered {
        SignedPart data = around.flatMap(each -> each.child("data"))
                .orElseThrow(() -> NotAnswered.failed("success without data"));
        List<Element> children = SafeXml.children(data.element());
        List<Element> inline =
                children.stream().filter(each -> !isSignature(each)).toList();
        if (inline.size() > 1) {
            throw NotAnswered.invalid("more than one answer");
        }
        if (inline.isEmpty() && data.element().getTextContent().isBlank()) {
            throw NotAnswered.failed("success without data");
        }
        Optional<String> text =
                inline.isEmpty() ? Optional.of(data.element().getTextContent().strip()) : Optional.empty();
        SourcesProperties.@Nullable Owner owner = service.owner();
        if (owner != null) {
            // Beside the answer it is a signature over the element around both; else over the answer alone.
            String document =
                    text.orElseGet(() -> (children.equals(inline) ? data.of(inline.getFirst()) : data).asItCame());
            Optional<OwnerSignatures.Signed> signed = owners.verified(document, owner);
            if (signed.isPresent()) {
                return new Said(
                        answerOf(signed.get().root()), Optional.of(signed.get().signature()));
            }
        }
        return new Said(
                answerOf(
                        text.isPresent()
                                ? SafeXml.read(text.get()).orElseThrow(() -> NotAnswered.invalid("not XML"))
                                : inline.getFirst()),
                Optional.empty());
    }

    private static boolean isSignature(Element element) {
        return SafeXml.is(element, XMLSignature.XMLNS, "Signature");
    }

    /** An answer that may have come with the element around it. */
    private static Element answerOf(Element root) throws NotAnswered {
        Element answer = "data".equals(root.getLocalName())
                ? SafeXml.child(root, "answer").orElse(root)
                : root;
        if (!"answer".equals(answer.getLocalName())) {
            throw NotAnswered.invalid("not an answer");
        }
        return answer;
    }

    private SourceAnswer read(Element answer, SourceQuestion question) throws NotAnswered {
        JsonNode schema = check.schemas().of(question.service()).document();
        ObjectNode read = check.schemas().object();
        read.put("service", SafeXml.text(answer, "service"));
        ObjectNode subject = read.putObject("subject");
        for (String field : AnswerCheck.SUBJECT_FIELDS) {
            String text = SafeXml.text(answer, "subject", field);
            if (!text.isEmpty()) {
                subject.put(field, text);
            }
        }
        read.put("retrievedAt", SafeXml.text(answer, "retrievedAt"));
        Optional<Element> content = SafeXml.child(answer, "data");
        if (content.isPresent()) {
            read.set("data", AnswerXml.object(content.get(), schema));
        }
        return check.of(question, read);
    }
}
