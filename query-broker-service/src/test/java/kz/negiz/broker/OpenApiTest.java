package kz.negiz.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.Encumbrance;
import kz.negiz.broker.document.EncumbranceDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.edition.EditionProblem;
import kz.negiz.broker.notice.Notice;
import kz.negiz.broker.question.AnswerState;
import kz.negiz.broker.question.QuestionView;
import kz.negiz.broker.refusal.BrokerProblem;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.Problem;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.Reason;
import kz.negiz.rules.Subject;
import kz.negiz.testkit.api.ApiDescription;
import kz.negiz.testkit.api.DescribedTypes;
import kz.negiz.testkit.api.HoldsToItsDescription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("docs/openapi/query-broker.yaml")
class OpenApiTest extends BrokerUnderTest implements HoldsToItsDescription {

    private static final ApiDescription API = ApiDescription.of("query-broker");

    @Autowired
    private ApplicationContext service;

    @Override
    public ApiDescription description() {
        return API;
    }

    @Override
    public ApplicationContext context() {
        return service;
    }

    @Override
    public List<Problem> ownProblems() {
        return List.of(Stream.concat(Arrays.stream(BrokerProblem.values()), Arrays.stream(EditionProblem.values()))
                .toArray(Problem[]::new));
    }

    @Override
    public void more(DescribedTypes types) {
        JsonNode events = API.operation("GET /api/questions/{id}/answers").path("x-events");
        types.hold(Notice.class, events.path("notice"), "event notice");
        types.hold(QuestionView.ServiceView.class, events.path("answer"), "event answer");
        types.hold(type("kz.negiz.broker.question.AnswerStream$Come"), events.path("end"), "event end");
        types.hold(type("kz.negiz.broker.question.AnswerStream$Refused"), events.path("problem"), "event problem");
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("has the fields of documents, and examples of each kind of basis and subject that are drawn up")
    void drafts() throws DocumentRefused {
        JsonNode schemas = API.schemas();
        Set<String> fields = components(QuestionFields.class);
        assertThat(API.properties("QuestionFields")).isEqualTo(fields);
        fields.addAll(components(Encumbrance.class));
        assertThat(API.properties("EncumbranceFields")).isEqualTo(fields);

        Set<String> bases = new TreeSet<>();
        Set<String> subjects = new TreeSet<>();
        for (JsonNode example : API.examples("POST /api/questions/drafts")) {
            QuestionFields drawn = QuestionFields.ofInput(example);
            bases.add(drawn.basis().kind().name());
            drawn.subjects().forEach(subject -> subjects.add(subject.kind().name()));
        }
        assertThat(bases).isEqualTo(DescribedTypes.constants(BasisKind.class));
        assertThat(subjects).isEqualTo(DescribedTypes.constants(Subject.Kind.class));
        for (JsonNode example : API.examples("POST /api/encumbrances/drafts")) {
            EncumbranceDocument.ofInput(example);
        }
        assertThat(DescribedTypes.texts(schemas.path("EncumbranceFields")
                        .path("properties")
                        .path("action")
                        .path("enum")))
                .isEqualTo(DescribedTypes.constants(Encumbrance.Action.class));
    }

    @Test
    @DisplayName("has the values that go by as text")
    void values() throws ClassNotFoundException {
        assertThat(API.values("EncumbranceState", ""))
                .isEqualTo(DescribedTypes.constants(Class.forName("kz.negiz.broker.encumbrance.EncumbranceState")));
        for (String schema : List.of("Question", "QuestionSummary", "OpenProfile", "CopyMaterial")) {
            assertThat(API.values(schema, "basisKind")).isEqualTo(DescribedTypes.constants(BasisKind.class));
        }
        assertThat(API.values("SubjectShown", "kind")).isEqualTo(DescribedTypes.constants(Subject.Kind.class));
        assertThat(API.values("Encumbrance", "action")).isEqualTo(DescribedTypes.constants(Encumbrance.Action.class));
        assertThat(API.values("AnswerEvent", "state")).containsAll(DescribedTypes.constants(AnswerState.class));
    }

    @Test
    @DisplayName("names each problem that the rules may answer with")
    void problemsOfTheRules() {
        assertThat(DescribedTypes.texts(API.json().path("x-problem-sets").path("rules")))
                .isEqualTo(Arrays.stream(Reason.values())
                        .map(reason -> BrokerProblem.of(reason).code())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    @DisplayName("describes what is really answered, to the last field")
    void answers() {
        Caller.User head = api.head();
        Caller.User operator = new Caller.User(
                UUID.randomUUID(),
                AccountKind.PERSON,
                Set.of(AccessRole.OPERATOR),
                "committee",
                "COMMITTEE",
                "/",
                "",
                true,
                "session-of-operator",
                "en");
        String number = "T-2026-7001";
        api.openInspection(number);
        AROUND.data.put("VEHICLES", "{\"vehicles\":[]}");
        ObjectNode question = BrokerApi.underInspection(number, "VEHICLES");

        is("Draft", api.post("/api/questions/drafts", head, question));
        BrokerApi.Answer asked = api.ask(head, "head", question);
        is("Question", asked);
        is("Question", api.get("/api/questions/" + asked.id(), head));
        is("QuestionPage", api.get("/api/questions?limit=1", head));
        is("OpenServices", api.get("/api/questions/services", head));
        is("CopyPage", api.get("/api/questions/" + asked.id() + "/copies", head));
        is("EncumbrancePage", api.get("/api/encumbrances", head));
        is("Sources", api.get("/api/questions/sources", operator));
        is("RulesOverview", api.get("/api/rules", operator));
        is("WhoCan", api.get("/api/rules/editions/1/who-can/VEHICLES", operator));
        is("ReplayPart", api.get("/api/rules/editions/1/replay?days=1", operator));
        BrokerApi.Answer refused = api.ask(head, "head", BrokerApi.underInspection("T-2026-7002", "VEHICLES"));
        assertThat(refused.status()).isEqualTo(403);
        is("Problem", refused);
        assertThat(api.get("/api/questions/sources", head).status()).isEqualTo(403);
    }

    private static void is(String schema, BrokerApi.Answer answer) {
        API.requireIs(schema, answer.status(), answer.body());
    }

    private static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
