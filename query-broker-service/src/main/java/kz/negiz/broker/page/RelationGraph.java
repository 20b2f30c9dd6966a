package kz.negiz.broker.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who is connected with whom, laid out for a drawing: a column for each level, the asked one first, and everybody beside those
 * who lead to them. The same relations always give the same drawing. What a column has no room for stands in the list only.
 *
 * @param name of the one whose relations these are
 * @param people how many there are in all, that one included
 * @param levels how far they go
 * @param more how many are not drawn
 */
record RelationGraph(
        String name, int people, int levels, int more, int width, int height, List<Box> boxes, List<Line> lines) {

    /** So many of a level can be looked at together. */
    private static final int MOST_OF_A_LEVEL = 24;

    private static final int WIDTH = 262;
    private static final int HEIGHT = 50;
    private static final int BESIDE = 72;
    private static final int BELOW = 12;
    private static final int MARGIN = 12;
    private static final int LETTERS = 27;

    /** Somebody; {@code relation} says how they are connected with those before them. */
    record Person(String id, boolean organisation, String name, int level) {}

    /** A relation between two. */
    record Relation(String from, String to, String word) {}

    /**
     * Somebody in the drawing.
     *
     * @param shape {@code root}, {@code person} or {@code organisation}
     * @param title all that there is no room for
     */
    record Box(
            int x, int y, int width, int height, int round, String shape, String name, String relation, String title) {

        public int textX() {
            return x + 18;
        }

        public int nameY() {
            return y + (relation.isEmpty() ? 30 : 21);
        }

        public int relationY() {
            return y + 39;
        }
    }

    /** A relation in the drawing, as the path that draws it. */
    record Line(String path, boolean across) {}

    /** Lays out; everybody has an id of their own. */
    static RelationGraph of(List<Person> people, List<Relation> relations) {
        Map<String, Person> known = new LinkedHashMap<>();
        people.forEach(person -> known.put(person.id(), person));
        List<Relation> between = relations.stream()
                .filter(relation -> known.containsKey(relation.from()) && known.containsKey(relation.to()))
                .toList();
        SequencedMap<Integer, List<Person>> columns = columns(people, between);
        int tallest = columns.values().stream().mapToInt(List::size).max().orElse(1);
        int height = 2 * BELOW + tallest * (HEIGHT + BELOW);
        Map<String, Box> boxes = new LinkedHashMap<>();
        int column = 0;
        for (List<Person> each : columns.values()) {
            for (int row = 0; row < each.size(); row++) {
                Person person = each.get(row);
                boxes.put(
                        person.id(),
                        box(
                                person,
                                MARGIN + column * (WIDTH + BESIDE),
                                // From the top: the asked one is in sight however small the window is.
                                BELOW + row * (HEIGHT + BELOW),
                                inward(person, known, between)));
            }
            column++;
        }
        List<Line> lines = between.stream()
                .filter(relation -> boxes.containsKey(relation.from()) && boxes.containsKey(relation.to()))
                .map(relation -> line(at(boxes, relation.from()), at(boxes, relation.to())))
                .distinct()
                .toList();
        return new RelationGraph(
                people.isEmpty() ? "" : people.getFirst().name(),
                people.size(),
                people.stream().mapToInt(Person::level).max().orElse(0),
                people.size() - boxes.size(),
                2 * MARGIN + columns.size() * (WIDTH + BESIDE) - BESIDE / 2,
                height,
                List.copyOf(boxes.values()),
                lines);
    }

    /** By level, and in each beside those of the level before whom they are connected with, then as the source has them. */
    private static SequencedMap<Integer, List<Person>> columns(List<Person> people, List<Relation> relations) {
        SequencedMap<Integer, List<Person>> columns = new TreeMap<>();
        for (Person person : people) {
            columns.computeIfAbsent(person.level(), level -> new ArrayList<>()).add(person);
        }
        Map<String, Integer> rows = new HashMap<>();
        for (Map.Entry<Integer, List<Person>> column : columns.entrySet()) {
            Function<Person, Integer> beside = person -> neighbours(person, relations)
                    .map(rows::get)
                    .filter(row -> row != null)
                    .min(Comparator.naturalOrder())
                    .orElse(Integer.MAX_VALUE);
            Map<Person, Integer> places = new HashMap<>();
            column.getValue().forEach(person -> places.put(person, beside.apply(person)));
            List<Person> ordered = column.getValue().stream()
                    .sorted(Comparator.comparing(person -> places.getOrDefault(person, 0)))
                    .limit(MOST_OF_A_LEVEL)
                    .toList();
            for (int row = 0; row < ordered.size(); row++) {
                rows.put(ordered.get(row).id(), row);
            }
            column.setValue(ordered);
        }
        return columns;
    }

    private static Stream<String> neighbours(Person person, List<Relation> relations) {
        return relations.stream()
                .filter(relation ->
                        relation.from().equals(person.id()) || relation.to().equals(person.id()))
                .map(relation -> relation.from().equals(person.id()) ? relation.to() : relation.from());
    }

    /** The words of the relations with those of the levels before. */
    private static List<String> inward(Person person, Map<String, Person> known, List<Relation> relations) {
        return relations.stream()
                .filter(relation ->
                        relation.from().equals(person.id()) || relation.to().equals(person.id()))
                .filter(relation -> {
                    Person other = known.get(relation.from().equals(person.id()) ? relation.to() : relation.from());
                    return other != null && other.level() < person.level();
                })
                .map(Relation::word)
                .distinct()
                .toList();
    }

    private static Box box(Person person, int x, int y, List<String> relations) {
        String words = String.join(", ", relations);
        return new Box(
                x,
                y,
                WIDTH,
                HEIGHT,
                person.organisation() ? 2 : HEIGHT / 2,
                person.level() == 0 ? "root" : person.organisation() ? "organisation" : "person",
                shortened(person.name()),
                shortened(words),
                words.isEmpty() ? person.name() : person.name() + ": " + words);
    }

    private static Box at(Map<String, Box> boxes, String id) {
        return Objects.requireNonNull(boxes.get(id));
    }

    /** Between columns from side to side; inside of one around its right side. */
    private static Line line(Box one, Box other) {
        boolean ordered = one.x() <= other.x();
        Box left = ordered ? one : other;
        Box right = ordered ? other : one;
        int fromX = left.x() + left.width();
        int fromY = left.y() + left.height() / 2;
        int toY = right.y() + right.height() / 2;
        if (left.x() == right.x()) {
            return new Line(path(fromX, fromY, fromX + 26, fromX + 26, fromX, toY), true);
        }
        int half = (right.x() - fromX) / 2;
        return new Line(path(fromX, fromY, fromX + half, right.x() - half, right.x(), toY), false);
    }

    private static String path(int x1, int y1, int bend1, int bend2, int x2, int y2) {
        return String.format(Locale.ROOT, "M%d %dC%d %d %d %d %d %d", x1, y1, bend1, y1, bend2, y2, x2, y2);
    }

    private static String shortened(String text) {
        OptionalInt end = text.codePointCount(0, text.length()) > LETTERS
                ? OptionalInt.of(text.offsetByCodePoints(0, LETTERS - 1))
                : OptionalInt.empty();
        return end.isEmpty() ? text : text.substring(0, end.getAsInt()).stripTrailing() + "…";
    }
}
