package kz.negiz.broker.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.EditionsUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.question.RecordedQuestions;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A replay of questions on record")
@TestPropertySource(properties = "negiz.sources.timeout=2s")
class ReplayTest extends EditionsUnderTest {

    private static final String OPEN = "T-2026-1001";
    private static final String CLOSED = "T-2026-1002";
    private static final String CASE = "267500031000101";
    private static final String NOT_LISTED = "267500031000102";
    private static final String FOREIGN = "267500031000103";

    @Autowired
    private Editions editions;

    @Autowired
    private RecordedQuestions questions;

    @Autowired
    private Replay replay;

    private final List<UUID> asked = new ArrayList<>();

    @Test
    @DisplayName("by their own edition gives every decision again; by another one, exactly what that changes")
    void everyOutcome() {
        askEverything();

        JsonNode same = one.get("/api/rules/editions/" + last() + "/replay");
        assertThat(same.path("counts").path("questions").asInt()).isGreaterThanOrEqualTo(asked.size());
        for (String none : List.of("notReproduced", "unreadable", "opens", "closes", "alters", "openQuestions")) {
            assertThat(same.path("counts").path(none).asInt(-1)).as(none).isZero();
        }
        assertThat(same.path("lines").size()).isZero();
        assertThat(same.path("done").asDouble(0)).isEqualTo(1);
        assertThat(same.path("next").isMissingNode()).isTrue();

        Map<String, byte[]> changed = files(last());
        changed = cell(changed, "STATE_REVENUE_FIELD_INSPECTION", "VEHICLES", "NONE");
        changed = cell(changed, "STATE_REVENUE_FIELD_INSPECTION", "PRETRIAL_REGISTER", "FULL");
        changed = cell(changed, "STATE_REVENUE_FIELD_INSPECTION", "TAX_DEBT", "FULL");
        changed = cell(changed, "COVERT_INVESTIGATION", "COUNTERPARTIES", "FULL");
        JsonNode proposed = one.propose(zip(changed), soon(Duration.ofMinutes(5)));
        JsonNode part = two.get("/api/rules/proposals/" + id(proposed) + "/replay?days=31");

        assertThat(lines(part))
                .containsExactlyInAnyOrder(
                        // what was open closes, what was reduced opens in full
                        "VEHICLES CLOSES PERMIT FULL - -> REFUSE - SERVICE_OUTSIDE_PROFILE",
                        "PRETRIAL_REGISTER OPENS PERMIT REDUCED - -> PERMIT FULL -",
                        // a refusal of the basis stands, but the cell is looked at first
                        "VEHICLES ALTERS REFUSE - INSPECTION_CLOSED -> REFUSE - SERVICE_OUTSIDE_PROFILE",
                        "VEHICLES ALTERS REFUSE - INSPECTION_UNKNOWN -> REFUSE - SERVICE_OUTSIDE_PROFILE",
                        "VEHICLES ALTERS UNVERIFIABLE - INSPECTION_REGISTER_SILENT -> REFUSE - SERVICE_OUTSIDE_PROFILE",
                        // the register was not asked, for the profile closed everything: nobody knows
                        "TAX_DEBT OPEN_QUESTION REFUSE - SERVICE_OUTSIDE_PROFILE -> UNVERIFIABLE - INSPECTION_REGISTER_SILENT",
                        // it was asked for another service of the same question
                        "TAX_DEBT OPENS REFUSE - SERVICE_OUTSIDE_PROFILE -> PERMIT FULL -",
                        "COUNTERPARTIES ALTERS PERMIT LISTED_ARTICLE - -> PERMIT FULL -",
                        "COUNTERPARTIES OPENS REFUSE - ARTICLE_NOT_LISTED -> PERMIT FULL -");
        assertThat(part.path("counts").path("notReproduced").asInt(-1)).isZero();
        assertThat(part.path("counts").path("opens").asInt()).isEqualTo(3);
        assertThat(part.path("counts").path("closes").asInt()).isEqualTo(1);
        assertThat(part.path("counts").path("openQuestions").asInt()).isEqualTo(1);
        assertThat(part.toString())
                .doesNotContain(
                        BrokerApi.INSPECTED,
                        api.key("head").iin(),
                        api.key("operative").iin(),
                        OPEN,
                        CASE);
        one.withdraw(proposed);

        // What was decided by an edition is decided by it for ever, also when another one is in force.
        int next = inForce(changed);
        api.ask(api.head(), "head", BrokerApi.underInspection(OPEN, "VEHICLES", "TAX_DEBT"));
        JsonNode later = one.get("/api/rules/editions/" + next + "/replay");
        assertThat(later.path("counts").path("notReproduced").asInt(-1)).isZero();
        assertThat(lines(later)).hasSize(9);
        assertThat(lines(one.get("/api/rules/editions/" + (next - 1) + "/replay")))
                .containsExactlyInAnyOrder(
                        "VEHICLES OPENS REFUSE - SERVICE_OUTSIDE_PROFILE -> PERMIT FULL -",
                        "TAX_DEBT CLOSES PERMIT FULL - -> REFUSE - SERVICE_OUTSIDE_PROFILE");
    }

