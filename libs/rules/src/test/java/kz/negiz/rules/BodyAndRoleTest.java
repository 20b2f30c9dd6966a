package kz.negiz.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Body and role open a profile only where annex 12, annex 1 and the bodies' own profiles agree")
class BodyAndRoleTest {

    private final Edition edition = LawFiles.edition();
    private final Rules rules = new Rules(edition);

    @Test
    @DisplayName("every body × role × profile: open exactly where the rule data say so, refused with a rule elsewhere")
    void everyCombination() {
        TreeSet<String> open = new TreeSet<>();
        for (Map<String, String> row : LawFiles.read("body_profiles")) {
            if ("PERSON".equals(row.get("actor")) && !"".equals(row.get("profile_code"))) {
                open.add(row.get("body_kind") + " " + row.get("role_code") + " " + row.get("profile_code"));
            }
        }
        assertThat(open).hasSize(27);

        TreeSet<String> found = new TreeSet<>();
        for (String body : column("body_profiles", "body_kind", "SPECIAL_STATE_BODY")) {
            for (String role : column("roles", "role_code", "INVENTED_ROLE")) {
                for (Profile profile : edition.profiles()) {
                    Decision decision = ofFullService(TestAsks.officer(body, role), profile);
                    if (decision instanceof Decision.Permit) {
                        found.add(body + " " + role + " " + profile.code());
                    } else {
                        assertThat(decision)
                                .isInstanceOfSatisfying(
                                        Decision.Refuse.class,
                                        refused -> assertThat(refused.rule()).matches("R(41|150)-.+"));
                    }
                }
            }
        }
        assertThat(found).isEqualTo(open);
    }

    @Test
    @DisplayName(
            "every body × information system × profile: a system of its body has the one of its name (R150-5, R150-6)")
    void everySystem() {
        TreeSet<String> open = new TreeSet<>();
        TreeSet<String> systems = new TreeSet<>();
        for (Map<String, String> row : LawFiles.read("body_profiles")) {
            if ("SYSTEM".equals(row.get("actor"))) {
                systems.add(String.valueOf(row.get("profile_code")));
                open.add(row.get("body_kind") + " " + row.get("profile_code") + " " + row.get("profile_code"));
            }
        }
        assertThat(open).hasSize(5);

        TreeSet<String> found = new TreeSet<>();
        for (String body : column("body_profiles", "body_kind", "SPECIAL_STATE_BODY")) {
            for (String system : systems) {
                for (Profile profile : edition.profiles()) {
                    if (ofFullService(TestAsks.officer(body, system), profile) instanceof Decision.Permit) {
                        found.add(body + " " + system + " " + profile.code());
                    }
                }
            }
        }
        assertThat(found).isEqualTo(open);
    }

    @ParameterizedTest(name = "{0}, {1} under {2}: {3} ({4})")
    @CsvSource({
        "INTERNAL_AFFAIRS, PROBATION_OFFICER, OPERATIONAL_SEARCH, ROLE_WITHOUT_GROUND, R150-A12",
        "INTERNAL_AFFAIRS, MIGRATION_POLICE_OFFICER, COVERT_INVESTIGATION, ROLE_WITHOUT_GROUND, R150-A12",
        "INTERNAL_AFFAIRS, POLICE_OPERATIVE, STATE_REVENUE_FIELD_INSPECTION, ROLE_WITHOUT_GROUND, R41-A1",
        "STATE_REVENUE, STATE_REVENUE_UNIT_HEAD, OPERATIONAL_SEARCH, ROLE_WITHOUT_GROUND, R150-A12",
        "INTERNAL_AFFAIRS, POLICE_OPERATIVE, PROSECUTION_OTHER_TASKS, BODY_WITHOUT_PROFILE, R150-8",
        "PROSECUTION, PROSECUTION_OFFICER, MIA_OTHER_TASKS, BODY_WITHOUT_PROFILE, R150-5",
        "MOF_FINANCIAL_MONITORING, MOF_QMK_OPERATIVE, MIA_OTHER_TASKS, NO_PROFILE_FOR_OTHER_TASKS, R150-20",
        "CIVIL_PROTECTION, CIVIL_PROTECTION_OFFICER, MIA_OTHER_TASKS, NO_PROFILE_FOR_OTHER_TASKS, R150-20",
        "INTERNAL_AFFAIRS, POLICE_OPERATIVE, MIA_ADQ, PROFILE_OF_A_SYSTEM, R150-5",
        "ANTICORRUPTION, ANTICORRUPTION_OFFICER, ANTICORRUPTION_ANALYTICAL_SYSTEM, PROFILE_OF_A_SYSTEM, R150-6",
        "STATE_REVENUE, POLICE_OPERATIVE, OPERATIONAL_SEARCH, BODY_WITHOUT_PROFILE, R150-2"
    })
    void refusesWithItsRule(String body, String role, String profile, Reason reason, String rule) {
        assertThat(ofFullService(
                        TestAsks.officer(body, role), edition.profile(profile).orElseThrow()))
                .isEqualTo(new Decision.Refuse(rule, reason));
    }

    @Test
    @DisplayName("an invented profile is refused")
    void refusesUnknownProfile() {
        Ask ask = TestAsks.ask("EVERYTHING", TestAsks.basis(BasisKind.INSPECTION_NUMBER), "PERSONS_REGISTER");

        assertThat(rules.decide(
                        TestAsks.officer("STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD"), ask, TestAsks.inspection()))
                .containsEntry("PERSONS_REGISTER", new Decision.Refuse("R41-2d", Reason.PROFILE_UNKNOWN));
    }

    @Test
    @DisplayName("an officer is offered only what could be permitted, and never an encumbrance")
    void offersWhatIsOpen() {
        var open = rules.openTo(TestAsks.officer("STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD"));

        assertThat(open.keySet()).extracting(Profile::code).containsExactly("STATE_REVENUE_FIELD_INSPECTION");
        assertThat(open.firstEntry().getValue()).hasSize(17);
        var police = rules.openTo(TestAsks.officer("INTERNAL_AFFAIRS", "POLICE_OPERATIVE"));
        assertThat(police.keySet())
                .extracting(Profile::code)
                .containsExactly("OPERATIONAL_SEARCH", "COVERT_INVESTIGATION", "SEARCH_MEASURES", "MIA_OTHER_TASKS");
        assertThat(police.values())
                .allSatisfy(services -> assertThat(services.keySet())
                        .extracting(Service::kind)
                        .doesNotContain(Service.Kind.ENCUMBRANCE_ACTION));
    }

    private Decision ofFullService(Asker asker, Profile profile) {
        Service service = edition.services().stream()
                .filter(each ->
                        edition.cell(profile, each) == Cell.FULL && each.kind() != Service.Kind.ENCUMBRANCE_ACTION)
                .findFirst()
                .orElseThrow();
        Ask ask = TestAsks.ask(profile.code(), TestAsks.basis(profile.basisKind()), service.code());
        Decision decision = rules.decide(asker, ask, TestAsks.confirming(profile.basisKind()))
                .get(service.code());
        if (decision == null) {
            throw new AssertionError("no decision");
        }
        return decision;
    }

    private static List<String> column(String table, String name, String invented) {
        TreeSet<String> values = new TreeSet<>();
        LawFiles.read(table).forEach(row -> values.add(String.valueOf(row.get(name))));
        List<String> all = new ArrayList<>(values);
        all.add(invented);
        all.add("");
        return all;
    }
}
