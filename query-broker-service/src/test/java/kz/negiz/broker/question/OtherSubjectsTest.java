package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.document.QuestionWords;
import kz.negiz.broker.edition.Editions;
import kz.negiz.kit.identity.Caller;
import kz.negiz.rules.Basis;
import kz.negiz.rules.DocumentKind;
import kz.negiz.rules.Service;
import kz.negiz.rules.Subject;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Subjects named otherwise than by IIN and BIN")
@ExtendWith(OutputCaptureExtension.class)
class OtherSubjectsTest extends BrokerUnderTest {

    private static final Map<Subject, String> ASKED_OF = Map.of(
            new Subject.Document(DocumentKind.PASSPORT, "N12345678"), "PERSONS_REGISTER",
            new Subject.Vin("XXABCDEF000000017"), "VEHICLES",
            new Subject.Plate("123ABC02"), "ROAD_ACCIDENTS",
            new Subject.CadastralNumber("20:315:040:122"), "LAND_PLOTS",
            new Subject.Address("Алматы қаласы, Абай даңғылы, 10", Optional.of("0201300080265846")),
                    "REAL_ESTATE_REGISTER",
            new Subject.PersonName("Мырзабеков", "Айдар", Optional.of("Нұрланұлы"), LocalDate.of(2099, 1, 31)),
                    "PERSONS_REGISTER",
            new Subject.PersonName("Мырзабеков", "Айдар", Optional.empty(), LocalDate.of(2099, 1, 31)), "FUGITIVES");

    @Autowired
    private Editions editions;

    @Autowired
    private RecordedQuestions recorded;

