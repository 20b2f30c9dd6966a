package kz.negiz.broker.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The data of an answer, read as relations: {@code nodes} with an id each, and {@code edges} between them. What the rules left of an
 * answer may lack a name or a kind; what lacks more than that is no graph, and is shown as any other answer.
 */
final class Relations {

    /** The fields that a graph is read from. */
    static final Set<String> FIELDS = Set.of("nodes", "edges", "root");

    static final Set<String> NAMES_OF_EDGES = Set.of("from", "to", "relation");
    private static final Set<String> NAMES_OF_NODES = Set.of("id", "kind", "name", "distance");

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    private Relations() {}

    /** Somebody, by the own number. */
    record Node(String id, String name, int level, JsonNode json) {}

    /** A relation; {@code fromName} is the number where there is no name. */
    record Edge(String from, String fromName, String relation, String to, String toName, JsonNode json) {}

    static Optional<Relations> of(JsonNode data) {
        if (!(data instanceof ObjectNode object)
                || !(object.get("nodes") instanceof ArrayNode nodes)
                || !(object.get("edges") instanceof ArrayNode edges)
                || nodes.isEmpty()) {
            return Optional.empty();
        }
        Relations relations = new Relations();
        for (JsonNode node : nodes) {
            String id = node.path("id").asString("");
            String name = node.path("name").asString("");
            Node read = new Node(
                    id,
                    name.isEmpty() ? id : name,
                    Math.clamp(node.path("distance").asInt(1), 0, 9),
                    node);
            if (id.isEmpty() || relations.nodes.put(id, read) != null) {
                return Optional.empty();
            }
        }
        for (JsonNode edge : edges) {
            Node from = relations.nodes.get(edge.path("from").asString(""));
            Node to = relations.nodes.get(edge.path("to").asString(""));
            if (from == null || to == null) {
                return Optional.empty();
            }
            relations.edges.add(
                    new Edge(from.id(), from.name(), edge.path("relation").asString(""), to.id(), to.name(), edge));
        }
        return Optional.of(relations);
    }

    /** The drawing, with its words in a language. */
    RelationGraph graph(UnaryOperator<String> words) {
        return RelationGraph.of(
                byLevel().stream()
                        .map(node -> new RelationGraph.Person(
                                node.id(),
                                "BIN".equals(node.json().path("kind").asString("")),
                                node.name(),
                                node.level()))
                        .toList(),
                edges.stream()
                        .map(edge -> new RelationGraph.Relation(edge.from(), edge.to(), words.apply(edge.relation())))
                        .toList());
    }

    List<Node> byLevel() {
        return nodes.values().stream()
                .sorted(Comparator.comparingInt(Node::level))
                .toList();
    }

    /** The relations with those who stand before somebody in the list, so that each stands there once. */
    List<Edge> inward(Node node) {
        List<String> order = byLevel().stream().map(Node::id).toList();
        int own = order.indexOf(node.id());
        return edges.stream()
                .filter(edge -> (edge.from().equals(node.id()) && order.indexOf(edge.to()) <= own)
                        || (edge.to().equals(node.id()) && order.indexOf(edge.from()) < own))
                .toList();
    }

    /** Further fields that a source tells of anybody. */
    List<String> moreOfNodes() {
        Set<String> more = new LinkedHashSet<>();
        nodes.values().forEach(node -> more.addAll(node.json().propertyNames()));
        more.removeAll(NAMES_OF_NODES);
        return List.copyOf(more);
    }
}
