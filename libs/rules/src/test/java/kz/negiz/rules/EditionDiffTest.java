package kz.negiz.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import kz.negiz.rules.Change.Direction;
import kz.negiz.rules.Change.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What opens and what closes with a new edition")
class EditionDiffTest {

    private static final List<String> LEVELS = List.of("NONE", "LISTED_ARTICLES_ONLY", "FULL");

    private final Edition edition = LawFiles.edition();

    @Test
    @DisplayName("of the same edition: nothing")
    void nothing() {
        assertThat(EditionDiff.between(edition, LawFiles.edition())).isEmpty();
    }

    @Test
    @DisplayName(
            "every changed cell is told once, in its direction, for those who hold the profile; and back, the other way")
    void cells() {
        Random random = new Random(150);
        List<Map<String, String>> rows = LawFiles.read("access_matrix");
        for (int round = 0; round < 60; round++) {
            Map<String, String> cell = rows.get(random.nextInt(rows.size()));
            String from = String.valueOf(cell.get("level"));
            String to = LEVELS.get(random.nextInt(LEVELS.size()));
            Edition changed = with(
                    "access_matrix",
                    row -> Objects.equals(row.get("profile_code"), cell.get("profile_code"))
                            && Objects.equals(row.get("service_code"), cell.get("service_code")),
                    "level",
                    to);
            List<Change> changes = EditionDiff.between(edition, changed);
            if (from.equals(to)) {
                assertThat(changes).isEmpty();
                continue;
            }
            Direction direction = expected(from, to);
            assertThat(changes).singleElement().satisfies(change -> {
                assertThat(change.kind()).isEqualTo(Kind.CELL);
                assertThat(change.direction()).isEqualTo(direction);
                assertThat(change.profile()).isEqualTo(cell.get("profile_code"));
                assertThat(change.item()).isEqualTo(cell.get("service_code"));
                assertThat(change.from()).isEqualTo(from);
                assertThat(change.to()).isEqualTo(to);
                assertThat(change.whom()).isNotEmpty();
            });
            assertThat(EditionDiff.between(changed, edition))
                    .extracting(Change::direction)
                    .containsExactly(expected(to, from));
        }
    }

    private static Direction expected(String from, String to) {
        return switch (from + " " + to) {
            case "NONE LISTED_ARTICLES_ONLY",
                    "NONE FULL",
                    "NONE REDUCED",
                    "LISTED_ARTICLES_ONLY FULL",
                    "REDUCED FULL" -> Direction.OPENS;
            case "LISTED_ARTICLES_ONLY REDUCED", "REDUCED LISTED_ARTICLES_ONLY" -> Direction.ALTERS;
            default -> Direction.CLOSES;
        };
    }

    @Test
    @DisplayName("articles, roles, their profiles and what is kept are told with those concerned (R150-9, R150-A12)")
    void otherTables() {
        assertThat(EditionDiff.between(edition, without("articles", row -> "220".equals(row.get("article")))))
                .containsExactly(new Change(
                        Direction.CLOSES,
                        Kind.ARTICLE,
                        "",
                        "220",
                        "listed",
                        "",
                        List.of(
                                "COVERT_INVESTIGATION",
                                "OPERATIONAL_SEARCH",
                                "PROSECUTION_OTHER_TASKS",
                                "SEARCH_MEASURES")));
        assertThat(EditionDiff.between(
                        edition,
                        with(
                                "roles",
                                row -> "PROBATION_OFFICER".equals(row.get("role_code")),
                                "search_measures",
                                "true")))
                .containsExactly(new Change(
                        Direction.OPENS,
                        Kind.ROLE,
                        "",
                        "PROBATION_OFFICER",
                        "OTHER_TASKS",
                        "SEARCH_MEASURES, OTHER_TASKS",
                        List.of("INTERNAL_AFFAIRS/PROBATION_OFFICER")));
        assertThat(EditionDiff.between(
                        edition,
                        without(
                                "body_profiles",
                                row -> "PROBATION_OFFICER".equals(row.get("role_code"))
                                        || "CIVIL_PROTECTION".equals(row.get("body_kind")))))
                .extracting(change -> change.direction() + " " + change.kind() + " " + change.item())
                .containsExactly(
                        "CLOSES BODY_PROFILE INTERNAL_AFFAIRS/PROBATION_OFFICER MIA_OTHER_TASKS",
                        "ALTERS BODY_PROFILE CIVIL_PROTECTION/CIVIL_PROTECTION_OFFICER -");
        assertThat(EditionDiff.between(edition, without("redactions", row -> "cases[].status".equals(row.get("path")))))
                .extracting(change -> change.direction() + " " + change.item())
                .containsExactly("CLOSES ORDER_41/PRETRIAL_REGISTER/REDUCED cases[].status");
        assertThat(EditionDiff.between(
                        edition, without("redactions", row -> "ONLY_WHERE".equals(row.get("instruction")))))
                .extracting(change -> change.direction() + " " + change.item())
                .containsExactly("OPENS ORDER_41/PRETRIAL_REGISTER/REDUCED cases[].chapter");
    }

    @Test
    @DisplayName("a service that is gone closes for every profile that had it")
    void goneService() {
        Map<String, List<Map<String, String>>> tables = tables();
        tables.computeIfPresent("services", (name, rows) -> filtered(rows, row -> "VEHICLES".equals(row.get("code"))));
        tables.computeIfPresent(
                "access_matrix", (name, rows) -> filtered(rows, row -> "VEHICLES".equals(row.get("service_code"))));
        long open = LawFiles.read("access_matrix").stream()
                .filter(row -> "VEHICLES".equals(row.get("service_code")) && !"NONE".equals(row.get("level")))
                .count();

        List<Change> changes = EditionDiff.between(edition, new Edition(2, new EditionTables(tables)));

        assertThat(changes).allMatch(change -> change.direction() == Direction.CLOSES);
        assertThat(changes.getFirst())
                .isEqualTo(new Change(Direction.CLOSES, Kind.SERVICE, "", "VEHICLES", "DATABASE", "", List.of()));
        assertThat(changes.stream().filter(change -> change.kind() == Kind.CELL))
                .hasSize((int) open);
        assertThat(open).isGreaterThan(5);
    }

    private static Edition with(String table, Predicate<Map<String, String>> which, String column, String value) {
        Map<String, List<Map<String, String>>> tables = tables();
        tables.computeIfPresent(table, (name, rows) -> {
            List<Map<String, String>> changed = new ArrayList<>();
            rows.forEach(row -> {
                Map<String, String> copy = new LinkedHashMap<>(row);
                if (which.test(row)) {
                    copy.put(column, value);
                }
                changed.add(copy);
            });
            return changed;
        });
        return new Edition(2, new EditionTables(tables));
    }

    private static Edition without(String table, Predicate<Map<String, String>> which) {
        Map<String, List<Map<String, String>>> tables = tables();
        tables.computeIfPresent(table, (name, rows) -> filtered(rows, which));
        return new Edition(2, new EditionTables(tables));
    }

    private static List<Map<String, String>> filtered(
            List<Map<String, String>> rows, Predicate<Map<String, String>> gone) {
        return rows.stream().filter(gone.negate()).toList();
    }

    private static Map<String, List<Map<String, String>>> tables() {
        return new HashMap<>(ShippedEdition.all().getFirst().tables().tables());
    }
}
