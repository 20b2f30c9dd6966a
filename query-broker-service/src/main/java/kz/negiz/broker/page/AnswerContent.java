package kz.negiz.broker.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a page shows it: named facts first, then what takes a place of its own.
 *
 * @param facts single values
 * @param sections tables, groups of facts, pictures
 */
public record AnswerContent(List<Fact> facts, List<Section> sections) {

    static final AnswerContent NOTHING = new AnswerContent(List.of(), List.of());

    /** Nothing is known of the subject; that is an answer too. */
    public boolean isEmpty() {
        return facts.isEmpty() && sections.isEmpty();
    }

    /** A name and its values; each line is a thing of its own. */
    public record Fact(String name, List<List<Value>> lines) {}

    /**
     * One value.
     *
     * @param kind {@code text}, {@code amount}, or {@code number} for an IIN or BIN
     */
    public record Value(String kind, String text) {}

    /**
     * What takes a place of its own.
     *
     * @param kind {@code table}, {@code facts}, {@code picture} or {@code graph}
     * @param content of {@code facts}
     * @param picture of {@code picture}, as an address with the data in it
     * @param graph of {@code graph}
     */
    public record Section(
            String kind,
            String name,
            AnswerContent content,
            List<Column> columns,
            List<List<List<List<Value>>>> rows,
            String picture,
            @Nullable RelationGraph graph) {

        static Section facts(String name, AnswerContent content) {
            return new Section("facts", name, content, List.of(), List.of(), "", null);
        }

        static Section table(String name, List<Column> columns, List<List<List<List<Value>>>> rows) {
            return new Section("table", name, NOTHING, columns, rows, "", null);
        }

        static Section picture(String name, String address) {
            return new Section("picture", name, NOTHING, List.of(), List.of(), address, null);
        }

        static Section graph(String name, RelationGraph graph) {
            return new Section("graph", name, NOTHING, List.of(), List.of(), "", graph);
        }
    }

    /** A column of a table; amounts stand to the right. */
    public record Column(String name, boolean amounts) {}
}
