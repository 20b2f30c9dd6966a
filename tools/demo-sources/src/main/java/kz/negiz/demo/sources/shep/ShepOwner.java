package kz.negiz.demo.sources.shep;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import kz.negiz.demo.shep.GatewayKeys;
import kz.negiz.demo.shep.Owner;
import kz.negiz.demo.shep.OwnerSignature;
import kz.negiz.demo.sources.service.ServiceAnswers;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The owners of all services behind the gateway: the same answers as over REST, in XML. */
final class ShepOwner implements Owner {

    private final ServiceAnswers services;
    private final Set<String> signed;
    private final GatewayKeys.Key key;

    /**
     * All owners.
     *
     * @param signed services whose owners sign their answers
     * @param key what they sign with
     */
    ShepOwner(ServiceAnswers services, Set<String> signed, GatewayKeys.Key key) {
        this.services = services;
        this.signed = Set.copyOf(signed);
        this.key = key;
    }

    /** The owner's system is switched off. */
    static final class Down extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Answer answer(String serviceId, String data) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element asked = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(data)))
                    .getDocumentElement();
            ObjectNode question = object(asked);
            JsonNode found;
            if ("inquiry".equals(asked.getNodeName())) {
                found = services.becameOf(serviceId, question.path("requestId").asString(""));
            } else {
                found = services.answer(serviceId, question).orElseThrow(Down::new);
            }
            if (found.path("service").isMissingNode()) {
                return Answer.failed("SCSE002", "Ошибка в бизнес-данных");
            }
            // Nobody signs a code: an owner that signs says "nothing" by an answer without data.
            if (found.path("data").isObject() && found.path("data").isEmpty() && !signed.contains(serviceId)) {
                return Answer.failed("SCSE001", "По запросу ничего не найдено");
            }
            StringBuilder xml = new StringBuilder();
            write("answer", found, xml);
            return Answer.found(signed.contains(serviceId) ? OwnerSignature.sign(xml.toString(), key) : xml.toString());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return Answer.failed("SCSE002", "Ошибка в бизнес-данных");
        }
    }

    /** Elements with elements in them are objects; all else is text. */
    private static ObjectNode object(Element element) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element field) {
                boolean nested = field.getElementsByTagName("*").getLength() > 0;
                object.set(
                        field.getNodeName(),
                        nested ? object(field) : JsonNodeFactory.instance.stringNode(field.getTextContent()));
            }
        }
        return object;
    }

    /** A list is its elements one after the other; what is null is not there. */
    private static void write(String name, JsonNode value, StringBuilder to) {
        switch (value) {
            case ArrayNode list -> list.forEach(each -> write(name, each, to));
            case ObjectNode object -> {
                to.append('<').append(name).append('>');
                object.properties().forEach(field -> write(field.getKey(), field.getValue(), to));
                to.append("</").append(name).append('>');
            }
            default -> {
                if (!value.isNull()) {
                    to.append('<').append(name).append('>');
                    to.append(value.asString("")
                            .replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;"));
                    to.append("</").append(name).append('>');
                }
            }
        }
    }
}