    @Test
    @DisplayName("reach the source as they were signed, and are found again by the rules; no log has them in clear")
    void reachTheSource(CapturedOutput output) {
        Caller.User operative = api.operative();
        ASKED_OF.forEach((subject, service) -> {
            AROUND.subjects.clear();
            AROUND.data.put(service, "{\"total\":1}");

            BrokerApi.Answer answer = api.ask(operative, "operative", about(subject, service));

            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.service(service).path("state").asString("")).isEqualTo("ANSWERED");
            assertThat(answer.service(service).at("/subject/kind").asString(""))
                    .isEqualTo(subject.kind().name());
            assertThat(AROUND.subjects).hasSize(1);
            assertThat(AROUND.subjects.getFirst().toString())
                    .isEqualTo(json(subject).toString());
            RecordedQuestions.Recorded found = recorded.after(
                            new UUID(answer.id().getMostSignificantBits(), 0), 1)
                    .getFirst();
            RecordedQuestions.Seen seen = found.seen().orElseThrow();
            assertThat(seen.ask().subjects()).containsExactly(subject);
            assertThat(
                            editions
                                    .of(found.edition())
                                    .decide(seen.asker(), seen.ask(), seen.register())
                                    .entrySet()
                                    .stream()
                                    .map(entry -> RecordedQuestions.Outcome.of(entry.getKey(), entry.getValue())))
                    .isEqualTo(found.outcomes());
        });
        assertThat(output)
                .doesNotContain("Мырзабеков")
                .doesNotContain("123ABC02")
                .doesNotContain("N12345678")
                .doesNotContain("20:315:040:122")
                .doesNotContain("Абай даңғылы");
    }

    @Test
    @DisplayName("every service takes IIN and BIN, and of the other kinds exactly what the shipped table says")
    void everyServiceAndKind() throws IOException {
        Map<String, Set<String>> table = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("src/main/resources/source/subject-kinds.csv"))) {
            String[] row = line.split(",", -1);
            table.put(row[0], Set.of(row[1].split(" ", -1)));
        }
        List<Subject> subjects = new ArrayList<>(ASKED_OF.keySet());
        subjects.add(new Subject.Bin(BrokerApi.INSPECTED));
        subjects.add(new Subject.Iin("990101500006"));
        for (Service service : editions.current().edition().services()) {
            assertThat(table.getOrDefault(service.code(), Set.of()))
                    .as("IIN and BIN are taken anyway")
                    .doesNotContain("IIN", "BIN");
            for (Subject subject : subjects) {
                boolean takes = subject.kind().isNational()
                        || table.getOrDefault(service.code(), Set.of())
                                .contains(subject.kind().name());
                BrokerApi.Answer draft =
                        api.post("/api/questions/drafts", api.operative(), about(subject, service.code()));
                assertThat(draft.status())
                        .as(service.code() + " by " + subject.kind())
                        .isEqualTo(takes ? 200 : 422);
                if (!takes) {
                    assertThat(draft.refusal()).startsWith("422 subject-kind-not-taken");
                    assertThat(draft.body().path("services").get(0).asString(""))
                            .isEqualTo(service.code());
                }
            }
        }
    }

    @Test
    @DisplayName("a signed question to a service that can't be asked in this way is refused as a whole, and on record")
    void refusedAfterTheSignature() throws Exception {
        Caller.User operative = api.operative();
        Subject plate = new Subject.Plate("123ABC02");
        Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli() - 500);
        QuestionFields fields = new QuestionFields(
                "OPERATIONAL_SEARCH",
                new Basis.OptionalText("", Optional.empty()),
                List.of("VEHICLES", "TAX_DEBT"),
                List.of(plate),
                "To compare what was declared",
                "en",
                Optional.empty());
        byte[] document = QuestionDocument.issue(
                        TestKeys.AUDIENCE,
                        new UUID((now.toEpochMilli() << 16) | 0x7abcL, 0x8000000000000007L),
                        now,
                        fields,
                        1,
                        new QuestionWords(editions.current().edition()))
                .encode();

        BrokerApi.Answer answer = api.submit(operative, document, api.sign("operative", document));

        assertThat(answer.refusal()).isEqualTo("422 subject-kind-not-taken R150-15b");
        assertThat(answer.body().path("detail").asString(""))
                .contains("TAX_DEBT")
                .doesNotContain("123ABC02");
        assertThat(AROUND.asked).isEmpty();
        assertThat(eventsOf(answer.id())).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("QUESTION_NOT_ACCEPTED");
            assertThat(event.rules()).containsExactly("R150-15b");
        });
    }

    @Test
    @DisplayName(
            "under an inspection they can't be proved to be the inspected one: refused, no register and no source asked (R41-22)")
    void notProvable() {
        api.openInspection("T-77");
        ObjectNode question = BrokerApi.underInspection("T-77", "VEHICLES");
        question.putArray("subjects").add(json(new Subject.Plate("123ABC02")));

        BrokerApi.Answer answer = api.ask(api.head(), "head", question);

        assertThat(answer.refusal()).isEqualTo("403 inspection-subject-not-provable R41-22");
        assertThat(AROUND.asked).isEmpty();
    }

    @Test
    @DisplayName("an answer that names another subject, or the same one otherwise, is never shown")
    void foreignSubject() {
        Caller.User operative = api.operative();
        AROUND.data.put("PERSONS_REGISTER", "{\"namesakes\":[{\"iin\":\"990101500006\"}]}");
        Subject person =
                new Subject.PersonName("Мырзабеков", "Айдар", Optional.of("Нұрланұлы"), LocalDate.of(2099, 1, 31));
        for (String[] change : List.of(
                new String[] {"kind", "IIN"},
                new String[] {"surname", "Мырзабекова"},
                new String[] {"birthDate", "2099-01-30"},
                new String[] {"patronymic", ""},
                new String[] {"value", "990101500006"})) {
            AROUND.echo = subject -> subject.put(change[0], change[1]);

            BrokerApi.Answer answer = api.ask(operative, "operative", about(person, "PERSONS_REGISTER"));

            assertThat(answer.service("PERSONS_REGISTER").path("state").asString(""))
                    .as(change[0])
                    .isEqualTo("ANSWER_INVALID");
            assertThat(answer.body().toString()).doesNotContain("990101500006");
        }
    }

    @Test
    @DisplayName(
            "as typed they get their canonical form; what is wrong is told by field, fault and hint, and not repeated")
    void drafts() throws Exception {
        Caller.User operative = api.operative();
        ObjectNode typed =
                JsonNodeFactory.instance.objectNode().put("kind", "PLATE").put("value", "123 авс 02");
        ObjectNode wrong =
                JsonNodeFactory.instance.objectNode().put("kind", "VIN").put("value", "1M8GDM9A1KP042788");

        QuestionDocument drafted = QuestionDocument.parse(api.draft(operative, about(typed, "VEHICLES")));
        BrokerApi.Answer refused = api.post("/api/questions/drafts", operative, about(wrong, "VEHICLES"));

        assertThat(drafted.fields().subjects()).containsExactly(new Subject.Plate("123ABC02"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("fields").asString("")).isEqualTo("subjects");
        assertThat(refused.body().path("subject").asInt()).isEqualTo(1);
        assertThat(refused.body().path("subjectField").asString("")).isEqualTo("value");
        assertThat(refused.body().path("fault").asString("")).isEqualTo("VIN_CHECK_DIGIT");
        assertThat(refused.body().path("hint").asString("")).contains("ninth character");
        assertThat(refused.body().toString()).doesNotContain("1M8GDM9A1KP042788");
    }

    private static ObjectNode about(Subject subject, String service) {
        return about(json(subject), service);
    }

    private static ObjectNode about(ObjectNode subject, String service) {
        ObjectNode question = BrokerApi.question("OPERATIONAL_SEARCH", service);
        question.putObject("basis").put("kind", "OPTIONAL_TEXT").put("text", "");
        ArrayNode subjects = question.putArray("subjects");
        subjects.add(subject);
        return question;
    }

    private static ObjectNode json(Subject subject) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("kind", subject.kind().name());
        subject.fields().forEach(json::put);
        return json;
    }
}
