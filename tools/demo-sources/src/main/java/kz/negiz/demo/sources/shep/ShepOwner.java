package kz.negiz.demo.sources.shep;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import kz.negiz.demo.shep.GatewayKeys;
import kz.negiz.demo.shep.Owner;
import kz.negiz.demo.shep.OwnerSignature;
import kz.negiz.demo.sources.service.ServiceAnswers;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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
            Document question = factory.newDocumentBuilder().parse(new InputSource(new StringReader(data)));
            Optional<JsonNode> answer = services.answer(serviceId, value(question, "requestId"), subject(question));
            if (answer.isEmpty()) {
                throw new Down();
            }
            JsonNode found = answer.get();
            if (found.path("service").isMissingNode()) {
                return Answer.failed("SCSE002", "Ошибка в бизнес-данных");
            }
            // Nobody signs a code: an owner that signs says "nothing" by an answer without data.
            if (found.path("data").isEmpty() && !signed.contains(serviceId)) {
                return Answer.failed("SCSE001", "По запросу ничего не найдено");
            }
            StringBuilder xml = new StringBuilder();
            write("answer", found, xml);
            return Answer.found(signed.contains(serviceId) ? OwnerSignature.sign(xml.toString(), key) : xml.toString());
        } catch (SAXException | IOException | ParserConfigurationException | XPathExpressionException e) {
            return Answer.failed("SCSE002", "Ошибка в бизнес-данных");
        }
    }

    private static Map<String, String> subject(Document question) throws XPathExpressionException {
        Map<String, String> subject = new LinkedHashMap<>();
        NodeList fields = (NodeList) XPathFactory.newDefaultInstance()
                .newXPath()
                .evaluate("/question/subject/*", question, XPathConstants.NODESET);
        for (int i = 0; i < fields.getLength(); i++) {
            subject.put(fields.item(i).getNodeName(), fields.item(i).getTextContent());
        }
        return subject;
    }

    private static String value(Document question, String path) throws XPathExpressionException {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        return xpath.evaluate("/question/" + path, question);
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