    @Test
    @DisplayName("goes on where a part ended, question by question, and comes to an end")
    void parts() {
        Caller.User head = head();
        api.openInspection(OPEN);
        List<UUID> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            five.add(api.ask(head, "head", BrokerApi.underInspection(OPEN, "LAND_PLOTS"))
                    .id());
        }
        UUID before = new UUID(five.getFirst().getMostSignificantBits() - 1, 0);

        List<UUID> seen = new ArrayList<>();
        UUID last = before;
        for (List<RecordedQuestions.Recorded> batch = questions.after(last, 2);
                !batch.isEmpty();
                batch = questions.after(last, 2)) {
            assertThat(batch).hasSizeLessThanOrEqualTo(2);
            batch.forEach(each -> seen.add(each.id()));
            last = batch.getLast().id();
        }
        assertThat(seen).containsExactlyElementsOf(five.stream().sorted().toList());

        Replay.By by = new Replay.By(editions.current(), Optional.empty());
        assertThat(replay.part(one.user(), by, 31, Optional.of(five.get(2)))
                        .counts()
                        .questions())
                .isEqualTo(2);
        assertThat(replay.part(one.user(), by, 31, Optional.of(new UUID(0, 0))).counts())
                .as("never further back than the days that were asked for")
                .isEqualTo(replay.part(one.user(), by, 31, Optional.empty()).counts());
    }

    @Test
    @DisplayName("in parts comes to the same as in one, also when the counts travel through a page")
    void sumOfParts() {
        Caller.User head = head();
        api.openInspection(OPEN);
        for (int i = 0; i < 3; i++) {
            api.ask(head, "head", BrokerApi.underInspection(OPEN, "LAND_PLOTS", "TAXPAYERS"));
        }
        Replay.By by = new Replay.By(editions.of(1), Optional.empty());
        Replay.Part whole = replay.part(one.user(), by, 31, Optional.empty());

        List<Replay.Line> lines = new ArrayList<>();
        String tally = "";
        double done = 0;
        Replay.Part part = replay.part(one.user(), by, 31, Optional.empty(), 2);
        while (true) {
            assertThat(part.counts().questions()).isLessThanOrEqualTo(2);
            assertThat(part.done()).isBetween(done, 1.0);
            done = part.done();
            lines.addAll(part.lines());
            tally = Tallies.write(Tallies.read(tally).plus(part.counts()));
            UUID next = part.next();
            if (next == null) {
                break;
            }
            part = replay.part(one.user(), by, 31, Optional.of(next), 2);
        }

        assertThat(done).isEqualTo(1);
        assertThat(lines).isEqualTo(whole.lines());
        assertThat(Tallies.read(tally)).isEqualTo(whole.counts());
        assertThat(whole.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"days=0", "days=367", "days=x", "after=x"})
    @DisplayName("is bounded")
    void bounded(String query) {
        assertThat(api.get("/api/rules/editions/1/replay?" + query, one.user()).status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("is of what there is")
    void unknown() {
        assertThat(api.get("/api/rules/editions/998/replay", one.user()).status())
                .isEqualTo(404);
        assertThat(api.get("/api/rules/proposals/" + UUID.randomUUID() + "/replay", one.user())
                        .status())
                .isEqualTo(404);
    }

    private Caller.User head() {
        return api.head();
    }

    /** Questions of all kinds of bases and outcomes. */
    private void askEverything() {
        Caller.User head = head();
        Caller.User operative = api.operative();
        String own = api.key("operative").iin();
        api.openInspection(OPEN);
        api.inspection(CLOSED, true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-02-01");
        api.criminalCase(CASE, false, own, "217", "2");
        api.criminalCase(NOT_LISTED, false, own, "188", "2");
        api.criminalCase(FOREIGN, false, "990101500006", "217", "2");

        ask(head, "head", BrokerApi.underInspection(OPEN, "VEHICLES", "PENSION_CONTRIBUTIONS", "PRETRIAL_REGISTER"));
        ask(head, "head", BrokerApi.underInspection(OPEN, "LAND_PLOTS", "TAX_DEBT"));
        ask(head, "head", BrokerApi.underInspection(OPEN, "TAX_DEBT"));
        ask(head, "head", BrokerApi.underInspection(CLOSED, "VEHICLES"));
        ask(head, "head", BrokerApi.underInspection("T-2026-NONE", "VEHICLES"));
        AROUND.faults.put("register", Fault.DOWN);
        ask(head, "head", BrokerApi.underInspection(OPEN, "VEHICLES"));
        AROUND.faults.clear();
        ask(operative, "operative", BrokerApi.underInspection(OPEN, "VEHICLES"));
        ask(
                operative,
                "operative",
                BrokerApi.underCase("COVERT_INVESTIGATION", CASE, "COUNTERPARTIES", "PERSONS_REGISTER"));
        ask(operative, "operative", BrokerApi.underCase("COVERT_INVESTIGATION", NOT_LISTED, "COUNTERPARTIES"));
        ask(operative, "operative", BrokerApi.underCase("COVERT_INVESTIGATION", FOREIGN, "PERSONS_REGISTER"));
        ask(operative, "operative", withText(""));
        ask(operative, "operative", BrokerApi.underCase("NO_SUCH_PROFILE", CASE, "PERSONS_REGISTER"));
        ObjectNode assigned = BrokerApi.underCase("SEARCH_MEASURES", CASE, "PERSONS_REGISTER");
        ((ObjectNode) assigned.path("basis"))
                .putObject("assignment")
                .put("number", "12-3")
                .put("date", "2026-01-15")
                .put("issuingBody", "police-almaty");
        ask(operative, "operative", assigned);
        ask(operative, "operative", chosen());
        ask(api.system("MIA_ADQ"), "system", onBehalfOf(own));
        // An account whose order the registry names otherwise than the kind of its body would.
        Caller.User odd = api.registered(
                "head", BrokerApi.BODY, "STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD", "ORDER_150", AccessRole.OFFICER);
        ask(odd, "head", BrokerApi.underCase("NO_SUCH_PROFILE", CASE, "PERSONS_REGISTER"));
    }

    /** A system asks, and the case is in the charge of the officer whom it names. */
    private static ObjectNode onBehalfOf(String iin) {
        ObjectNode question = BrokerApi.question("MIA_ADQ", "LEGAL_ENTITIES_REGISTER");
        question.putObject("basis")
                .put("kind", "CHOSEN_BASIS")
                .put("code", "ORDER_OF_THE_HEAD")
                .put("material", "15-7/231")
                .put("criminalCase", CASE);
        question.putObject("onBehalfOf").put("iin", iin).put("bin", "");
        return question;
    }

    private static ObjectNode withText(String text) {
        ObjectNode question = BrokerApi.question("OPERATIONAL_SEARCH", "PERSONS_REGISTER", "COUNTERPARTIES");
        question.putObject("basis").put("kind", "OPTIONAL_TEXT").put("text", text);
        return question;
    }

    private static ObjectNode chosen() {
        ObjectNode question = BrokerApi.question("MIA_OTHER_TASKS", "PERSONS_REGISTER");
        question.putObject("basis")
                .put("kind", "CHOSEN_BASIS")
                .put("code", "PERSONS_APPLICATION")
                .put("material", "M-17");
        return question;
    }

    private void ask(Caller.User user, String key, ObjectNode question) {
        BrokerApi.Answer answer = api.ask(user, key, question);
        // Whatever was decided is on record; what was not taken as a question at all would not be.
        assertThat(jdbc.sql("select count(*) from question where id = :id")
                        .param("id", answer.id())
                        .query(Integer.class)
                        .single())
                .as(answer.body().toString())
                .isEqualTo(1);
        asked.add(answer.id());
    }

    private static List<String> lines(JsonNode part) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : part.path("lines")) {
            lines.add(line.path("service").asString("") + " "
                    + line.path("turn").asString("") + " " + said(line.path("then")) + " -> " + said(line.path("now")));
        }
        return lines;
    }

    private static String said(JsonNode said) {
        return said.path("decision").asString("") + " " + said.path("level").asString("-") + " "
                + said.path("reason").asString("-");
    }
}
