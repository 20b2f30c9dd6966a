package kz.negiz.broker.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Turns an owner's XML into the JSON that the platform works with. The schema of the service says what is a number and what is
 * a list; what it does not know stays text, so that nothing gets lost before the rules decide what is kept.
 */
final class AnswerXml {

    private static final int LONGEST_NUMBER = 64;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AnswerXml() {}

    /** An object with a field for each name among the children. */
    static ObjectNode object(Element element, JsonNode schema) throws NotAnswered {
        ObjectNode object = JSON.objectNode();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE && !child.getNodeValue().isBlank()) {
                throw NotAnswered.invalid("text beside elements");
            }
        }
        SequencedMap<String, List<Element>> fields = new LinkedHashMap<>();
        for (Element child : SafeXml.children(element)) {
            fields.computeIfAbsent(child.getLocalName(), name -> new ArrayList<>())
                    .add(child);
        }
        for (Map.Entry<String, List<Element>> field : fields.entrySet()) {
            JsonNode described = schema.path("properties").path(field.getKey());
            List<Element> values = field.getValue();
            if (isOf(described, "array") || values.size() > 1) {
                ArrayNode list = object.putArray(field.getKey());
                for (Element each : values) {
                    list.add(value(each, described.path("items")));
                }
            } else {
                object.set(field.getKey(), value(values.getFirst(), described));
            }
        }
        // XML can't write an empty list; where there are data at all, its absence means one.
        for (Map.Entry<String, JsonNode> described : fields.isEmpty()
                ? Map.<String, JsonNode>of().entrySet()
                : schema.path("properties").properties()) {
            if (isOf(described.getValue(), "array") && !object.has(described.getKey())) {
                object.putArray(described.getKey());
            }
        }
        return object;
    }

    private static JsonNode value(Element element, JsonNode schema) throws NotAnswered {
        if ("true".equals(element.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil"))) {
            return JSON.nullNode();
        }
        String text = element.getTextContent();
        if (!SafeXml.children(element).isEmpty() || (isOf(schema, "object") && text.isBlank())) {
            return object(element, schema);
        }
        if (isOf(schema, "number") || isOf(schema, "integer")) {
            return number(text.strip());
        }
        if (isOf(schema, "boolean")) {
            return switch (text.strip()) {
                case "true", "1" -> JSON.booleanNode(true);
                case "false", "0" -> JSON.booleanNode(false);
                default -> throw NotAnswered.invalid("not as the schema of the service has it");
            };
        }
        return StringNode.valueOf(text);
    }

    private static JsonNode number(String text) throws NotAnswered {
        if (text.length() > LONGEST_NUMBER || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw NotAnswered.invalid("not as the schema of the service has it");
        }
        BigDecimal number = new BigDecimal(text);
        return text.length() < 19 && number.scale() == 0
                ? JSON.numberNode(number.longValueExact())
                : JSON.numberNode(number);
    }

    private static boolean isOf(JsonNode schema, String type) {
        JsonNode said = schema.path("type");
        if (said instanceof ArrayNode several) {
            for (JsonNode each : several) {
                if (type.equals(each.asString(""))) {
                    return true;
                }
            }
            return false;
        }
        return type.equals(said.asString(""));
    }
}
