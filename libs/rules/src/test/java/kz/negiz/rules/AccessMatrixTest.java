package kz.negiz.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Every cell of the annexes decides as it stands (R150-A1, R41-A2a)")
class AccessMatrixTest {

    private static final Set<String> ENCUMBRANCES =
            Set.of("REAL_ESTATE_BAN", "LEGAL_ENTITY_BAN", "PERSON_PARTICIPATION_BAN", "LAND_PLOT_ENCUMBRANCE");

    private final Edition edition = LawFiles.edition();
    private final Rules rules = new Rules(edition);
    private final List<Map<String, String>> rows = LawFiles.read("access_matrix");
    private final Map<String, String> cells = rows.stream()
            .collect(Collectors.toMap(
                    row -> row.get("profile_code") + "/" + row.get("service_code"), row -> row.get("level")));

    @Test
    @DisplayName("there are 929 cells, 77 services, 13 profiles, 16 roles and 75 articles")
    void hasAllOfTheLaw() {
        assertThat(rows).hasSize(929);
        assertThat(edition.services()).hasSize(77);
        assertThat(edition.profiles()).hasSize(13);
        assertThat(LawFiles.read("roles")).hasSize(16);
        assertThat(LawFiles.read("body_profiles")).hasSize(34);
        assertThat(LawFiles.read("articles")).hasSize(75);
    }

    @ParameterizedTest(name = "{0}: {1} full, {2} reduced, {3} under listed articles, {4} closed")
    @CsvSource({
        "OPERATIONAL_SEARCH, 61, 1, 9, 5",
        "COVERT_INVESTIGATION, 63, 0, 9, 4",
        "SEARCH_MEASURES, 61, 1, 9, 5",
        "MIA_OTHER_TASKS, 42, 0, 0, 34",
        "MIA_BAQYLAU_OPK, 2, 1, 0, 73",
        "MIA_IS_MO, 11, 0, 0, 65",
        "MIA_PENAL_SYSTEM_DB, 1, 0, 0, 75",
        "MIA_ADQ, 54, 0, 0, 22",
        "ANTICORRUPTION_OTHER_TASKS, 30, 1, 0, 45",
        "ANTICORRUPTION_ANALYTICAL_SYSTEM, 42, 0, 0, 34",
        "ECONOMIC_INVESTIGATION_OTHER_TASKS, 31, 1, 0, 44",
        "PROSECUTION_OTHER_TASKS, 63, 0, 9, 4",
        "STATE_REVENUE_FIELD_INSPECTION, 15, 2, 0, 0"
    })
    void countsAsInTheOrders(String profile, int full, int reduced, int listed, int none) {
        Map<Cell, Integer> counts = new HashMap<>();
        rows.stream()
                .filter(row -> profile.equals(row.get("profile_code")))
                .map(row -> edition.cell(
                        edition.profile(profile).orElseThrow(),
                        edition.service(String.valueOf(row.get("service_code"))).orElseThrow()))
                .forEach(cell -> counts.merge(cell, 1, Integer::sum));

        assertThat(counts.getOrDefault(Cell.FULL, 0)).isEqualTo(full);
        assertThat(counts.getOrDefault(Cell.REDUCED, 0)).isEqualTo(reduced);
        assertThat(counts.getOrDefault(Cell.LISTED_ARTICLES_ONLY, 0)).isEqualTo(listed);
        assertThat(counts.getOrDefault(Cell.NONE, 0)).isEqualTo(none);
    }

    @Test
    @DisplayName("each of the 13 × 77 combinations has the cell of its annex, and an absent one is closed")
    void everyCombinationHasItsCell() {
        for (Profile profile : edition.profiles()) {
            for (Service service : edition.services()) {
                assertThat(edition.cell(profile, service).name())
                        .as("%s / %s", profile.code(), service.code())
                        .isEqualTo(cells.getOrDefault(profile.code() + "/" + service.code(), "NONE"));
            }
        }
    }

    @Test
    @DisplayName("with body, role and basis in order, each cell gives its decision: +, reduced, listed articles, none")
    void everyCellDecides() {
        int decided = 0;
        for (Profile profile : edition.profiles()) {
            Asker asker = TestAsks.ASKERS.get(profile.code());
            if (asker == null) {
                continue;
            }
            for (Service service : edition.services()) {
                Ask ask = TestAsks.ask(profile.code(), TestAsks.basis(profile.basisKind()), service.code());
                Decision decision = rules.decide(asker, ask, TestAsks.confirming(profile.basisKind()))
                        .get(service.code());
                assertThat(decision)
                        .as("%s / %s", profile.code(), service.code())
                        .satisfies(made -> assertThat(described(made)).isEqualTo(expected(profile, service)));
                decided++;
            }
        }
        assertThat(decided).isEqualTo(8 * 77);
    }

    @Test
    @DisplayName("a service that is in no annex is refused")
    void refusesUnknownService() {
        Decision decision = rules.decide(
                        TestAsks.officer("STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD"),
                        TestAsks.ask(
                                "STATE_REVENUE_FIELD_INSPECTION",
                                TestAsks.basis(BasisKind.INSPECTION_NUMBER),
                                "BANK_SECRETS"),
                        TestAsks.inspection())
                .get("BANK_SECRETS");

        assertThat(decision).isEqualTo(new Decision.Refuse("R41-2d", Reason.SERVICE_UNKNOWN));
    }

    private String expected(Profile profile, Service service) {
        String matrixRule = profile.code().equals("STATE_REVENUE_FIELD_INSPECTION") ? "R41-2d" : "R150-A1";
        String cell = cells.getOrDefault(profile.code() + "/" + service.code(), "NONE");
        if (cell.equals("NONE")) {
            return "refused SERVICE_OUTSIDE_PROFILE " + matrixRule;
        }
        if (ENCUMBRANCES.contains(service.code())) {
            return "refused ENCUMBRANCE_IS_AN_ACTION " + matrixRule;
        }
        return switch (cell) {
            case "FULL" -> "FULL";
            case "REDUCED" ->
                profile.code().equals("STATE_REVENUE_FIELD_INSPECTION")
                        ? (service.code().equals("PENSION_CONTRIBUTIONS") ? "REDUCED R41-A2b" : "REDUCED R41-A2c")
                        : "REDUCED R150-A1b";
            case "LISTED_ARTICLES_ONLY" -> "LISTED 217(2)";
            default -> throw new IllegalStateException(cell);
        };
    }

    private static String described(Decision decision) {
        return switch (decision) {
            case Decision.Permit(Level.Full full, var footing) -> "FULL";
            case Decision.Permit(Level.Reduced(String rule), var footing) -> "REDUCED " + rule;
            case Decision.Permit(Level.ListedArticle(Article article), var footing) -> "LISTED " + article;
            case Decision.Refuse refused -> "refused " + refused.reason() + " " + refused.rule();
            case Decision.Unverifiable unverifiable -> "unverifiable " + unverifiable.reason();
        };
    }
}
