package kz.negiz.broker.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The business part of messages: the platform's own declared form (namespace {@code urn:negiz:source:v1}), which holds until an
 * owner's description of a service is at hand.
 */
final class ShepPayload {

    private final AnswerCheck check;

    ShepPayload(AnswerCheck check) {
        this.check = check;
    }

    /** The question as an element. */
    static SoapWriter.Content question(SourceQuestion question) {
        return out -> out.element(
                "question",
                in -> in.element("requestId", question.requestId().toString())
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
                                basis -> basis.element(
                                                "kind", question.basisKind().name())
                                        .element("number", question.basisNumber())));
    }

    /**
     * The owner's answer, in whichever of the four shapes it lies in the message.
     *
     * @param around the element that holds {@code data}
     */
    SourceAnswer answer(Optional<Element> around, SourceQuestion question) throws NotAnswered {
        Element data = around.flatMap(each -> SafeXml.child(each, "data"))
                .orElseThrow(() -> NotAnswered.failed("success without data"));
        List<Element> inline = SafeXml.children(data);
        if (inline.size() > 1) {
            throw NotAnswered.invalid("more than one answer");
        }
        if (inline.isEmpty() && data.getTextContent().isBlank()) {
            throw NotAnswered.failed("success without data");
        }
        Element answer = inline.isEmpty()
                ? SafeXml.read(data.getTextContent().strip()).orElseThrow(() -> NotAnswered.invalid("not XML"))
                : inline.getFirst();
        if (!"answer".equals(answer.getLocalName())) {
            throw NotAnswered.invalid("not an answer");
        }
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
