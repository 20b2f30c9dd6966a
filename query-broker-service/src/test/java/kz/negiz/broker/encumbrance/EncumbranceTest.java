package kz.negiz.broker.encumbrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.Intake;
import kz.negiz.broker.intake.RequestEvents;
import kz.negiz.broker.intake.RequestRecords;
import kz.negiz.broker.source.Registers;
import kz.negiz.broker.source.Sources;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.problem.ProblemTexts;
import kz.negiz.kit.receipt.Receipts;
import kz.negiz.kit.standing.StandingClient;
import kz.negiz.kit.trust.TrustBundles;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.log.event.DisclosedValue;
import kz.negiz.rules.Service;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("An encumbrance (services 57-59, R150-5)")
class EncumbranceTest extends BrokerUnderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROFILE = EncumbranceApi.PROFILE;
    private static final String BAN = EncumbranceApi.BAN;

    @Autowired
    private Encumbrances encumbrances;

    @Autowired
    private EncumbranceRecords records;

    @Autowired
    private EncumbranceKinds kinds;

    @Autowired
    private EncumbranceForm form;

    @Autowired
    private Intake intake;

    @Autowired
    private RequestRecords requests;

    @Autowired
    private Editions editions;

    @Autowired
    private Registers registers;

    @Autowired
    private Sources sources;

    @Autowired
    private StandingClient registry;

    @Autowired
    private TrustBundles trust;

    @Autowired
    private Receipts receipts;

    @Autowired
    private ProblemTexts texts;

    @Autowired
    private EncumbrancesProperties times;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    private EncumbranceApi bans;
    private Caller.User operative;
    private Caller.User system;

    @BeforeEach
    void register() {
        bans = new EncumbranceApi(api);
        operative = bans.operative();
        system = bans.system();
    }

    @Test
    @DisplayName("asked for by a system and confirmed by its officer over the same bytes is carried out, once")
    void wholeWay() {
        String object = bans.object();
        BrokerApi.Answer asked = bans.request(bans.wish(BAN, object));

        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
        assertThat(state(asked)).isEqualTo("WAITS");
        assertThat(asked.body().path("footing").asString("")).isEqualTo("DECLARED");
        assertThat(asked.body().path("words").toString())
                .contains("asks, through the system", "be imposed", object, "No. 17/2026 of 2026-11-02")
                .contains("On behalf of the officer with IIN "
                        + api.key("operative").iin());
        assertThat(asked.body().has("document"))
                .as("the system has signed already")
                .isFalse();
        assertThat(AROUND.actions).isEmpty();

        BrokerApi.Answer done = bans.confirm(asked.id());

        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        assertThat(state(done)).isEqualTo("DONE");
        assertThat(done.body().path("registrationNumber").asString("")).isEqualTo("AU-2026-17");
        assertThat(states(done)).containsExactly("WAITS", "CONFIRMED", "SENDING", "DONE");
        assertThat(AROUND.actions).hasSize(1);
        JsonNode sent = AROUND.actions.values().iterator().next();
        assertThat(sent.path("subject").path("value").asString("")).isEqualTo(BrokerApi.INSPECTED);
        assertThat(sent.path("action").path("kind").asString("")).isEqualTo("IMPOSE");
        assertThat(sent.path("action").path("object").asString("")).isEqualTo(object);
        assertThat(sent.path("action").path("groundNumber").asString("")).isEqualTo("17/2026");
        assertThat(Instant.parse(sent.path("action").path("notAfter").asString("")))
                .isBetween(Instant.now().minusSeconds(120), Instant.now().plusSeconds(120));
        assertThat(eventsOf(asked.id()).stream().map(AuditEvent::action))
                .containsExactly(
                        "ENCUMBRANCE_DECIDED",
                        "ENCUMBRANCE_SHOWN",
                        "ENCUMBRANCE_SHOWN",
                        "ENCUMBRANCE_CONFIRMED",
                        "ENCUMBRANCE_SENT",
                        "ENCUMBRANCE_OUTCOME",
                        "ENCUMBRANCE_SHOWN");
        assertThat(bans.confirm(asked.id()).refusal()).startsWith("409 encumbrance-decided");
        assertThat(AROUND.actions).hasSize(1);
    }

    @Test
    @DisplayName("on a person or an organisation itself needs no object")
    void withoutObject() {
        BrokerApi.Answer organisation = bans.request(bans.wish("LEGAL_ENTITY_BAN", ""));
        ObjectNode person = bans.wish("PERSON_PARTICIPATION_BAN", "");
        person.putArray("subjects")
                .addObject()
                .put("kind", "IIN")
                .put("value", api.key("head").iin());
        BrokerApi.Answer participation = bans.request(person);

        assertThat(state(bans.confirm(organisation.id()))).isEqualTo("DONE");
        assertThat(state(bans.confirm(participation.id()))).isEqualTo("DONE");
    }

    @Test
    @DisplayName("is of the kinds that the edition has as actions, and of no others")
    void services() {
        assertThat(kinds.services())
                .containsExactlyElementsOf(editions.current().edition().services().stream()
                        .filter(service -> service.kind() == Service.Kind.ENCUMBRANCE_ACTION)
                        .map(Service::code)
                        .sorted()
                        .toList());
    }

    @Nested
    @DisplayName("is refused")
    class Refused {

        @Test
        @DisplayName(
                "under another access right, where the matrix has no right, and for a service that gives information")
        void byTheMatrix() {
            ObjectNode other = bans.ban();
            other.put("profile", "MIA_IS_MO");
            assertThat(bans.request(other).refusal()).isEqualTo("403 body-without-profile R150-5");
            assertThat(bans.request(bans.wish("LAND_PLOT_ENCUMBRANCE", bans.object()))
                            .refusal())
                    .startsWith("403 service-outside-profile R150-");
            BrokerApi.Answer informs = bans.request(bans.wish("LEGAL_ENTITIES_REGISTER", ""));
            assertThat(informs.refusal()).startsWith("403 service-gives-information R150-");
            assertThat(state(api.get(
                            "/api/encumbrances/"
                                    + informs.body().path("encumbrance").asString(""),
                            system)))
                    .isEqualTo("REFUSED");
        }

        @Test
        @DisplayName("where it does not fit its service")
        void ofAnotherService() {
            ObjectNode release = bans.ban();
            release.put("action", "RELEASE");
            ObjectNode person = bans.wish("LEGAL_ENTITY_BAN", "");
            person.putArray("subjects")
                    .addObject()
                    .put("kind", "IIN")
                    .put("value", api.key("head").iin());

            for (ObjectNode wrong :
                    List.of(release, person, bans.wish(BAN, ""), bans.wish("LEGAL_ENTITY_BAN", bans.object()))) {
                assertThat(api.post("/api/encumbrances/drafts", system, wrong).refusal())
                        .startsWith("422 encumbrance-of-another-service");
            }
        }

        @Test
        @DisplayName("before it is drawn up where its form is wrong, with the field")
        void malformed() {
            ObjectNode ground = bans.ban();
            ground.putObject("ground")
                    .put("number", "17/2026")
                    .put("date", "yesterday")
                    .put("issuedBy", "Court");
            ObjectNode two = bans.ban();
            two.withArray("services").add("LEGAL_ENTITY_BAN");
            ObjectNode plate = bans.ban();
            plate.putArray("subjects").addObject().put("kind", "PLATE").put("value", "123ABC02");
            ObjectNode object = bans.wish(BAN, "not a number");
            ObjectNode more = bans.ban();
            more.put("urgent", true);

            assertThat(List.of(ground, two, plate, object, more))
                    .extracting(wrong -> api.post("/api/encumbrances/drafts", system, wrong)
                            .body()
                            .path("fields")
                            .asString(""))
                    .containsExactly("ground", "services", "subjects", "object", "document");
        }

        @Test
        @DisplayName("as a question, and a question as an encumbrance")
        void eachItsOwn() {
            byte[] document = bans.draft(bans.ban());
            assertThat(api.submit(system, document, api.sign("system", document))
                            .refusal())
                    .startsWith("400 document-malformed");
            ObjectNode question = BrokerApi.question(PROFILE, BAN);
            question.set("basis", bans.ban().path("basis"));
            question.set("onBehalfOf", bans.ban().path("onBehalfOf"));
            byte[] asked = api.draft(system, question);
            assertThat(api.submit(system, asked, api.sign("system", asked)).refusal())
                    .startsWith("403 encumbrance-is-an-action");
            assertThat(bans.submit(asked, "system").refusal()).startsWith("400 document-malformed");
        }

        @Test
        @DisplayName("to a person, signed by somebody else, altered, and the second time")
        void ofTheSigner() {
            byte[] document = bans.draft(bans.ban());

            assertThat(bans.submit(document, "operative").refusal()).startsWith("403 only-systems-ask-for-others");
            byte[] altered = new String(bans.draft(bans.ban()), StandardCharsets.UTF_8)
                    .replace("No. 17/2026", "No. 18/2026")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(bans.submit(altered, "system").refusal()).startsWith("400 document-altered");
            byte[] again = bans.draft(bans.ban());
            assertThat(bans.submit(again, "system").status()).isEqualTo(201);
            assertThat(bans.submit(again, "system").refusal()).startsWith("409 question-used-before");
            ObjectNode nobody = bans.ban();
            nobody.remove("onBehalfOf");
            assertThat(bans.request(nobody).refusal()).startsWith("400 officer-not-named");
        }

        @Test
        @DisplayName("while another one on the same object is not at its end")
        void inProgress() {
            String object = bans.object();
            UUID first = bans.request(bans.wish(BAN, object)).id();

            assertThat(bans.request(bans.wish(BAN, object)).refusal()).startsWith("409 encumbrance-in-progress");
            assertThat(bans.request(bans.ban()).status()).isEqualTo(201);
            assertThat(state(bans.confirm(first))).isEqualTo("DONE");
            assertThat(bans.request(bans.wish(BAN, object)).status()).isEqualTo(201);
        }

        @ParameterizedTest
        @EnumSource(AccessRole.class)
        @DisplayName("to whoever has another role")
        void roles(AccessRole role) {
            Caller.User user = user("prosecutor", role);
            int draft = api.post("/api/encumbrances/drafts", user, bans.ban()).status();
            int unknown = api.get("/api/encumbrances/unknown", user).status();
            int list = api.get("/api/encumbrances", user).status();

            assertThat(draft == 200).isEqualTo(role == AccessRole.INFORMATION_SYSTEM);
            assertThat(unknown == 200).isEqualTo(role == AccessRole.OPERATOR);
            assertThat(list == 200)
                    .isEqualTo(Set.of(AccessRole.INFORMATION_SYSTEM, AccessRole.OFFICER, AccessRole.OFFICIAL)
                            .contains(role));
        }
    }

    @Nested
    @DisplayName("is not sent")
    class NotSent {

        @Test
        @DisplayName("with the confirmation of anybody but its officer")
        void anotherConfirms() {
            BrokerApi.Answer asked = bans.request(bans.ban());
            byte[] document = bans.document(asked.id());
            Caller.User head = api.head();

            assertThat(bans.confirm(asked.id(), head, api.sign("head", document))
                            .status())
                    .isEqualTo(404);
            assertThat(bans.confirm(asked.id(), operative, api.sign("head", document))
                            .refusal())
                    .startsWith("403 encumbrance-signed-by-another");
            assertThat(bans.confirm(asked.id(), operative, api.sign("system", document))
                            .refusal())
                    .startsWith("403 ");
            assertThat(bans.confirm(
                                    asked.id(),
                                    operative,
                                    api.sign("operative", "other".getBytes(StandardCharsets.UTF_8)))
                            .refusal())
                    .startsWith("403 signature-refused");
            assertThat(AROUND.actions).isEmpty();
            assertThat(eventsOf(asked.id()).stream().map(AuditEvent::action))
                    .filteredOn("ENCUMBRANCE_NOT_CONFIRMED"::equals)
                    .hasSize(3);
            assertThat(state(bans.confirm(asked.id()))).isEqualTo("DONE");
        }

        @Test
        @DisplayName("once the system or its officer has no standing (R150-15b)")
        void standing() {
            BrokerApi.Answer asked = bans.request(bans.ban());
            byte[] document = bans.document(asked.id());

            api.blocked("system", system);
            assertThat(bans.confirm(asked.id(), operative, api.sign("operative", document))
                            .refusal())
                    .startsWith("403 standing-lost");
            api.system(PROFILE);
            api.blocked("operative", operative);
            assertThat(bans.confirm(asked.id(), operative, api.sign("operative", document))
                            .status())
                    .isEqualTo(403);
            assertThat(AROUND.actions).isEmpty();
        }

        @Test
        @DisplayName("when its officer is blocked between confirmation and sending")
        void blockedBeforeSending() {
            UUID id = confirmedByDyingProcess();
            api.blocked("operative", operative);

            encumbrances.lookAfter();

            assertThat(AROUND.actions).isEmpty();
            assertThat(stateOnRecord(id)).isEqualTo("LAPSED");
        }

        @Test
        @DisplayName("when its officer declines it, or does not confirm it in time")
        void declinedOrLate() {
            UUID declined = bans.waiting();
            UUID late = bans.waiting();
            byte[] document = bans.document(late);

            BrokerApi.Answer answer = api.post(
                    "/api/encumbrances/" + declined + "/refusal",
                    operative,
                    JSON.createObjectNode().put("why", "The ruling was withdrawn"));
            assertThat(state(answer)).isEqualTo("DECLINED");
            later(Duration.ofHours(25)).lookAfter();

            assertThat(stateOnRecord(late)).isEqualTo("LAPSED");
            assertThat(bans.confirm(late, operative, api.sign("operative", document))
                            .refusal())
                    .startsWith("409 encumbrance-decided");
            assertThat(AROUND.actions).isEmpty();
        }

        @Test
        @DisplayName("when it could not be sent in time after its confirmation")
        void notInTime() {
            UUID id = confirmedByDyingProcess();

            later(Duration.ofMinutes(11)).lookAfter();

            assertThat(stateOnRecord(id)).isEqualTo("LAPSED");
            assertThat(AROUND.actions).isEmpty();
        }
    }

    @Nested
    @DisplayName("is sent once, whatever happens")
    class Once {

        @Test
        @DisplayName("many confirmations at once")
        void manyConfirmations() throws Exception {
            UUID id = bans.waiting();
            byte[] signature = api.sign("operative", bans.document(id));
            CountDownLatch begin = new CountDownLatch(1);
            List<Future<Integer>> confirmations = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    confirmations.add(threads.submit(() -> {
                        begin.await();
                        return bans.confirm(id, operative, signature).status();
                    }));
                }
                begin.countDown();
                for (Future<Integer> one : confirmations) {
                    assertThat(one.get()).isIn(200, 409);
                }
            }
            assertThat(AROUND.actions).hasSize(1);
            assertThat(stateOnRecord(id)).isEqualTo("DONE");
        }

        @Test
        @DisplayName("a process that died after the confirmation: another one sends it")
        void diedBeforeSending() {
            UUID id = confirmedByDyingProcess();

            encumbrances.lookAfter();
            encumbrances.lookAfter();

            assertThat(AROUND.actions).hasSize(1);
            assertThat(stateOnRecord(id)).isEqualTo("DONE");
        }

        @Test
        @DisplayName("a process that died while sending: nobody sends it again; its owner is asked what became of it")
        void diedWhileSending() {
            AROUND.faults.put(BAN, Fault.DOWN);
            UUID id = confirmedByDyingProcess();
            records.sending(row(id), UUID.randomUUID(), clock.instant());

            encumbrances.lookAfter();
            assertThat(stateOnRecord(id)).isEqualTo("SENDING");
            Encumbrances later = later(Duration.ofMinutes(5));
            later.lookAfter();
            assertThat(stateOnRecord(id)).isEqualTo("UNKNOWN");
            later.lookAfter();

            assertThat(stateOnRecord(id)).isEqualTo("NOT_EXECUTED");
            assertThat(AROUND.actions).isEmpty();
        }

        @Test
        @DisplayName("an outcome that comes after somebody called it unknown still counts")
        void lateOutcome() {
            UUID id = bans.waiting();
            AROUND.whileAsking = () -> later(Duration.ofMinutes(5)).lookAfter();

            assertThat(states(bans.confirm(id))).containsExactly("WAITS", "CONFIRMED", "SENDING", "UNKNOWN", "DONE");
            assertThat(AROUND.actions).hasSize(1);
        }
    }

    @Nested
    @DisplayName("of which nobody knows what became")
    class Unknown {

        private UUID unknown(boolean arrived) {
            AROUND.faults.put(BAN, Fault.DOWN);
            AROUND.actionsArrive = arrived;
            UUID id = bans.waiting();
            assertThat(state(bans.confirm(id))).isEqualTo("UNKNOWN");
            AROUND.faults.remove(BAN);
            return id;
        }

        @Test
        @DisplayName("is done when its owner says so")
        void toldLater() {
            UUID id = unknown(true);

            encumbrances.lookAfter();

            assertThat(stateOnRecord(id)).isEqualTo("DONE");
            assertThat(AROUND.actions).hasSize(1);
        }

        @Test
        @DisplayName(
                "was not executed when its owner never heard of it and may not carry it out any more, and not before")
        void neverArrived() {
            UUID id = unknown(false);

            encumbrances.lookAfter();
            assertThat(stateOnRecord(id)).as("it may still arrive").isEqualTo("UNKNOWN");
            AROUND.knownSince = clock.instant().plusSeconds(60);
            later(Duration.ofMinutes(5)).lookAfter();
            assertThat(stateOnRecord(id)).as("its owner has forgotten").isEqualTo("UNKNOWN");
            AROUND.knownSince = Instant.EPOCH;
            later(Duration.ofMinutes(10)).lookAfter();

            assertThat(stateOnRecord(id)).isEqualTo("NOT_EXECUTED");
        }

        @Test
        @DisplayName("stays so while its owner is silent, still at it, or tells of another one")
        void noWord() {
            UUID id = unknown(true);
            AROUND.faults.put("actions", Fault.DOWN);
            later(Duration.ofMinutes(5)).lookAfter();
            AROUND.faults.clear();
            AROUND.actionState = "IN_PROGRESS";
            later(Duration.ofMinutes(10)).lookAfter();
            AROUND.actionState = "DONE";
            AROUND.outcome = said -> said.put("groundNumber", "another");
            later(Duration.ofMinutes(15)).lookAfter();

            assertThat(stateOnRecord(id)).isEqualTo("UNKNOWN");
        }

        @Test
        @DisplayName("is also what an answer leaves that can't be relied on")
        void wrongAnswers() {
            for (Fault fault : List.of(Fault.MALFORMED, Fault.WRONG_SUBJECT, Fault.WRONG_SERVICE, Fault.OLD)) {
                AROUND.faults.put(BAN, fault);
                assertThat(state(bans.confirm(bans.waiting()))).as(fault.name()).isEqualTo("UNKNOWN");
            }
            AROUND.faults.clear();
            AROUND.outcome = said -> said.put("requestId", UUID.randomUUID().toString());
            assertThat(state(bans.confirm(bans.waiting()))).isEqualTo("UNKNOWN");
            AROUND.outcome = said -> said.putNull("registrationNumber");
            assertThat(state(bans.confirm(bans.waiting()))).isEqualTo("UNKNOWN");
        }

        @Test
        @DisplayName("is settled by an operator with the letter of the register's owner, and nobody else")
        void byLetter() {
            UUID id = unknown(false);
            Caller.User operator = user("administrator", AccessRole.OPERATOR);
            JsonNode letter = JSON.createObjectNode()
                    .put("state", "DONE")
                    .put("letter", "No. 5-3/118 of 2026-11-20")
                    .put("registrationNumber", "AU-2026-99");

            assertThat(api.get("/api/encumbrances/unknown", operator).body().toString())
                    .contains(id.toString())
                    .doesNotContain(BrokerApi.INSPECTED);
            assertThat(api.post("/api/encumbrances/" + id + "/outcome", operative, letter)
                            .status())
                    .isEqualTo(403);
            assertThat(api.get("/api/encumbrances/" + id, operator).status()).isEqualTo(403);
            BrokerApi.Answer settled = api.post("/api/encumbrances/" + id + "/outcome", operator, letter);
            assertThat(settled.status()).as(settled.body().toString()).isEqualTo(200);

            BrokerApi.Answer seen = api.get("/api/encumbrances/" + id, operative);
            assertThat(state(seen)).isEqualTo("DONE");
            assertThat(seen.body().path("registrationNumber").asString("")).isEqualTo("AU-2026-99");
            assertThat(seen.body().path("steps").toString()).contains("No. 5-3/118");
            assertThat(api.post("/api/encumbrances/" + id + "/outcome", operator, letter)
                            .refusal())
                    .startsWith("409 encumbrance-not-unknown");
            assertThat(eventsOf(id).stream().map(AuditEvent::action)).contains("ENCUMBRANCE_RECONCILED");
        }
    }

    @Test
    @DisplayName("that its owner rejects says why in the owner's word")
    void rejected() {
        AROUND.actionState = "NO_SUCH_OBJECT";

        BrokerApi.Answer answer = bans.confirm(bans.waiting());

        assertThat(state(answer)).isEqualTo("REJECTED");
        assertThat(answer.body().path("steps").toString()).contains("NO_SUCH_OBJECT");
    }

    @Test
    @DisplayName(
            "is read by its system, its officer and the officials above them, and by nobody else (R41-17, R150-32b)")
    void readers() {
        UUID id = bans.waiting();
        Caller.User official = user("official", AccessRole.OFFICIAL);

        for (Caller.User reader : List.of(system, operative, official)) {
            assertThat(api.get("/api/encumbrances/" + id, reader).status()).isEqualTo(200);
            assertThat(api.get("/api/encumbrances", reader).body().toString()).contains(id.toString());
        }
        assertThat(api.get("/api/encumbrances/" + id, api.head()).status()).isEqualTo(404);
        assertThat(api.get("/api/encumbrances", api.head()).body().toString()).doesNotContain(id.toString());
    }

    @Test
    @DisplayName("R41-34b, R150-52: is handed to the audit log alone, with the bytes that its events committed to")
    void disclosed() {
        byte[] document = bans.draft(bans.ban());
        UUID id = bans.submit(document, "system").id();
        byte[] confirmation = api.sign("operative", document);
        bans.confirm(id, operative, confirmation);
        UUID unknown = UUID.randomUUID();
        UUID order = UUID.randomUUID();
        ObjectNode body = JSON.createObjectNode().put("disclosureOrderId", order.toString());
        body.putArray("encumbranceIds").add(id.toString()).add(unknown.toString());

        BrokerApi.Answer handed = api.postAs("audit-log-service", "/internal/disclosures/encumbrances", body);

        assertThat(handed.status()).as(handed.body().toString()).isEqualTo(200);
        JsonNode record = handed.body().path("encumbrances").get(0);
        assertThat(Base64.getDecoder().decode(record.path("document").asString("")))
                .isEqualTo(document);
        assertThat(Base64.getDecoder().decode(record.path("confirmation").asString("")))
                .isEqualTo(confirmation);
        assertThat(handed.body().path("missing").get(0).asString("")).isEqualTo(unknown.toString());
        assertThat(eventsOf(order).stream().map(event -> event.action() + " " + event.rules()))
                .containsExactly("RECORDS_DISCLOSED [R41-34b, R150-52]");
        AuditEvent confirmed = eventsOf(id).stream()
                .filter(event -> event.action().equals("ENCUMBRANCE_CONFIRMED"))
                .findFirst()
                .orElseThrow();
        assertThat(confirmed.commitments()).containsKeys("documentSha256", "confirmationSha256");
        assertThat(PayloadOpener.fromFile(KEYS.payloadPrivateKeysetFile())
                        .open(confirmed.id(), confirmed.payload().orElseThrow())
                        .values())
                .extracting(DisclosedValue::value)
                .contains(RequestEvents.sha256(confirmation), RequestEvents.sha256(document));
        assertThat(api.postAs("gateway-service", "/internal/disclosures/encumbrances", body)
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("is looked after until its end, and no longer")
    void lookedAfter() {
        UUID waiting = bans.waiting();
        UUID done = bans.waiting();
        bans.confirm(done);
        UUID refused = UUID.fromString(bans.request(bans.wish("LEGAL_ENTITIES_REGISTER", ""))
                .body()
                .path("encumbrance")
                .asString(""));

        assertThat(records.open(new UUID(0, 0), 10_000))
                .extracting(EncumbranceRecords.Row::id)
                .contains(waiting)
                .doesNotContain(done, refused);
        later(Duration.ofHours(25)).lookAfter();
        assertThat(records.open(new UUID(0, 0), 10_000))
                .extracting(EncumbranceRecords.Row::id)
                .doesNotContain(waiting);
    }

    @Test
    @DisplayName("stays on record: no step of it can be changed or taken away")
    void permanent() {
        UUID id = bans.waiting();

        for (String table : List.of("encumbrance", "encumbrance_step", "encumbrance_receipt")) {
            for (String change : List.of("delete from " + table, "truncate " + table + " cascade")) {
                assertThat(org.assertj.core.api.Assertions.catchThrowable(
                                () -> jdbc.sql(change).update()))
                        .as(change)
                        .isNotNull();
            }
        }
        assertThat(stateOnRecord(id)).isEqualTo("WAITS");
    }

    private Encumbrances later(Duration by) {
        return new Encumbrances(
                form,
                intake,
                requests,
                records,
                editions,
                registers,
                sources,
                registry,
                trust,
                receipts,
                texts,
                times,
                Clock.offset(clock, by));
    }

    /** What a process leaves that dies between the confirmation and the sending. */
    private UUID confirmedByDyingProcess() {
        UUID id = bans.waiting();
        records.confirmed(
                row(id),
                operative,
                api.sign("operative", bans.document(id)),
                records.evidence(row(id)),
                new kz.negiz.rules.RegisterAnswer.NotAsked());
        return id;
    }

    private EncumbranceRecords.Row row(UUID id) {
        return records.find(id).orElseThrow();
    }

    private String stateOnRecord(UUID id) {
        return row(id).state().name();
    }

    private Caller.User user(String key, AccessRole role) {
        Caller.User user = new Caller.User(
                UUID.randomUUID(),
                role == AccessRole.INFORMATION_SYSTEM ? AccountKind.SYSTEM : AccountKind.PERSON,
                Set.of(role),
                "police-almaty",
                "INTERNAL_AFFAIRS",
                "/",
                "",
                true,
                "session-" + key,
                "en");
        api.stands(key, user, "ORDER_150", true);
        return user;
    }

    private static String state(BrokerApi.Answer answer) {
        return answer.body().path("state").asString(answer.body().toString());
    }

    private static List<String> states(BrokerApi.Answer answer) {
        return answer.body()
                .path("steps")
                .valueStream()
                .map(step -> step.path("state").asString(""))
                .toList();
    }
}
