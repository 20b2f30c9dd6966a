package kz.negiz.broker.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import kz.negiz.rules.Cell;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Level;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Redaction;
import kz.negiz.rules.Service;
import kz.negiz.rules.ShippedEdition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Redaction keeps what the rule names, and nothing else")
class RedactorTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> WORDS = List.of(
            "cases",
            "contributions",
            "number",
            "article",
            "part",
            "chapter",
            "registeredOn",
            "status",
            "month",
            "employerBin",
            "employerName",
            "amount",
            "sum",
            "persons",
            "items",
            "facts",
            "events",
            "circumstances",
            "kind",
            "receivedOn",
            "contributorIin",
            "contributorName",
            "secret");

    private final Edition edition =
            new Edition(1, ShippedEdition.all().getFirst().tables());

    @Test
    @DisplayName("pension contributions lose every amount, under whatever name it comes (R41-A2b, R150-A1b)")
    void pensionWithoutAmounts() {
        for (Profile profile : edition.profiles()) {
            Service pension = edition.service("PENSION_CONTRIBUTIONS").orElseThrow();
            if (edition.cell(profile, pension) != Cell.REDUCED) {
                continue;
            }
            Redaction redaction = edition.redaction(profile, pension, new Level.Reduced(""));
            assertThat(redacted(redaction, """
                            {"contributions":[{"month":"2026-05","amount":1,"sum":2,"kind":{"amount":3},"receivedOn":["4"]}],
                            "totals":{"amount":5},"amount":6}"""))
                    .as(profile.code())
                    .isEqualTo("{\"contributions\":[{\"month\":\"2026-05\"}]}");
        }
    }

    @Test
    @DisplayName(
            "the pre-trial register keeps chapter 8 only, without persons, items, facts, events, circumstances (R41-A2c)")
    void pretrialRegister() {
        assertThat(redacted(pretrial(), """
                        {"cases":[
                        {"number":"1","chapter":"8","article":"217","part":null,"persons":[1],"items":[1],"facts":"f","events":[1],
                         "circumstances":"c"},
                        {"number":"2","chapter":8},
                        {"number":"3","chapter":"18"},{"number":"4"},{"number":"5","chapter":["8"]},{"number":"6","chapter":null},
                        "7",["8"]],"facts":"f"}"""))
                .isEqualTo("{\"cases\":[{\"article\":\"217\",\"chapter\":\"8\",\"number\":\"1\",\"part\":null},"
                        + "{\"chapter\":8,\"number\":\"2\"}]}");
    }

    @Test
    @DisplayName("what is not of the expected shape is left out")
    void otherShapes() {
        assertThat(redacted(pretrial(), "{\"cases\":{\"chapter\":\"8\",\"number\":\"1\"}}"))
                .isEqualTo("{}");
        assertThat(redacted(pretrial(), "{\"cases\":\"all\"}")).isEqualTo("{}");
        assertThat(redacted(pretrial(), "{}")).isEqualTo("{}");
    }

    @Test
    @DisplayName("whatever a source sends, only named paths with single values come out")
    void anything() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            ObjectNode answer = object(random, 0);
            ObjectNode kept = Redactor.redact(answer, pretrial());
            assertThat(List.of("cases")).containsAll(kept.propertyNames());
            kept.path("cases").forEach(entry -> {
                assertThat(entry.path("chapter").asString("")).isEqualTo("8");
                assertThat(List.of("number", "article", "part", "chapter", "registeredOn", "status"))
                        .containsAll(entry.propertyNames());
                entry.forEach(value -> assertThat(value.isValueNode()).isTrue());
            });
        }
    }

    @Test
    @DisplayName("a full answer is kept whole")
    void full() {
        Profile profile = edition.profile("OPERATIONAL_SEARCH").orElseThrow();
        Service vehicles = edition.service("VEHICLES").orElseThrow();

        assertThat(redacted(edition.redaction(profile, vehicles, new Level.Full()), "{\"a\":{\"b\":[1,{\"c\":2}]}}"))
                .isEqualTo("{\"a\":{\"b\":[1,{\"c\":2}]}}");
    }

    private Redaction pretrial() {
        return edition.redaction(
                edition.profile("STATE_REVENUE_FIELD_INSPECTION").orElseThrow(),
                edition.service("PRETRIAL_REGISTER").orElseThrow(),
                new Level.Reduced(""));
    }

    private static String redacted(Redaction redaction, String answer) {
        return Redactor.redact((ObjectNode) JSON.readTree(answer), redaction).toString();
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String name = depth == 0 && random.nextBoolean() ? "cases" : WORDS.get(random.nextInt(WORDS.size()));
            switch (depth > 3 ? 0 : random.nextInt(4)) {
                case 0 -> object.put(name, random.nextBoolean() ? "8" : "9");
                case 1 -> object.set(name, object(random, depth + 1));
                case 2 -> object.put(name, 8);
                default -> {
                    ArrayNode list = object.putArray(name);
                    for (int j = random.nextInt(4); j > 0; j--) {
                        ObjectNode entry = object(random, depth + 1);
                        if (random.nextBoolean()) {
                            entry.put("chapter", "8");
                        }
                        list.add(entry);
                    }
                }
            }
        }
        return object;
    }
}
