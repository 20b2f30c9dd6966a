package kz.negiz.acceptance.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.Question;
import kz.negiz.acceptance.Scenario;
import kz.negiz.acceptance.Terminal;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.api.ApiRefused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@OnRunningPlatform
@DisplayName("A question with a legal basis")
class QuestionTest {

    /** What is left of a contribution: everything that the source has but the amount. */
    private static final List<String> WITHOUT_AMOUNTS =
            List.of("contributorIin", "contributorName", "employerBin", "employerName", "kind", "month", "receivedOn");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;
    private final Scenario scenario;
    private final ApiClient head;
    private final ApiClient operative;

    QuestionTest(Platform platform) {
        this.platform = platform;
        this.scenario = platform.scenario();
        this.head = platform.officer("head");
        this.operative = platform.officer("operative");
    }

    @Test
    @DisplayName("R41-A2: under an open inspection gets two services in full and two reduced")
    void fourServices() {
        JsonNode answer = underOpenInspection(
                "LEGAL_ENTITIES_REGISTER", "VEHICLES", "PENSION_CONTRIBUTIONS", "PRETRIAL_REGISTER");

        assertThat(answer.get("outcome").asString()).isEqualTo("PERMITTED");
        assertThat(answer.at("/receipt/promise").asString()).isNotEmpty();
        List<String> states = new ArrayList<>();
        answer.get("services")
                .forEach(service -> states.add(service.get("state").asString()));
        assertThat(states).containsExactly("ANSWERED", "ANSWERED", "ANSWERED", "ANSWERED");
        JsonNode entity = answer.at("/services/0/content/entity");
        assertThat(entity.get("bin")).isEqualTo(company().get("number"));
        assertThat(entity.get("name")).isEqualTo(company().get("name"));
        assertThat(answer.at("/services/1/content/vehicles")).isNotEmpty();
    }

    @Test
    @DisplayName("R41-A2: answers come on the terminal one by one, the quick before the slow")
    void oneByOne() throws Exception {
        platform.sources().fault("services/VEHICLES", "SLOW", Map.of("millis", 2_000L));

        Terminal.Ended ended = platform.terminal()
                .run(
                        "query",
                        "ask",
                        "--as-they-come",
                        "--json",
                        "--key",
                        "head",
                        "--gateway",
                        platform.gateway().toString(),
                        "--basis",
                        "inspection:" + scenario.inspection("open"),
                        "--subject",
                        company().get("number").asString(),
                        "--service",
                        "VEHICLES",
                        "--service",
                        "LEGAL_ENTITIES_REGISTER",
                        "--purpose",
                        "To compare declared property");

        assertThat(ended.exit()).as(ended.told()).isZero();
        assertThat(ended.told().lines())
                .extracting(line -> JSON.readTree(line))
                .extracting(one -> one.path("service").asString("") + " "
                        + one.path("state").asString(""))
                .containsExactly("LEGAL_ENTITIES_REGISTER ANSWERED", "VEHICLES ANSWERED");
    }

    @Test
    @DisplayName("R41-A2b: pension contributions come without the amounts of receipts")
    void pensionReduced() {
        JsonNode content = underOpenInspection("PENSION_CONTRIBUTIONS").at("/services/0/content");

        assertThat(content.get("contributions")).isNotEmpty();
        assertThat(fieldsOf(content.get("contributions"))).containsExactlyElementsOf(WITHOUT_AMOUNTS);
        assertThat(content.has("totals")).isFalse();
    }

    @Test
    @DisplayName("R41-A2b: a field that the source never had before does not come through either")
    void randomFields() {
        platform.sources().fault("services/PENSION_CONTRIBUTIONS", "RANDOM_FIELDS");

        JsonNode content = underOpenInspection("PENSION_CONTRIBUTIONS").at("/services/0/content");

        assertThat(fieldsOf(content.get("contributions"))).containsExactlyElementsOf(WITHOUT_AMOUNTS);
        assertThat(content.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("R41-A2c: of the pre-trial register come only economic offences, without persons and facts")
    void pretrialReduced() {
        JsonNode cases = underOpenInspection("PRETRIAL_REGISTER").at("/services/0/content/cases");

        assertThat(cases).isNotEmpty();
        cases.forEach(each -> assertThat(each.get("chapter").asString()).isEqualTo("8"));
        assertThat(fieldsOf(cases)).containsExactly("article", "chapter", "number", "part", "registeredOn", "status");
    }

    @Test
    @DisplayName("R150-9: under a case with a listed article the services of the revenue committee open")
    void listedArticle() {
        JsonNode answer = Question.underCase(scenario.criminalCase("listedArticle"), company(), "COUNTERPARTIES")
                .ask(operative);

        assertThat(answer.at("/services/0/state").asString()).isEqualTo("ANSWERED");
        assertThat(answer.at("/services/0/article").asString()).contains("217");
        assertThat(answer.at("/services/0/content/counterparties")).isNotEmpty();
    }

    @Test
    @DisplayName("one source is down, slow or says nonsense: its row says so, the others answer")
    void sourceFails() {
        for (String fault : List.of("DOWN", "MALFORMED", "WRONG_SUBJECT", "HUGE")) {
            platform.sources().heal();
            platform.sources().fault("services/VEHICLES", fault);

            JsonNode answer = underOpenInspection("VEHICLES", "LEGAL_ENTITIES_REGISTER");

            assertThat(answer.at("/services/0/state").asString()).as(fault).isIn("SOURCE_SILENT", "ANSWER_INVALID");
            assertThat(answer.at("/services/0").has("content")
                            && !answer.at("/services/0/content").isNull())
                    .as(fault)
                    .isFalse();
            assertThat(answer.at("/services/1/state").asString()).as(fault).isEqualTo("ANSWERED");
        }
    }

    @Test
    @DisplayName("R41-25: stays on record, and is shown again as it was answered")
    void stays() {
        JsonNode answer = underOpenInspection("VEHICLES");

        JsonNode again = head.get("/api/questions/" + answer.get("id").asString());

        assertThat(again.get("services")).isEqualTo(answer.get("services"));
        assertThat(again.get("words")).isEqualTo(answer.get("words"));
    }

    @Test
    @DisplayName("the receipt's promise is kept: the event stands in the log")
    void receiptRedeemed() {
        String leaf = underOpenInspection("VEHICLES").at("/receipt/leafHash").asString();

        Platform.await("the event stands in the log", () -> {
            try {
                JsonNode inclusion = head.get("/api/audit/inclusion?leafHash="
                        + leaf.replace('+', '-').replace('/', '_').replace("=", ""));
                return inclusion.get("size").asLong() > inclusion.get("index").asLong();
            } catch (ApiRefused notYet) {
                return false;
            }
        });
    }

    private JsonNode underOpenInspection(String... services) {
        return Question.underInspection(scenario.inspection("open"), company(), services)
                .ask(head);
    }

    private JsonNode company() {
        return scenario.company("t1");
    }

    /** The names of the fields of all entries of a list, in alphabetical order. */
    private static SortedSet<String> fieldsOf(JsonNode entries) {
        SortedSet<String> names = new TreeSet<>();
        entries.forEach(entry -> names.addAll(entry.propertyNames()));
        return names;
    }
}
