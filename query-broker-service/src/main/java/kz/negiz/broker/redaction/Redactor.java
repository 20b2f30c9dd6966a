package kz.negiz.broker.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kz.negiz.rules.Redaction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds what is shown of an answer from what the rule keeps (R41-A2b, R41-A2c, R150-A1b). A path that the rule does not name
 * is never copied, whatever a source adds; and a named path gives a single value, never an object or a list that could carry
 * more than was meant.
 */
public final class Redactor {

    private static final String EACH = "[]";

    private Redactor() {}

    /** What the redaction keeps of an answer. */
    public static ObjectNode redact(ObjectNode answer, Redaction redaction) {
        if (redaction.keepsEverything()) {
            return answer.deepCopy();
        }
        Kept root = new Kept();
        redaction.keep().forEach(path -> root.add(steps(path)));
        redaction.conditions().forEach(condition -> root.require(steps(condition.path()), condition.value()));
        return root.object(answer);
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String part : path.split("\\.", -1)) {
            boolean each = part.endsWith(EACH);
            steps.add(each ? part.substring(0, part.length() - EACH.length()) : part);
            if (each) {
                steps.add(EACH);
            }
        }
        return steps;
    }

    /** The kept paths as a tree; a node without children is a single value. */
    private static final class Kept {

        private final Map<String, Kept> children = new TreeMap<>();
        private final Map<String, String> required = new TreeMap<>();

        void add(List<String> steps) {
            if (!steps.isEmpty()) {
                child(steps.getFirst()).add(steps.subList(1, steps.size()));
            }
        }

        void require(List<String> steps, String value) {
            if (steps.size() == 1) {
                required.put(steps.getFirst(), value);
            } else {
                child(steps.getFirst()).require(steps.subList(1, steps.size()), value);
            }
        }

        private Kept child(String step) {
            return children.computeIfAbsent(step, key -> new Kept());
        }

        ObjectNode object(ObjectNode from) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            children.forEach((name, child) -> child.of(from.get(name)).ifPresent(value -> kept.set(name, value)));
            return kept;
        }

        private Optional<JsonNode> of(@Nullable JsonNode from) {
            Kept each = children.get(EACH);
            if (each != null) {
                return from instanceof ArrayNode list ? Optional.of(each.list(list)) : Optional.empty();
            }
            if (children.isEmpty()) {
                return from != null && from.isValueNode() ? Optional.of(from) : Optional.empty();
            }
            return from instanceof ObjectNode object ? Optional.of(object(object)) : Optional.empty();
        }

        private ArrayNode list(ArrayNode from) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            for (JsonNode entry : from) {
                if (entry instanceof ObjectNode object && isWanted(object)) {
                    kept.add(object(object));
                }
            }
            return kept;
        }

        private boolean isWanted(ObjectNode entry) {
            return required.entrySet().stream().allMatch(condition -> {
                JsonNode value = entry.get(condition.getKey());
                return value != null
                        && value.isValueNode()
                        && value.asString("").equals(condition.getValue());
            });
        }
    }
}
