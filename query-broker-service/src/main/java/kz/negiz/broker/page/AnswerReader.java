package kz.negiz.broker.page;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kz.negiz.broker.page.AnswerContent.Column;
import kz.negiz.broker.page.AnswerContent.Fact;
import kz.negiz.broker.page.AnswerContent.Section;
import kz.negiz.broker.page.AnswerContent.Value;
import kz.negiz.kit.time.AstanaTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays the data of an answer out for a page. Sources differ, so the shape of the data decides. */
public final class AnswerReader {

    private static final int INLINE = 3;
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9]{12}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");
    private static final Pattern PICTURE = Pattern.compile("image/(png|jpeg)");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final String YEAR = "year";

    private final FieldNames names;
    private final String service;
    private final String language;

    public AnswerReader(FieldNames names, String service, String language) {
        this.names = names;
        this.service = service;
        this.language = language;
    }

    public AnswerContent read(JsonNode data) {
        if (Relations.of(data).isPresent()) {
            return relations(data, Relations.of(data).orElseThrow());
        }
        List<Fact> facts = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : data.properties()) {
            String name = names.of(service, field.getKey(), language);
            switch (field.getValue()) {
                case ObjectNode object when isPicture(object) -> sections.add(picture(name, object));
                case ObjectNode object
                when !isInline(object) -> {
                    AnswerContent content = read(object);
                    if (!content.isEmpty()) {
                        sections.add(Section.facts(name, content));
                    }
                }
                case ArrayNode array when isTable(array) -> sections.add(table(name, array));
                default -> {
                    List<List<Value>> lines = lines(field.getKey(), field.getValue());
                    if (!lines.isEmpty()) {
                        facts.add(new Fact(name, lines));
                    }
                }
            }
        }
        return new AnswerContent(facts, sections);
    }

    /** Relations as a drawing and, level by level, as a list; the list has everything. */
    private AnswerContent relations(JsonNode data, Relations relations) {
        ObjectNode rest = data.deepCopy().asObject();
        Relations.FIELDS.forEach(rest::remove);
        AnswerContent others = read(rest);
        List<Section> sections = new ArrayList<>();
        sections.add(Section.graph(
                names.of(service, "graph", language), relations.graph(word -> names.ofValue(word, language))));
        List<String> more = relations.moreOfNodes();
        List<Column> columns = new ArrayList<>();
        for (String field : List.of("distance", "id", "name", "edges")) {
            columns.add(new Column(names.of(service, field, language), field.equals("distance")));
        }
        more.forEach(field -> columns.add(new Column(names.of(service, field, language), false)));
        List<List<List<List<Value>>>> rows = new ArrayList<>();
        for (Relations.Node node : relations.byLevel()) {
            List<List<List<Value>>> row = new ArrayList<>();
            row.add(List.of(List.of(new Value("amount", String.valueOf(node.level())))));
            row.add(List.of(List.of(value(node.id()))));
            row.add(List.of(List.of(new Value("text", node.name()))));
            row.add(relations.inward(node).stream().map(this::relation).toList());
            more.forEach(field -> row.add(lines(field, node.json().path(field))));
            rows.add(row);
        }
        sections.add(Section.table(names.of(service, "nodes", language), columns, rows));
        sections.addAll(others.sections());
        return new AnswerContent(others.facts(), sections);
    }

    /** {@code director of: X – Y, since when, by which source}. */
    private List<Value> relation(Relations.Edge edge) {
        List<Value> line = new ArrayList<>();
        line.add(new Value(
                "text", edge.fromName() + " – " + names.ofValue(edge.relation(), language) + " – " + edge.toName()));
        for (Map.Entry<String, JsonNode> field : edge.json().properties()) {
            if (!Relations.NAMES_OF_EDGES.contains(field.getKey())) {
                line.addAll(values(field.getKey(), field.getValue()));
            }
        }
        return line;
    }

    /** A few values that together name one thing: a person, an organisation, an address. */
    private static boolean isInline(ObjectNode object) {
        return object.valueStream().allMatch(JsonNode::isValueNode)
                && (object.size() <= INLINE || object.has("locality"));
    }

    private static boolean isTable(ArrayNode array) {
        return !array.isEmpty() && array.valueStream().allMatch(ObjectNode.class::isInstance);
    }

    private static boolean isPicture(ObjectNode object) {
        return PICTURE.matcher(object.path("mediaType").asString("")).matches()
                && BASE64.matcher(object.path("base64").asString("")).matches();
    }

    private static Section picture(String name, ObjectNode object) {
        return Section.picture(
                name,
                "data:" + object.path("mediaType").stringValue() + ";base64,"
                        + object.path("base64").stringValue());
    }

    private Section table(String name, ArrayNode array) {
        Set<String> fields = new LinkedHashSet<>();
        array.forEach(entry -> fields.addAll(entry.propertyNames()));
        List<Column> columns = fields.stream()
                .map(field -> new Column(
                        names.of(service, field, language),
                        array.valueStream()
                                .map(entry -> entry.path(field))
                                .allMatch(value -> value.isNumber() || value.isMissingNode() || value.isNull())))
                .toList();
        List<List<List<List<Value>>>> rows = array.valueStream()
                .map(entry -> fields.stream()
                        .map(field -> lines(field, entry.path(field)))
                        .toList())
                .toList();
        return Section.table(name, columns, rows);
    }

    private List<List<Value>> lines(String field, JsonNode node) {
        return switch (node) {
            case ArrayNode array ->
                array.valueStream()
                        .map(entry -> values(field, entry))
                        .filter(line -> !line.isEmpty())
                        .toList();
            default -> {
                List<Value> line = values(field, node);
                yield line.isEmpty() ? List.of() : List.of(line);
            }
        };
    }

    private List<Value> values(String field, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (node.isContainer()) {
            List<Value> all = new ArrayList<>();
            if (node.isObject()) {
                node.properties().forEach(entry -> all.addAll(values(entry.getKey(), entry.getValue())));
            } else {
                node.forEach(entry -> all.addAll(values(field, entry)));
            }
            return all;
        }
        if (node.isNumber()) {
            return List.of(new Value("amount", number(field, node.decimalValue())));
        }
        String text = node.asString("");
        return text.isEmpty() ? List.of() : List.of(value(text));
    }

    private Value value(String text) {
        if (IDENTIFIER.matcher(text).matches()) {
            return new Value("number", text);
        }
        try {
            if (DAY.matcher(text).matches()) {
                return new Value("text", DATE.format(LocalDate.parse(text)));
            }
            if (MOMENT.matcher(text).matches()) {
                return new Value("text", AstanaTime.moment(Instant.parse(text)));
            }
        } catch (DateTimeException e) {
            // Looks like a date and is none; the source's own text is shown.
            return new Value("text", text);
        }
        return new Value("text", names.ofValue(text, language));
    }

    /** In groups of three digits, except a year. */
    private static String number(String field, BigDecimal number) {
        if (field.toLowerCase(Locale.ROOT).endsWith(YEAR) || field.equals("builtIn")) {
            return number.toPlainString();
        }
        DecimalFormatSymbols signs = new DecimalFormatSymbols(Locale.ROOT);
        signs.setGroupingSeparator('\u00a0');
        signs.setDecimalSeparator(',');
        return new DecimalFormat("#,##0.######", signs).format(number);
    }
}
