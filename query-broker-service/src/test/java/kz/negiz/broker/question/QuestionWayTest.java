package kz.negiz.broker.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import kz.negiz.audit.PayloadOpener;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.document.QuestionWords;
import kz.negiz.broker.edition.Editions;
import kz.negiz.broker.intake.Accepted;
import kz.negiz.broker.intake.Intake;
import kz.negiz.broker.intake.Submission;
import kz.negiz.demo.pki.SyntheticNumbers;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.rules.Decision;
import kz.negiz.rules.RegisterAnswer;
import kz.negiz.rules.Rules;
import kz.negiz.testkit.service.TestKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The way of a question")
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "negiz.sources.connectors.rest.timeout=2s")
class QuestionWayTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-2026-0001";
    private static final String CASE = "267500031000001";
    private static final String PENSION = """
            {"contributions":[{"month":"2026-05","employerBin":"881340000024","employerName":"LLP","amount":125000,
            "declaredIncome":1250000,"paymentNumber":"7"}],"totals":{"amount":125000}}""";
    private static final String PRETRIAL = """
            {"cases":[{"number":"1","article":"245","part":"1","chapter":"8","registeredOn":"2026-02-01","status":"OPEN",
            "persons":[{"name":"N"}],"items":[{"kind":"K"}],"facts":"F","events":[{"words":"E"}],"circumstances":"C"},
            {"number":"2","article":"188","part":"2","chapter":"6","registeredOn":"2026-03-01","status":"OPEN"}]}""";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Intake intake;

    @Autowired
    private QuestionForm form;

    @Autowired
    private QuestionRecords records;

    @Autowired
    private Editions editions;

    @Nested
    @DisplayName("under an open inspection of the own body")
    class Permitted {

        @Test
        @DisplayName(
                "four services at once: two in full, pension without amounts (R41-A2b), pre-trial register reduced (R41-A2c)")
        void fourServices(CapturedOutput output) {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            AROUND.data.put("VEHICLES", "{\"vehicles\":[{\"plate\":\"001AAA02\"}]}");
            AROUND.data.put("LEGAL_ENTITIES_REGISTER", "{\"name\":\"LLP Demo\"}");
            AROUND.data.put("PENSION_CONTRIBUTIONS", PENSION);
            AROUND.data.put("PRETRIAL_REGISTER", PRETRIAL);

            BrokerApi.Answer answer = api.ask(
                    head,
                    "head",
                    BrokerApi.underInspection(
                            INSPECTION,
                            "LEGAL_ENTITIES_REGISTER",
                            "VEHICLES",
                            "PENSION_CONTRIBUTIONS",
                            "PRETRIAL_REGISTER"));

            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.service("VEHICLES").path("level").asString("")).isEqualTo("FULL");
            assertThat(answer.service("VEHICLES").path("footing").asString("")).isEqualTo("VERIFIED");
            assertThat(answer.service("VEHICLES").path("content").toString())
                    .isEqualTo("{\"vehicles\":[{\"plate\":\"001AAA02\"}]}");
            JsonNode pension = answer.service("PENSION_CONTRIBUTIONS");
            assertThat(pension.path("level").asString("")).isEqualTo("REDUCED");
            assertThat(pension.path("rule").asString("")).isEqualTo("R41-A2b");
            assertThat(pension.path("content").toString())
                    .isEqualTo(
                            "{\"contributions\":[{\"employerBin\":\"881340000024\",\"employerName\":\"LLP\",\"month\":\"2026-05\"}]}");
            JsonNode pretrial = answer.service("PRETRIAL_REGISTER");
            assertThat(pretrial.path("rule").asString("")).isEqualTo("R41-A2c");
            assertThat(pretrial.path("content").toString())
                    .isEqualTo("{\"cases\":[{\"article\":\"245\",\"chapter\":\"8\",\"number\":\"1\",\"part\":\"1\","
                            + "\"registeredOn\":\"2026-02-01\",\"status\":\"OPEN\"}]}");
            assertThat(answer.body().path("receipt").path("promise").asString(""))
                    .contains(".");
            assertThat(answer.body().path("words").get(0).asString("")).contains(TestKeys.AUDIENCE);

            assertThat(events(answer.id()))
                    .containsExactlyInAnyOrder(
                            "QUESTION_DECIDED PERMITTED [R41-A2b, R41-A2c]",
                            "ANSWER_STORED FULL []",
                            "ANSWER_STORED FULL []",
                            "ANSWER_STORED REDUCED [R41-A2b]",
                            "ANSWER_STORED REDUCED [R41-A2c]",
                            "ANSWER_SHOWN SHOWN []");
            assertThat(output)
                    .doesNotContain(BrokerApi.INSPECTED)
                    .doesNotContain(api.key("head").iin());
        }

        @Test
        @DisplayName("the receipt is of the event that tells of the decision, whose details are sealed for the log")
        void receipt() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);

            BrokerApi.Answer answer = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"));

            AuditEvent event = eventsOf(answer.id()).getFirst();
            assertThat(answer.body().path("receipt").path("event").asString(""))
                    .isEqualTo(event.id().toString());
            assertThat(answer.body().path("receipt").path("userNumber").asLong())
                    .isEqualTo(event.userNumber().orElseThrow());
            assertThat(event.edition()).hasValue(1);
            assertThat(event.body()).contains(BrokerApi.BODY);
            var details = PayloadOpener.fromFile(KEYS.payloadPrivateKeysetFile())
                    .open(event.id(), event.payload().orElseThrow());
            assertThat(details.entrySet().stream()
                            .map(detail ->
                                    detail.getKey() + "=" + detail.getValue().value())
                            .toList())
                    .contains(
                            "subject=" + BrokerApi.INSPECTED,
                            "basisNumber=" + INSPECTION,
                            "purpose=To compare what was declared",
                            "decisions=VEHICLES=FULL/VERIFIED");
        }

        @Test
        @DisplayName("a service outside annex 2 is refused beside the permitted ones and never asked (R41-2d)")
        void partlyRefused() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);

            BrokerApi.Answer answer =
                    api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "TAX_DEBT", "VEHICLES"));

            assertThat(answer.status()).isEqualTo(200);
            JsonNode refused = answer.service("TAX_DEBT");
            assertThat(refused.path("state").asString("")).isEqualTo("REFUSED");
            assertThat(refused.path("rule").asString("")).isEqualTo("R41-2d");
            assertThat(refused.path("detail").asString("")).startsWith("Refused:");
            assertThat(AROUND.asked).containsExactly("VEHICLES " + BrokerApi.INSPECTED);
        }

        @Test
        @DisplayName(
                "fifty subjects in one signature are answered, and one question does not take all places of a source")
        void fiftySubjects() {
            Caller.User operative = api.operative();
            ObjectNode question = BrokerApi.question("OPERATIONAL_SEARCH", "PERSONS_REGISTER");
            question.putObject("basis").put("kind", "OPTIONAL_TEXT").put("text", "");
            var subjects = question.putArray("subjects");
            IntStream.range(0, 50)
                    .forEach(number -> subjects.addObject()
                            .put("kind", "IIN")
                            .put("value", SyntheticNumbers.iin("subject " + number)));
            AtomicInteger now = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AROUND.whileAsking = () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                LockSupport.parkNanos(5_000_000);
                now.decrementAndGet();
            };

            BrokerApi.Answer answer = api.ask(operative, "operative", question);

            assertThat(answer.body().path("services"))
                    .hasSize(50)
                    .allSatisfy(service ->
                            assertThat(service.path("state").asString("")).isEqualTo("ANSWERED"));
            assertThat(AROUND.asked).hasSize(50).doesNotHaveDuplicates();
            assertThat(most.get()).isBetween(1, 16);
        }

        @Test
        @DisplayName("the stored answer can be read again, and each reading is on record")
        void readAgain() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            AROUND.data.put("VEHICLES", "{\"vehicles\":[]}");
            BrokerApi.Answer asked = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"));

            BrokerApi.Answer read = api.get("/api/questions/" + asked.id(), head);

            assertThat(read.body().path("services")).isEqualTo(asked.body().path("services"));
            assertThat(events(asked.id()))
                    .filteredOn("ANSWER_SHOWN SHOWN []"::equals)
                    .hasSize(2);
            assertThat(AROUND.asked).hasSize(1);
            BrokerApi.Answer list = api.get("/api/questions?limit=1", head);
            assertThat(list.body().path("questions").get(0).path("id").asString(""))
                    .isEqualTo(asked.id().toString());
        }
    }

    @Nested
    @DisplayName("is refused without any question to a source, and recorded")
    class Refused {

        @Test
        @DisplayName("when the inspection is not in the register (R41-20)")
        void unknownInspection() {
            assertRefused("403 inspection-unknown R41-20", "T-INVENTED");
        }

        @Test
        @DisplayName("when the inspection is closed (R41-22)")
        void closedInspection() {
            api.inspection(INSPECTION, true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-02-01");
            assertRefused("403 inspection-closed R41-22", INSPECTION);
        }

        @Test
        @DisplayName("when it is no field inspection (R41-20)")
        void deskAudit() {
            api.inspection(INSPECTION, false, BrokerApi.BODY, BrokerApi.INSPECTED, "");
            assertRefused("403 inspection-not-in-the-field R41-20", INSPECTION);
        }

        @Test
        @DisplayName("when another body conducts it (R41-22)")
        void foreignInspection() {
            api.inspection(INSPECTION, true, "kgd-shymkent", BrokerApi.INSPECTED, "");
            assertRefused("403 inspection-of-another-body R41-22", INSPECTION);
        }

        @Test
        @DisplayName("when somebody else is inspected (R41-22)")
        void anotherSubject() {
            api.inspection(INSPECTION, true, BrokerApi.BODY, "881340000024", "");
            assertRefused("403 inspection-of-another-subject R41-22", INSPECTION);
        }

        @ParameterizedTest
        @CsvSource({"DOWN", "SLOW", "MALFORMED"})
        @DisplayName("when the register does not answer: fail closed (R41-22)")
        void registerSilent(Fault fault) {
            api.openInspection(INSPECTION);
            AROUND.faults.put("register", fault);
            assertRefused("503 inspection-register-silent R41-22", INSPECTION);
        }

        @Test
        @DisplayName("when every service is outside the profile (R41-2d); then the register is not asked either")
        void outsideProfile() {
            Caller.User head = api.head();

            BrokerApi.Answer answer = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "TAX_DEBT"));

            assertThat(answer.refusal()).isEqualTo("403 service-outside-profile R41-2d");
            assertThat(outcome(answer.id())).isEqualTo("REFUSED");
        }

        @Test
        @DisplayName("when a police operative takes the profile of the revenue bodies (R41-A1)")
        void foreignProfile() {
            BrokerApi.Answer answer =
                    api.ask(api.operative(), "operative", BrokerApi.underInspection(INSPECTION, "VEHICLES"));

            assertThat(answer.refusal()).isEqualTo("403 role-without-ground R41-A1");
        }

        private void assertRefused(String refusal, String inspection) {
            Caller.User head = api.head();

            BrokerApi.Answer answer =
                    api.ask(head, "head", BrokerApi.underInspection(inspection, "VEHICLES", "PENSION_CONTRIBUTIONS"));

            assertThat(answer.refusal()).as(answer.body().toString()).isEqualTo(refusal);
            assertThat(answer.body().path("receipt").path("promise").asString(""))
                    .contains(".");
            assertThat(AROUND.asked).isEmpty();
            String rule = refusal.substring(refusal.lastIndexOf(' ') + 1);
            String outcome = refusal.startsWith("503") ? "UNVERIFIABLE" : "REFUSED";
            assertThat(events(answer.id())).containsExactly("QUESTION_DECIDED " + outcome + " [" + rule + "]");
            assertThat(api.get("/api/questions/" + answer.id(), head)
                            .service("VEHICLES")
                            .path("state")
                            .asString(""))
                    .isEqualTo(outcome);
        }
    }

    @Nested
    @DisplayName("under a criminal case")
    class CriminalCases {

        @Test
        @DisplayName("with a listed article a service of annex 8 opens (R150-9)")
        void listedArticle() {
            Caller.User operative = api.operative();
            api.criminalCase(CASE, false, api.key("operative").iin(), "217", "2");

            BrokerApi.Answer answer = api.ask(
                    operative, "operative", BrokerApi.underCase("COVERT_INVESTIGATION", CASE, "COUNTERPARTIES"));

            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            assertThat(answer.service("COUNTERPARTIES").path("level").asString(""))
                    .isEqualTo("LISTED_ARTICLE");
            assertThat(answer.service("COUNTERPARTIES").path("article").asString(""))
                    .isEqualTo("217(2)");
        }

        @Test
        @DisplayName("a question signed with a GOST key of the same person is answered; with a revoked one it is not")
        void signedWithGost() {
            Caller.User operative = api.operative();
            api.criminalCase(CASE, false, api.key("operative").iin(), "217", "2");
            ObjectNode question = BrokerApi.underCase("COVERT_INVESTIGATION", CASE, "COUNTERPARTIES");

            assertThat(api.ask(operative, "operative-gost", question).status()).isEqualTo(200);
            assertThat(api.ask(operative, "revoked-gost", question).status()).isEqualTo(403);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({
            "not listed, false, true, 188, 403 article-not-listed R150-9",
            "closed, true, true, 217, 403 case-closed R150-A11b",
            "of another, false, false, 217, 403 case-of-another-officer R150-A11b"
        })
        @DisplayName("is refused when the article is not listed, the case is closed, or another is in charge")
        void refused(String name, boolean closed, boolean inCharge, String article, String refusal) {
            Caller.User operative = api.operative();
            api.criminalCase(CASE, closed, inCharge ? api.key("operative").iin() : "990101500006", article, "2");

            BrokerApi.Answer answer = api.ask(
                    operative, "operative", BrokerApi.underCase("COVERT_INVESTIGATION", CASE, "COUNTERPARTIES"));

            assertThat(answer.refusal()).isEqualTo(refusal);
            assertThat(AROUND.asked).isEmpty();
        }

        @Test
        @DisplayName("search measures may rest on an assignment of the body of the case (R150-4)")
        void assignment() {
            Caller.User operative = api.operative();
            api.criminalCase(CASE, false, "990101500006", "188", "2");
            ObjectNode question = BrokerApi.underCase("SEARCH_MEASURES", CASE, "VEHICLES");
            ((ObjectNode) question.path("basis"))
                    .putObject("assignment")
                    .put("number", "12/3")
                    .put("date", "2026-01-15")
                    .put("issuingBody", "police-almaty");

            assertThat(api.ask(operative, "operative", question).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("an operational search need not name anything (R150-18), and the basis is marked as declared")
        void withoutBasis() {
            ObjectNode question = BrokerApi.question("OPERATIONAL_SEARCH", "VEHICLES", "COUNTERPARTIES");
            question.putObject("basis").put("kind", "OPTIONAL_TEXT").put("text", "");

            BrokerApi.Answer answer = api.ask(api.operative(), "operative", question);

            assertThat(answer.service("VEHICLES").path("footing").asString("")).isEqualTo("DECLARED");
            assertThat(answer.service("COUNTERPARTIES").path("rule").asString(""))
                    .isEqualTo("R150-9");
        }
    }

    @Nested
    @DisplayName("depends on its signer")
    class Signers {

        @Test
        @DisplayName("when somebody else carries it, then refused and recorded (R41-6)")
        void carriedByAnother() {
            Caller.User head = api.head();
            Caller.User other = api.registered(
                    "other-head",
                    "kgd-shymkent",
                    "STATE_REVENUE",
                    "STATE_REVENUE_UNIT_HEAD",
                    "ORDER_41",
                    AccessRole.OFFICER);
            api.openInspection(INSPECTION);
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));

            BrokerApi.Answer answer = api.submit(other, document, api.sign("head", document));

            assertThat(answer.refusal()).isEqualTo("403 signer-is-another R41-6");
            assertThat(events(answer.id())).containsExactly("QUESTION_NOT_ACCEPTED REFUSED [R41-6]");
            assertThat(eventsOf(answer.id()).getFirst().account()).contains(other.account());
            assertThat(AROUND.asked).isEmpty();
        }

        @Test
        @DisplayName("when the signer is blocked, then refused for that, whoever carries it (R41-32a)")
        void blockedSigner() {
            Caller.User head = api.head();
            Caller.User other = api.registered(
                    "other-head",
                    "kgd-shymkent",
                    "STATE_REVENUE",
                    "STATE_REVENUE_UNIT_HEAD",
                    "ORDER_41",
                    AccessRole.OFFICER);
            api.openInspection(INSPECTION);
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            api.blocked("head", head);

            assertThat(api.submit(head, document, api.sign("head", document)).refusal())
                    .isEqualTo("403 signer-without-standing R41-32a");
            assertThat(api.submit(other, document, api.sign("head", document)).refusal())
                    .isEqualTo("403 signer-without-standing R41-32a");
            // The refusal used the document up: it does not come back when the block is lifted.
            api.stands("head", head, "ORDER_41", true);
            assertThat(api.submit(head, document, api.sign("head", document)).refusal())
                    .isEqualTo("409 question-used-before R41-2b");
        }

        @Test
        @DisplayName("when the registry does not answer, then refused: fail closed")
        void registryDown() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            AROUND.faults.put("registry", Fault.DOWN);

            assertThat(api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"))
                            .refusal())
                    .isEqualTo("503 standing-unknown R41-2a");
        }

        @Test
        @DisplayName("when the agreement is not signed, then refused (R41-7)")
        void withoutAgreement() {
            Caller.User head = api.head();
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            api.stands("head", head, "ORDER_41", false);

            assertThat(api.submit(head, document, api.sign("head", document)).refusal())
                    .isEqualTo("403 signer-without-agreement R41-7");
        }

        @Test
        @DisplayName("when it is an operator's account, then refused, whatever else it may do (R41-2d)")
        void operator() {
            Caller.User operator = api.registered(
                    "administrator",
                    "committee",
                    "STATE_REVENUE",
                    "STATE_REVENUE_UNIT_HEAD",
                    "ORDER_41",
                    AccessRole.OPERATOR,
                    AccessRole.OFFICER);

            assertThat(api.ask(operator, "administrator", BrokerApi.underInspection(INSPECTION, "VEHICLES"))
                            .refusal())
                    .isEqualTo("403 signer-may-not-ask R41-2d");
        }

        @Test
        @DisplayName("when the account may not ask, then refused (R41-2d)")
        void official() {
            Caller.User official =
                    api.registered("official", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);
            byte[] document = api.draft(api.head(), BrokerApi.underInspection(INSPECTION, "VEHICLES"));

            assertThat(api.submit(official, document, api.sign("official", document))
                            .refusal())
                    .isEqualTo("403 signer-may-not-ask R41-2d");
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"head-file", "head-auth", "foreign"})
        @DisplayName("when the key may not sign, then the signature is refused, with its reason")
        void otherKeys(String key) {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);

            BrokerApi.Answer answer = api.ask(head, key, BrokerApi.underInspection(INSPECTION, "VEHICLES"));

            assertThat(answer.refusal()).startsWith("403 signature-refused");
            assertThat(answer.body().path("reason").asString("")).isNotEmpty();
            assertThat(events(answer.id())).hasSize(1);
            assertThat(AROUND.asked).isEmpty();
        }
    }

    @Nested
    @DisplayName("stands on the exact document")
    class Documents {

        @Test
        @DisplayName("a document used before is refused and recorded, and the source is asked once")
        void replay() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            byte[] signature = api.sign("head", document);
            BrokerApi.Answer first = api.submit(head, document, signature);

            BrokerApi.Answer second = api.submit(head, document, signature);

            assertThat(second.refusal()).isEqualTo("409 question-used-before R41-2b");
            assertThat(events(first.id())).contains("QUESTION_NOT_ACCEPTED REFUSED [R41-2b]");
            assertThat(AROUND.asked).hasSize(1);
        }

        @Test
        @DisplayName("of many at the same moment exactly one is taken")
        void race() throws Exception {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            byte[] signature = api.sign("head", document);
            List<Callable<BrokerApi.Answer>> all = IntStream.range(0, 8)
                    .<Callable<BrokerApi.Answer>>mapToObj(i -> () -> api.submit(head, document, signature))
                    .toList();

            List<String> answers = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<BrokerApi.Answer> each : threads.invokeAll(all)) {
                    answers.add(each.get().refusal());
                }
            }

            assertThat(answers).filteredOn(answer -> answer.startsWith("200")).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !answer.startsWith("200"))
                    .allMatch("409 question-used-before R41-2b"::equals);
            assertThat(AROUND.asked).hasSize(1);
        }

        @Test
        @DisplayName("no mutation of a signed document or signature is ever taken")
        void mutations() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            byte[] signature = api.sign("head", document);
            Random random = new Random(7);
            for (int i = 0; i < 60; i++) {
                byte[] changedDocument = document.clone();
                byte[] changedSignature = signature.clone();
                byte[] one = i % 3 == 0 ? changedSignature : changedDocument;
                // A signature has places that nothing rests on, such as the issuer's extra attributes; its end is the
                // value.
                int at = i % 3 == 0 ? one.length - 1 - random.nextInt(200) : random.nextInt(one.length);
                one[at] ^= (byte) (1 << random.nextInt(8));
                assertThat(api.submit(head, changedDocument, changedSignature).status())
                        .as("mutation %d", i)
                        .isGreaterThanOrEqualTo(400);
            }
            assertThat(AROUND.asked).isEmpty();
            assertThat(api.submit(head, document, signature).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("altered after signing, it is refused for its signature (R41-2b) and recorded")
        void altered() throws Exception {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            byte[] signature = api.sign("head", document);
            byte[] changed = new String(document, StandardCharsets.UTF_8)
                    .replace("what was declared", "what was imagined")
                    .getBytes(StandardCharsets.UTF_8);

            BrokerApi.Answer answer = api.submit(head, changed, signature);

            assertThat(answer.refusal()).isEqualTo("403 signature-refused R41-2b");
            assertThat(answer.body().path("reason").asString("")).isEqualTo("CONTENT_DIFFERS");
            assertThat(events(answer.id())).containsExactly("QUESTION_NOT_ACCEPTED REFUSED [R41-2b]");
            assertThat(sealed(answer.id(), "QUESTION_NOT_ACCEPTED", "documentSha256"))
                    .isEqualTo(sha256(changed));
            // Nobody signed the changed one, so it did not use up the id of the true one.
            assertThat(api.submit(head, document, signature).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("whose words say something else than its fields is refused, though the signature is right")
        void otherWords() throws Exception {
            Caller.User head = api.head();
            QuestionDocument honest =
                    QuestionDocument.parse(api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES")));
            QuestionDocument twisted = new QuestionDocument(
                    honest.audience(),
                    honest.id(),
                    honest.issued(),
                    honest.fields(),
                    1,
                    List.of("A harmless question."));

            assertThat(submitSigned(head, twisted)).isEqualTo("400 document-altered R41-2b");
        }

        @Test
        @DisplayName("issued more than ten minutes ago, in the future, for another installation or edition is refused")
        void otherTimesAndPlaces() throws Exception {
            Caller.User head = api.head();
            Instant now = Instant.now();

            assertThat(submitSigned(head, issued(head, TestKeys.AUDIENCE, now.minusSeconds(605), 1)))
                    .isEqualTo("400 question-expired R41-2b");
            assertThat(submitSigned(head, issued(head, TestKeys.AUDIENCE, now.plusSeconds(20), 1)))
                    .isEqualTo("400 question-ahead R41-2b");
            assertThat(submitSigned(head, issued(head, "negiz-elsewhere", now, 1)))
                    .isEqualTo("400 audience-differs R41-2b");
            assertThat(submitSigned(head, issued(head, TestKeys.AUDIENCE, now, 2)))
                    .isEqualTo("409 edition-differs R41-2d");
        }

        @Test
        @DisplayName("what is no document at all is refused and recorded")
        void noDocument() {
            Caller.User head = api.head();

            BrokerApi.Answer answer = api.submit(head, new byte[] {1, 2, 3}, new byte[] {4});

            assertThat(answer.refusal()).isEqualTo("400 document-malformed R41-2b");
            assertThat(answer.body().path("receipt").path("userNumber").asLong())
                    .isPositive();
        }

        private String submitSigned(Caller.User user, QuestionDocument document) {
            byte[] bytes = document.encode();
            return api.submit(user, bytes, api.sign("head", bytes)).refusal();
        }

        private QuestionDocument issued(Caller.User user, String audience, Instant at, int edition) throws Exception {
            QuestionFields fields = QuestionDocument.parse(
                            api.draft(user, BrokerApi.underInspection(INSPECTION, "VEHICLES")))
                    .fields();
            Instant millis = Instant.ofEpochMilli(at.toEpochMilli());
            UUID id = new UUID((millis.toEpochMilli() << 16) | 0x7abcL, 0x8000000000000000L | edition);
            return QuestionDocument.issue(
                    audience,
                    id,
                    millis,
                    fields,
                    edition,
                    new QuestionWords(editions.current().edition()));
        }
    }

    @Nested
    @DisplayName("goes on when a source fails")
    class Faults {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "DOWN, SOURCE_SILENT, SOURCE_SILENT",
            "SLOW, SOURCE_SILENT, SOURCE_SILENT",
            "DRIPPING, SOURCE_SILENT, SOURCE_SILENT",
            "MALFORMED, ANSWER_INVALID, SOURCE_FAILED",
            "HUGE, ANSWER_INVALID, SOURCE_FAILED",
            "WRONG_SUBJECT, ANSWER_INVALID, SOURCE_FAILED",
            "WRONG_SERVICE, ANSWER_INVALID, SOURCE_FAILED",
            "OLD, ANSWER_INVALID, SOURCE_FAILED",
            "LATE, SOURCE_SILENT, SOURCE_SILENT"
        })
        @DisplayName("a sick source gives no content, is on record, and harms no other")
        void oneIsSick(Fault fault, String state, String outcome) {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            // Each fault hits another service, so that no circuit breaker opens over the tests.
            String sick = switch (fault) {
                case DOWN -> "LAND_PLOTS";
                case SLOW -> "SEA_VESSELS";
                case DRIPPING -> "DISABILITY";
                case MALFORMED -> "COURT_CARDS";
                case HUGE -> "COURT_BODIES";
                case WRONG_SUBJECT -> "SPECIAL_RECORDS";
                case WRONG_SERVICE -> "RAILWAY_TRANSPORT";
                case OLD -> "AGRICULTURAL_MACHINERY";
                case LATE -> "REGISTERED_WEAPONS";
            };
            AROUND.faults.put(sick, fault);
            AROUND.data.put("VEHICLES", "{\"vehicles\":[]}");

            BrokerApi.Answer answer = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, sick, "VEHICLES"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.service(sick).path("state").asString("")).isEqualTo(state);
            assertThat(answer.service(sick).has("content")).isFalse();
            assertThat(answer.service("VEHICLES").path("state").asString("")).isEqualTo("ANSWERED");
            assertThat(events(answer.id())).contains("ANSWER_STORED " + outcome + " []");
        }

        @Test
        @DisplayName("one that keeps failing is left alone for a while")
        void circuitBreaker() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            AROUND.faults.put("CIVIL_SERVANT_REQUEST", Fault.DOWN);
            for (int i = 0; i < 12; i++) {
                api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "CIVIL_SERVANT_REQUEST"));
            }

            assertThat(AROUND.asked).hasSize(10);
        }

        @Test
        @DisplayName("a question stored by a process that died says that it has no answer, and is never asked twice")
        void diedAfterStoring() throws Exception {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            byte[] signature = api.sign("head", document);
            Accepted<QuestionDocument> accepted = intake.read(form, new Submission(document, signature), head);
            Rules rules = editions.current();
            var decisions = rules.decide(
                    accepted.asker(),
                    accepted.document().ask(),
                    new RegisterAnswer.Inspection(
                            INSPECTION,
                            true,
                            BrokerApi.BODY,
                            accepted.document().fields().subjects().getFirst(),
                            LocalDate.of(2026, 1, 10),
                            Optional.empty()));
            assertThat(decisions.get("VEHICLES")).isInstanceOf(Decision.Permit.class);
            records.store(accepted, decisions, new RegisterAnswer.NotAsked());

            assertThat(api.get("/api/questions/" + accepted.document().id(), head)
                            .service("VEHICLES")
                            .path("state")
                            .asString(""))
                    .isEqualTo("NOT_ANSWERED");
            assertThat(api.submit(head, document, signature).refusal()).isEqualTo("409 question-used-before R41-2b");
            assertThat(AROUND.asked).isEmpty();
        }
    }

    @Nested
    @DisplayName("ends with the standing of the reader, read once more")
    class Release {

        @Test
        @DisplayName("a block while the sources are asked withholds the answer, which stays on record")
        void blockedMeanwhile() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            AROUND.whileAsking = () -> api.blocked("head", head);

            BrokerApi.Answer answer = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"));

            assertThat(answer.refusal()).isEqualTo("403 standing-lost R41-2a");
            assertThat(answer.body().toString()).doesNotContain("content");
            assertThat(events(answer.id())).contains("ANSWER_STORED EMPTY []", "ANSWER_WITHHELD NO_STANDING [R41-2a]");
            api.stands("head", head, "ORDER_41", true);
            assertThat(api.get("/api/questions/" + answer.id(), head).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("a blocked author does not read an old answer either")
        void blockedLater() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            UUID id = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"))
                    .id();
            api.blocked("head", head);

            assertThat(api.get("/api/questions/" + id, head).refusal()).isEqualTo("403 standing-lost R41-2a");
        }

        @Test
        @DisplayName(
                "the official of the body reads it (R41-17); colleagues, other bodies and other departments find nothing")
        void others() {
            Caller.User head = api.head();
            api.openInspection(INSPECTION);
            UUID id = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"))
                    .id();

            assertThat(read(id, BrokerApi.BODY, "/almaty", AccessRole.OFFICIAL)).isEqualTo(200);
            assertThat(read(id, BrokerApi.BODY, "/", AccessRole.OFFICIAL)).isEqualTo(200);
            assertThat(read(id, BrokerApi.BODY, "/alma", AccessRole.OFFICIAL)).isEqualTo(404);
            assertThat(read(id, "kgd-shymkent", "/", AccessRole.OFFICIAL)).isEqualTo(404);
            assertThat(read(id, BrokerApi.BODY, "/almaty/inspections", AccessRole.OFFICER))
                    .isEqualTo(404);
            assertThat(read(id, BrokerApi.BODY, "/", AccessRole.PROSECUTOR)).isEqualTo(403);
        }

        private int read(UUID id, String body, String department, AccessRole role) {
            Caller.User reader = new Caller.User(
                    UUID.randomUUID(),
                    AccountKind.PERSON,
                    Set.of(role),
                    body,
                    "STATE_REVENUE",
                    department,
                    "",
                    true,
                    "session",
                    "en");
            api.stands("official", reader, "ORDER_41", true);
            return api.get("/api/questions/" + id, reader).status();
        }
    }

    @Test
    @DisplayName("what a user may ask is listed with levels, and never an encumbrance")
    void openServices() {
        JsonNode open = api.get("/api/questions/services", api.head()).body();

        assertThat(open.path("profiles")).hasSize(1);
        assertThat(open.path("profiles").get(0).path("basisKind").asString("")).isEqualTo("INSPECTION_NUMBER");
        assertThat(open.path("profiles").get(0).path("services")).hasSize(17);
        assertThat(api.get("/api/questions/services", api.operative()).body().path("profiles"))
                .hasSize(4);
    }

    @Test
    @DisplayName("the producer's numbers and each user's own have no gap")
    void numbersWithoutGap() {
        Caller.User head = api.head();
        api.openInspection(INSPECTION);
        for (int i = 0; i < 3; i++) {
            api.ask(head, "head", BrokerApi.underInspection(i == 1 ? "NONE" : INSPECTION, "VEHICLES"));
        }

        assertThat(jdbc.sql("select max(number) = count(*) from audit_outbox")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(jdbc.sql("select bool_and(good) from (select max(user_number) = count(*) as good from audit_outbox"
                                + " where account is not null group by account)")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    @DisplayName("whole records go to the audit log alone, with an event")
    void disclosure() throws Exception {
        Caller.User head = api.head();
        api.openInspection(INSPECTION);
        AROUND.data.put("VEHICLES", "{\"vehicles\":[]}");
        byte[] document = api.draft(head, BrokerApi.underInspection(INSPECTION, "VEHICLES"));
        UUID asked = api.submit(head, document, api.sign("head", document)).id();
        UUID order = UUID.randomUUID();
        UUID unknown = UUID.randomUUID();
        ObjectNode body = JsonMapper.shared().createObjectNode().put("disclosureOrderId", order.toString());
        body.putArray("questionIds").add(asked.toString()).add(unknown.toString());

        BrokerApi.Answer handed = api.postAs("audit-log-service", "/internal/disclosures", body);

        JsonNode question = handed.body().path("questions").get(0);
        assertThat(Base64.getDecoder().decode(question.path("document").asString("")))
                .isEqualTo(document);
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(question.path("answers")
                                        .get(0)
                                        .path("content")
                                        .asString("")),
                        StandardCharsets.UTF_8))
                .contains("vehicles");
        // An export can only be proved if the log committed to the very bytes that are handed over.
        assertThat(sealed(asked, "QUESTION_DECIDED", "documentSha256"))
                .isEqualTo(sha256(
                        Base64.getDecoder().decode(question.path("document").asString(""))));
        assertThat(sealed(asked, "ANSWER_STORED", "contentSha256"))
                .isEqualTo(sha256(Base64.getDecoder()
                        .decode(question.path("answers").get(0).path("content").asString(""))));
        assertThat(handed.body().path("missing").get(0).asString("")).isEqualTo(unknown.toString());
        assertThat(events(order)).containsExactly("RECORDS_DISCLOSED DISCLOSED [R41-34b, R150-52]");
        assertThat(api.postAs("gateway-service", "/internal/disclosures", body).status())
                .isEqualTo(403);
    }

    private String sealed(UUID question, String action, String detail) {
        AuditEvent event = eventsOf(question).stream()
                .filter(one -> one.action().equals(action))
                .findFirst()
                .orElseThrow();
        return Optional.ofNullable(PayloadOpener.fromFile(KEYS.payloadPrivateKeysetFile())
                        .open(event.id(), event.payload().orElseThrow())
                        .get(detail))
                .orElseThrow()
                .value();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private String outcome(UUID id) {
        return jdbc.sql("select outcome from question where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private List<String> events(UUID reference) {
        return eventsOf(reference).stream()
                .map(event -> event.action() + " " + event.outcome() + " " + event.rules())
                .toList();
    }
}
