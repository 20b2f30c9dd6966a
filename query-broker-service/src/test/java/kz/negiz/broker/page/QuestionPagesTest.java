package kz.negiz.broker.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.QuestionDocument;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.broker.page.Pages.Page;
import kz.negiz.eds.Signer;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.PageTexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("The pages of questions, without scripts")
class QuestionPagesTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-9";
    private static final String OTHER_BIN = "991340000027";
    private static final Pattern ADDRESS = Pattern.compile("(?:href|action|formaction|hx-[a-z]+)=\"([^\"]*)\"");

    @Autowired
    private JdbcClient jdbc;

    private Pages pages;
    private Caller.User head;

    @BeforeEach
    void open() {
        pages = new Pages(port, KEYS, api);
        head = api.head();
        api.openInspection(INSPECTION);
    }

    @Nested
    @DisplayName("asking")
    class Asking {

        @Test
        @DisplayName("from the form over the words to the answer with its receipt")
        void fromFormToAnswer() {
            AROUND.data.put("VEHICLES", "{\"vehicles\":[{\"plate\":\"001AAA02\"}],\"owner\":{\"fullName\":\"N\"}}");

            assertThat(pages.get("/questions/ask", head).expect(200).text())
                    .contains("Number of the field inspection", "service-VEHICLES", "Order 41, paragraph 20");
            Page review = pages.review(head, INSPECTION, "VEHICLES");
            assertThat(review.text())
                    .contains("Basis: field inspection No. T-9.", "BIN " + BrokerApi.INSPECTED, "data-sign");
            String address =
                    pages.sign(head, "head", review.document()).expect(302).location();
            Page answer = pages.answered(address, head);

            assertThat(answer.text())
                    .contains("001AAA02", "Owner", "answered", "in full", "basis verified in its register")
                    .contains("data-in-log=\"/api/audit/inclusion?leafHash=");
            assertThat(pages.get("/questions", head).expect(200).text()).contains("href=\"" + address + "\"");
            assertThat(pages.get("/questions/cards", head).expect(200).text()).contains("href=\"" + address + "\"");
        }

        @Test
        @DisplayName("all that is wrong is told at once, beside its field and on top, and nothing typed is lost")
        void allThatIsWrong() {
            String page = pages.post(
                            "/questions/ask",
                            head,
                            "profile",
                            Pages.INSPECTION_RIGHT,
                            "number",
                            "no number <b>",
                            "subject",
                            "123",
                            "purpose",
                            "Why")
                    .expect(422)
                    .text();

            assertThat(page)
                    .contains("href=\"#number\"", "href=\"#subject\"", "href=\"#purpose\"", "href=\"#services\"")
                    .contains("id=\"number-error\"", "id=\"subject-error\"", "id=\"purpose-error\"")
                    .contains("value=\"no number &lt;b&gt;\"", "value=\"123\"", ">Why</textarea>")
                    .doesNotContain("name=\"document\"");
        }

        @Test
        @DisplayName("the subject need not be typed: the register knows whom the inspection is about (R41-22)")
        void subjectFromTheRegister() {
            assertThat(pages.post("/questions/ask/basis", head, "profile", Pages.INSPECTION_RIGHT, "number", INSPECTION)
                            .expect(200)
                            .text())
                    .contains("value=\"" + BrokerApi.INSPECTED + "\"", "The register confirms")
                    .doesNotContain("<html");
        }

        @Test
        @DisplayName("what the register does not confirm is told before anything is signed (R41-22)")
        void closedInspection() {
            api.inspection("T-8", true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-03-01");

            String page = pages.filled(head, "T-8", "VEHICLES").expect(422).text();

            assertThat(page)
                    .contains("id=\"number-error\"", "by the register this inspection is closed", "value=\"T-8\"")
                    .contains("\"kinds-VEHICLES\" checked=\"checked\"")
                    .doesNotContain("name=\"document\"");
        }

        @Test
        @DisplayName("another than the inspected one is told before anything is signed (R41-22)")
        void anotherSubject() {
            String page = pages.post(
                            "/questions/ask",
                            head,
                            "profile",
                            Pages.INSPECTION_RIGHT,
                            "number",
                            INSPECTION,
                            "subject",
                            OTHER_BIN,
                            "services",
                            "VEHICLES",
                            "purpose",
                            "To compare what was declared")
                    .expect(422)
                    .text();

            assertThat(page).contains("id=\"subject-error\"", OTHER_BIN).doesNotContain("name=\"document\"");
        }

        @Test
        @DisplayName("numbers are checked as typed, also when copied with spaces")
        void numbersAsTyped() {
            assertThat(pages.post("/questions/ask/subject", head, "subject", "991 340 000 017, 991340000018")
                            .expect(200)
                            .text())
                    .containsSubsequence("state-good\">BIN", "017", "018", "The check digit does not fit");
        }

        @Test
        @DisplayName("plates, VINs and cadastral numbers are recognised, also with letters that only look the same")
        void recognised() {
            assertThat(pages.post(
                                    "/questions/ask/subject",
                                    head,
                                    "subject",
                                    "123 авс 02, xxabcdef000000017; 20-315-040-122, LSVAB2BR1EN000001, 123")
                            .expect(200)
                            .text())
                    .containsSubsequence("Number plate", "123ABC02", "VIN", "XXABCDEF000000017", "Cadastral number")
                    .containsSubsequence("20:315:040:122", "the check digit of the VIN does not fit", "12 digits");
        }

        @Test
        @DisplayName(
                "a person by name and a place by address stand on lines of their own, and in the words that are signed")
        void otherSubjects() {
            Caller.User operative = api.operative();
            String[] fields = {
                "profile", "OPERATIONAL_SEARCH",
                "subject", BrokerApi.INSPECTED,
                "otherKind", "NAME",
                "otherText", "Мырзабеков Айдар Нұрланұлы 31.01.2099",
                "otherKind", "DOCUMENT.PASSPORT",
                "otherText", "n12345678",
                "otherKind", "NAME",
                "otherText", " ",
                "services", "PERSONS_REGISTER",
                "purpose", "To find a missing person"
            };

            String review =
                    pages.post("/questions/ask", operative, fields).expect(200).text();
            String changed = pages.post("/questions/ask/change", operative, fields)
                    .expect(200)
                    .text();

            assertThat(review)
                    .contains("BIN " + BrokerApi.INSPECTED, "surname Мырзабеков", "2099-01-31")
                    .contains("passport of the Republic of Kazakhstan No. N12345678")
                    .contains("name=\"otherText\" value=\"n12345678\"");
            assertThat(changed)
                    .contains("id=\"otherText0\"", "id=\"otherText1\"", "id=\"otherText2\"")
                    .doesNotContain("id=\"otherText3\"");
            assertThat(pages.post("/questions/ask/other?row=1", operative, fields)
                            .expect(200)
                            .text())
                    .contains("state-good", "N12345678");
            assertThat(pages.post("/questions/ask/other?row=7", operative, fields)
                            .expect(200)
                            .text())
                    .doesNotContain("state-");
        }

        @Test
        @DisplayName("what is wrong with a subject is told at its own line")
        void wrongOthers() {
            assertThat(pages.post(
                                    "/questions/ask",
                                    api.operative(),
                                    "profile",
                                    "OPERATIONAL_SEARCH",
                                    "otherKind",
                                    "NAME",
                                    "otherText",
                                    "Мырзабеков Айдар Нұрланұлы 31.01.2099",
                                    "otherKind",
                                    "ADDRESS",
                                    "otherText",
                                    "12",
                                    "services",
                                    "PERSONS_REGISTER",
                                    "purpose",
                                    "To find a missing person")
                            .expect(422)
                            .text())
                    .contains("id=\"otherText1-error\"", "href=\"#otherText1\"", "Write the address in words")
                    .doesNotContain("id=\"otherText0-error\"", "id=\"subject-error\"");
        }

        @Test
        @DisplayName("a service that can't be asked in this way is told before anything is signed")
        void kindNotTaken() {
            assertThat(pages.post(
                                    "/questions/ask",
                                    api.operative(),
                                    "profile",
                                    "OPERATIONAL_SEARCH",
                                    "subject",
                                    "123ABC02",
                                    "services",
                                    "VEHICLES",
                                    "services",
                                    "TAX_DEBT",
                                    "purpose",
                                    "To find a missing person")
                            .expect(422)
                            .text())
                    .contains("id=\"services-error\"", "By these subjects the following services cannot be asked: ")
                    .doesNotContain("name=\"document\"");
        }

        @Test
        @DisplayName("under an inspection another kind of subject can't be proved to be the inspected one (R41-22)")
        void notProvable() {
            assertThat(pages.post(
                                    "/questions/ask",
                                    head,
                                    "profile",
                                    Pages.INSPECTION_RIGHT,
                                    "number",
                                    INSPECTION,
                                    "subject",
                                    "123ABC02",
                                    "services",
                                    "VEHICLES",
                                    "purpose",
                                    "To compare what was declared")
                            .expect(422)
                            .text())
                    .contains("id=\"subject-error\"", "cannot be proved to be the same")
                    .doesNotContain("name=\"document\"");
        }

        @Test
        @DisplayName("more numbers than a question may have, or a longer text, are not looked through to the end")
        void numbersWithoutEnd() {
            String many = "991340000017,".repeat(20_000);

            assertThat(pages.post("/questions/ask/subject", head, "subject", many)
                            .expect(200)
                            .text()
                            .split("checked-number", -1))
                    .hasSize(QuestionFields.MAX_SUBJECTS + 2);
            assertThat(pages.post(
                                    "/questions/ask",
                                    head,
                                    "profile",
                                    Pages.INSPECTION_RIGHT,
                                    "number",
                                    INSPECTION,
                                    "subject",
                                    BrokerApi.INSPECTED + " ".repeat(1_000),
                                    "services",
                                    "VEHICLES",
                                    "purpose",
                                    "To compare what was declared")
                            .expect(422)
                            .text())
                    .contains("id=\"subject-error\"");
        }

        @Test
        @DisplayName("the document can be changed: the form comes back as it was")
        void changed() {
            String page = pages.post(
                            "/questions/ask/change",
                            head,
                            "profile",
                            Pages.INSPECTION_RIGHT,
                            "number",
                            INSPECTION,
                            "subject",
                            BrokerApi.INSPECTED,
                            "services",
                            "VEHICLES",
                            "purpose",
                            "To compare what was declared")
                    .expect(200)
                    .text();

            assertThat(page)
                    .contains("value=\"" + INSPECTION + "\"", "value=\"" + BrokerApi.INSPECTED + "\"")
                    .contains("\"kinds-VEHICLES\" checked=\"checked\"", ">To compare what was declared</textarea>");
        }

        @Test
        @DisplayName("levels are shown, with what is left out by which footnote (R41-A2b, R41-A2c)")
        void levels() {
            assertThat(pages.get("/questions/ask", head).expect(200).text())
                    .contains("without the amounts of receipts", "only economic criminal offences")
                    .doesNotContain("service-TAX_DEBT");
        }

        @Test
        @DisplayName("each access right has its own basis, and what was typed goes along to another right")
        void anotherRight() {
            Caller.User operative = api.operative();

            String page = pages.post(
                            "/questions/ask/change",
                            operative,
                            "profile",
                            "OPERATIONAL_SEARCH",
                            "right",
                            "SEARCH_MEASURES",
                            "purpose",
                            "To find a missing person",
                            "services",
                            "VEHICLES")
                    .expect(200)
                    .text();

            assertThat(page)
                    .contains("Number of the criminal case", "Number of the assignment")
                    .contains(">To find a missing person</textarea>", "\"kinds-VEHICLES\" checked=\"checked\"");
            assertThat(pages.get("/questions/ask?profile=MIA_OTHER_TASKS", operative)
                            .expect(200)
                            .text())
                    .contains("Number of the material");
        }

        @Test
        @DisplayName("a search on an assignment names what is missing of the assignment (R150-4)")
        void assignment() {
            assertThat(pages.post(
                                    "/questions/ask",
                                    api.operative(),
                                    "profile",
                                    "SEARCH_MEASURES",
                                    "number",
                                    "267500031000001",
                                    "assignmentNumber",
                                    "7/1",
                                    "assignmentDate",
                                    "yesterday",
                                    "assignmentBody",
                                    "police-almaty")
                            .expect(422)
                            .text())
                    .contains("id=\"assignmentNumber-error\"")
                    .doesNotContain("id=\"number-error\"");
        }

        @Test
        @DisplayName("what is not accepted is shown with its rule beside a new document that says the same (R150-38)")
        void signAgain() {
            Page review = pages.review(head, INSPECTION, "VEHICLES");

            Page refused = pages.sign(head, "head-file", review.document()).expect(403);

            assertThat(refused.text()).contains("R150-38", "Basis: field inspection No. T-9.", "data-sign");
            assertThat(refused.document()).isNotEqualTo(review.document());
            pages.answered(
                    pages.sign(head, "head", refused.document()).expect(302).location(), head);
        }

        @Test
        @DisplayName("what is no document is a problem page")
        void noDocument() {
            assertThat(pages.post("/questions", head, "document", "###", "signature", "###")
                            .expect(400)
                            .text())
                    .contains("data-problem=\"urn:negiz:problem:document-malformed\"");
        }

        @Test
        @DisplayName("who has no access right is told what to do")
        void noRight() {
            Caller.User nobody = api.registered(
                    "other-head", "somewhere", "STATE_REVENUE", "UNKNOWN_ROLE", "ORDER_41", AccessRole.OFFICER);

            assertThat(pages.get("/questions/ask", nobody).expect(200).text())
                    .contains("send the operator an application")
                    .doesNotContain("<form method=\"post\" action=\"/questions");
            assertThat(pages.post("/questions/ask", nobody, "profile", "X")
                            .expect(422)
                            .text())
                    .doesNotContain("name=\"document\"");
        }
    }

    @Nested
    @DisplayName("the answer")
    class Answer {

        @Test
        @DisplayName("fills as the sources answer; a page that waits puts no look on record")
        void fills() throws Exception {
            CountDownLatch look = new CountDownLatch(1);
            AROUND.whileAsking = () -> await(look);
            AROUND.data.put("VEHICLES", "{\"vehicles\":[{\"plate\":\"001AAA02\"}]}");
            String address = pages.asked(head, "head", INSPECTION, "VEHICLES");

            String waiting = pages.get(address, head).expect(200).text();
            long looks = looks(address);
            int nothingNew = pages.get(address + "/answers?seen=0", head).status();
            long looksAfter = looks(address);
            look.countDown();

            assertThat(waiting)
                    .contains("data-state=\"ASKING\"", "hx-trigger=\"every 1s\"", "/answers?seen=0", "0 of 1 ready");
            assertThat(nothingNew).isEqualTo(204);
            assertThat(looksAfter).isEqualTo(looks);
            pages.answered(address, head);
            assertThat(pages.get(address + "/answers?seen=0", head).expect(200).text())
                    .contains("001AAA02", "1 of 1 ready")
                    .doesNotContain("hx-trigger", "<html");
        }

        @Test
        @DisplayName("of one part can't be stored: the others are waited for and shown all the same")
        void onePartCannotBeStored() {
            CountDownLatch slow = new CountDownLatch(1);
            byte[] document = pages.review(head, INSPECTION, "VEHICLES", "LEGAL_ENTITIES_REGISTER")
                    .document();
            // A row that is there already makes the first part fail when it is stored.
            AROUND.whileAskingOf.put("VEHICLES", () -> occupy("VEHICLES", idIn(document)));
            AROUND.whileAskingOf.put("LEGAL_ENTITIES_REGISTER", () -> await(slow));
            AROUND.data.put("LEGAL_ENTITIES_REGISTER", "{\"name\":\"LLP Demo\"}");
            String waiting = "data-service=\"LEGAL_ENTITIES_REGISTER\" data-state=\"ASKING\"";

            String address = pages.sign(head, "head", document).expect(302).location();
            for (int look = 0; look < 15; look++) {
                assertThat(pages.get(address, head).expect(200).text()).contains(waiting);
            }
            slow.countDown();

            assertThat(pages.answered(address, head).text())
                    .contains("data-service=\"LEGAL_ENTITIES_REGISTER\" data-state=\"ANSWERED\"", "LLP Demo");
        }

        @Test
        @DisplayName("too many of one account in progress: the next is not taken, and nothing of it is used up")
        void tooMany() {
            CountDownLatch slow = new CountDownLatch(1);
            AROUND.whileAsking = () -> await(slow);
            byte[] document = pages.review(head, INSPECTION, "VEHICLES").document();
            List<String> taken = IntStream.range(0, 16)
                    .mapToObj(i -> pages.asked(head, "head", INSPECTION, "VEHICLES"))
                    .toList();

            Page refused = pages.sign(head, "head", document).expect(503);
            BrokerApi.Answer api503 = api.submit(head, document, api.sign("head", document));
            slow.countDown();
            taken.forEach(address -> pages.answered(address, head));

            assertThat(refused.text()).contains("too many questions are in progress", "data-sign");
            assertThat(api503.refusal()).isEqualTo("503 too-many-questions -");
            assertThat(api503.body().path("retryAfter").asInt(0)).isPositive();
            assertThat(pages.answered(
                                    pages.sign(head, "head", document)
                                            .expect(302)
                                            .location(),
                                    head)
                            .text())
                    .contains("data-state=\"ANSWERED\"");
        }

        @Test
        @DisplayName("reduced: says what is left out, by which rule (R41-A2b)")
        void reduced() {
            AROUND.data.put(
                    "PENSION_CONTRIBUTIONS",
                    "{\"contributions\":[{\"month\":\"2026-05\",\"employerName\":\"LLP\",\"amount\":125000}]}");

            Page answer = pages.answered(pages.asked(head, "head", INSPECTION, "PENSION_CONTRIBUTIONS"), head);

            assertThat(answer.text())
                    .contains("without the amounts of receipts", "R41-A2b", "Order 41, annex 2", "LLP")
                    .doesNotContain("125\u00a0000", "125000", "Amount");
        }

        @Test
        @DisplayName("refused beside permitted: what, by which rule, what would make it pass (R41-2d)")
        void partlyRefused() {
            Page answer = pages.answered(pages.asked(head, "head", INSPECTION, "TAX_DEBT", "VEHICLES"), head);

            assertThat(answer.text())
                    .contains("data-service=\"TAX_DEBT\" data-state=\"REFUSED\"", "R41-2d", "Order 41, paragraph 2")
                    .contains("Ask only the services that are open.")
                    .contains("data-service=\"VEHICLES\" data-state=\"ANSWERED\"", "knows nothing");
        }

        @Test
        @DisplayName("refused as a whole: has its page and its receipt too (R41-22)")
        void whollyRefused() {
            byte[] document = pages.review(head, INSPECTION, "VEHICLES").document();
            api.inspection(INSPECTION, true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-03-01");

            Page answer = pages.answered(
                    pages.sign(head, "head", document).expect(302).location(), head);

            assertThat(answer.text())
                    .contains("data-state=\"REFUSED\"", "R41-22", "by the register this inspection is closed")
                    .contains("id=\"receipt\"", "No source was asked.");
            assertThat(AROUND.asked).isEmpty();
        }

        @Test
        @DisplayName("a silent source and one that answers about somebody else are told apart")
        void faultySources() {
            AROUND.faults.put("VEHICLES", Fault.DOWN);
            AROUND.faults.put("LEGAL_ENTITIES_REGISTER", Fault.WRONG_SUBJECT);

            Page answer =
                    pages.answered(pages.asked(head, "head", INSPECTION, "VEHICLES", "LEGAL_ENTITIES_REGISTER"), head);

            assertThat(answer.text())
                    .contains("data-service=\"VEHICLES\" data-state=\"SOURCE_SILENT\"", "did not answer in time")
                    .contains("data-service=\"LEGAL_ENTITIES_REGISTER\" data-state=\"ANSWER_INVALID\"");
        }

        @Test
        @DisplayName("what a source sends is text, never markup")
        void markup() {
            AROUND.data.put("VEHICLES", "{\"<script>alert(1)</script>\":\"<img src=x onerror=alert(1)>\"}");

            assertThat(pages.answered(pages.asked(head, "head", INSPECTION, "VEHICLES"), head)
                            .text())
                    .contains("&lt;img src=x")
                    .doesNotContain("<script>alert", "<img src=x");
        }

        @Test
        @DisplayName("ask again: the form is filled in as before, for its author only")
        void askAgain() {
            String address = pages.asked(head, "head", INSPECTION, "VEHICLES");
            String id = address.substring("/questions/".length());
            Caller.User other = api.registered(
                    "other-head",
                    BrokerApi.BODY,
                    "STATE_REVENUE",
                    "STATE_REVENUE_UNIT_HEAD",
                    "ORDER_41",
                    AccessRole.OFFICER);

            assertThat(pages.answered(address, head).text()).contains("/questions/ask?from=" + id);
            assertThat(pages.get("/questions/ask", head).expect(200).text()).contains("/questions/ask?from=" + id);
            assertThat(pages.get("/questions/ask?from=" + id, head).expect(200).text())
                    .contains("value=\"" + INSPECTION + "\"", "value=\"" + BrokerApi.INSPECTED + "\"")
                    .contains("\"kinds-VEHICLES\" checked=\"checked\"", "The register confirms");
            pages.get("/questions/ask?from=" + id, other).expect(404);
            pages.get(address, other).expect(404);
            pages.get(address + "/answers?seen=0", other).expect(404);
        }
    }

    @Nested
    @DisplayName("my questions")
    class Mine {

        @Test
        @DisplayName("when there are none, then the page says what to do")
        void none() {
            assertThat(pages.get("/questions", head).expect(200).text()).contains("No questions yet. Begin with");
            assertThat(pages.get("/questions/cards", head).expect(200).text()).contains("No questions yet");
        }

        @Test
        @DisplayName("pages of 25 by the address, each question once, under the user's own numbers")
        void paging() {
            for (int i = 0; i < 27; i++) {
                api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            }

            String first = pages.get("/questions", head).expect(200).text();
            String next =
                    found(first, "href=\"(/questions\\?before=[0-9a-f-]{36})\"").getFirst();
            String second = pages.get(next, head).expect(200).text();

            List<String> ids = found(first, "href=\"/questions/([0-9a-f-]{36})\"");
            assertThat(ids).hasSize(25).doesNotHaveDuplicates();
            assertThat(found(second, "href=\"/questions/([0-9a-f-]{36})\""))
                    .hasSize(2)
                    .doesNotContainAnyElementsOf(ids);
            assertThat(second).contains("To the latest").doesNotContain("?before=");
            assertThat(found(first, "<td class=\"numeric\">(\\d+)</td>").stream()
                            .map(Integer::valueOf))
                    .isSortedAccordingTo((a, b) -> b - a);
        }

        @Test
        @DisplayName("by outcome, in the address")
        void filter() {
            api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            api.ask(head, "head", BrokerApi.underInspection("T-404", "VEHICLES"));

            assertThat(rows("/questions")).isEqualTo(2);
            assertThat(rows("/questions?outcome=REFUSED")).isEqualTo(1);
            assertThat(pages.get("/questions?outcome=REFUSED", head).text()).contains("T-404");
            assertThat(pages.get("/questions?outcome=UNVERIFIABLE", head).text())
                    .contains("There is no such question");
            assertThat(rows("/questions?outcome=NONSENSE")).isEqualTo(2);
        }

        @Test
        @DisplayName("by days of Astana and by service, refused ones too, in the address and by the API alike")
        void search() {
            api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            api.ask(head, "head", BrokerApi.underInspection("T-404", "LAND_PLOTS"));
            LocalDate today = AstanaTime.date(Instant.now());
            String yesterday = today.minusDays(1).toString();
            String tomorrow = today.plusDays(1).toString();

            // Midnight may come in between.
            for (String found :
                    List.of("from=" + yesterday + "&to=" + tomorrow, "from=" + yesterday, "to=" + tomorrow)) {
                assertThat(rows("/questions?" + found)).as(found).isEqualTo(2);
                assertThat(listed(found)).as(found).isEqualTo(2);
            }
            for (String none : List.of("to=" + yesterday, "from=" + tomorrow, "service=PERSONS_REGISTER")) {
                assertThat(rows("/questions?" + none)).as(none).isZero();
                assertThat(listed(none)).as(none).isZero();
            }
            assertThat(rows("/questions?service=LAND_PLOTS")).isEqualTo(1);
            assertThat(listed("service=LAND_PLOTS&outcome=REFUSED")).isEqualTo(1);
            assertThat(listed("service=VEHICLES&outcome=REFUSED")).isZero();
            assertThat(pages.get("/questions?service=LAND_PLOTS&from=" + yesterday, head)
                            .text())
                    .contains("T-404", "value=\"LAND_PLOTS\" selected", "value=\"" + yesterday + "\"", "Clear")
                    .contains("/questions?outcome=REFUSED&amp;from=" + yesterday + "&amp;service=LAND_PLOTS");
            assertThat(rows("/questions?from=soon&to=2026-02-30&service=")).isEqualTo(2);
            assertThat(api.get("/api/questions?from=soon", head).status()).isEqualTo(400);
        }

        private int listed(String filter) {
            BrokerApi.Answer answer = api.get("/api/questions?" + filter, head);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            return answer.body().path("questions").size();
        }

        @Test
        @DisplayName(
                "an official sees those of the subordinates, who asked and on which basis, and does not ask (R41-17)")
        void subordinates() {
            api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"));
            Caller.User official =
                    api.registered("other-head", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);

            String asker =
                    Signer.namedBy(api.key("head").certificate()).orElseThrow().commonName();
            assertThat(pages.get("/questions", official).expect(200).text())
                    .contains("Questions of my subordinates", "field inspection No. " + INSPECTION, asker)
                    .doesNotContain("href=\"/questions/ask\" class=\"btn");
            assertThat(api.get("/api/questions?of=subordinates", official)
                            .body()
                            .path("questions"))
                    .isNotEmpty();
            assertThat(api.get("/api/questions?of=subordinates", api.operative())
                            .body()
                            .path("questions"))
                    .isEmpty();
            assertThat(pages.get("/questions/cards", official).expect(200).text())
                    .contains("See all");
            pages.get("/questions/ask", official).expect(403);
        }

        private int rows(String path) {
            return found(pages.get(path, head).expect(200).text(), "href=\"/questions/([0-9a-f-]{36})\"")
                    .size();
        }
    }

    @ParameterizedTest
    @DisplayName("are closed to those who neither ask nor control")
    @CsvSource({
        "GET, /questions/ask",
        "POST, /questions/ask",
        "POST, /questions/ask/change",
        "POST, /questions/ask/basis",
        "POST, /questions/ask/subject",
        "POST, /questions",
        "GET, /questions",
        "GET, /questions/cards",
        "GET, /questions/0198f0aa-0000-7000-8000-000000000000",
        "GET, /questions/0198f0aa-0000-7000-8000-000000000000/answers?seen=0"
    })
    void closed(String method, String path) {
        Caller.User prosecutor =
                api.registered("other-head", "prosecution", "PROSECUTION", "", "ORDER_150", AccessRole.PROSECUTOR);

        Page page = method.equals("GET")
                ? pages.get(path, prosecutor)
                : pages.post(path, prosecutor, "document", "", "signature", "");

        assertThat(page.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    @DisplayName("speak the reader's language throughout, and no address holds a number of a person")
    void languages(String language) {
        AROUND.data.put("VEHICLES", "{\"owner\":{\"kind\":\"BIN\",\"number\":\"" + BrokerApi.INSPECTED + "\"}}");
        Caller.User reader = BrokerApi.reading(head, language);
        Page review = pages.review(reader, INSPECTION, "VEHICLES", "PENSION_CONTRIBUTIONS", "TAX_DEBT");
        String address = pages.sign(reader, "head", review.document()).location();

        for (String page : List.of(
                pages.get("/questions/ask", reader).text(),
                review.text(),
                pages.answered(address, reader).text(),
                pages.get("/questions", reader).text(),
                pages.get("/questions/cards", reader).text())) {
            assertThat(page).doesNotContain("??");
            assertThat(ADDRESS.matcher(page).results().map(match -> match.group(1)))
                    .noneMatch(each -> each.contains(BrokerApi.INSPECTED));
        }
        assertThat(address).doesNotContain(BrokerApi.INSPECTED);
    }

    @Test
    @DisplayName("a question that is nobody's is not found")
    void notFound() {
        pages.get("/questions/" + UUID.randomUUID(), head).expect(404);
    }

    @Test
    @DisplayName("every text is there in three languages, and none is left over")
    void texts() {
        assertThat(PageTexts.of("messages", "portal-messages").faults()).isEmpty();
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    private long looks(String address) {
        UUID question = UUID.fromString(address.substring("/questions/".length()));
        return jdbc
                .sql("select event from audit_outbox")
                .query((row, index) -> AuditEvent.parse(row.getBytes("event")))
                .list()
                .stream()
                .filter(event -> event.action().equals("ANSWER_SHOWN"))
                .filter(event -> event.reference().filter(question::equals).isPresent())
                .count();
    }

    private void occupy(String service, UUID question) {
        jdbc.sql("""
                        insert into answer (question, ordinal, subject_ordinal, state)
                        select question, ordinal, 1, 'SOURCE_SILENT' from question_decision
                        where question = :question and service = :service
                        """).param("question", question).param("service", service).update();
    }

    private static UUID idIn(byte[] document) {
        try {
            return QuestionDocument.parse(document).id();
        } catch (DocumentRefused e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
