package kz.negiz.broker.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.page.Pages.Page;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("What an officer keeps at hand, on the pages without scripts")
class DeskPagesTest extends BrokerUnderTest {

    private static final String INSPECTION = "T-90";
    private static final String CASE = "267500031000090";
    private static final String PURPOSE = "To compare what was declared";
    private static final Pattern ID = Pattern.compile("name=\"unfinished\" value=\"([0-9a-f-]{36})\"");
    private static final Pattern TEMPLATE = Pattern.compile("<option value=\"([0-9a-f-]{36})\"[^>]*>([^<]*)<");

    private Pages pages;
    private Caller.User head;

    @BeforeEach
    void open() {
        pages = new Pages(port, KEYS, api);
        head = api.registered(
                "head", BrokerApi.BODY, "STATE_REVENUE", "STATE_REVENUE_UNIT_HEAD", "ORDER_41", AccessRole.OFFICER);
        api.openInspection(INSPECTION);
    }

    @Nested
    @DisplayName("an unfinished question")
    class UnfinishedQuestion {

        @Test
        @DisplayName(
                "is kept at a press of a button, listed with the empty form, gone on with anywhere and thrown away")
        void keptAtAPress() {
            String id = newForm();
            assertThat(pages.post("/questions/ask/later", head, typed(id, "99134"))
                            .expect(303)
                            .location())
                    .isEqualTo("/questions/ask");

            assertThat(pages.get("/questions/ask", head).expect(200).text())
                    .contains("Unfinished questions", "begun=" + id, ">T-90<", ">99134<");
            String goneOn =
                    pages.get("/questions/ask?begun=" + id, head).expect(200).text();
            assertThat(goneOn)
                    .contains("name=\"unfinished\" value=\"" + id + "\"", "value=\"99134\"")
                    .contains(">" + PURPOSE + "</textarea>", "\"kinds-VEHICLES\" checked=\"checked\"")
                    .contains("The register confirms");
            pages.post("/questions/unfinished/" + id + "/away", head).expect(303);
            assertThat(pages.get("/questions/ask", head).expect(200).text()).doesNotContain("begun=" + id);
            pages.get("/questions/ask?begun=" + id, head).expect(404);
        }

        @Test
        @DisplayName("is kept by every way that leads the form to the service, and gone when it is asked")
        void goneWhenAsked() {
            String id = newForm();
            pages.post("/questions/ask/change", head, typed(id, "99134")).expect(200);
            assertThat(pages.get("/questions/ask?begun=" + id, head).expect(200).text())
                    .contains("value=\"99134\"");
            Page review = pages.post("/questions/ask", head, typed(id, "")).expect(200);
            assertThat(review.text()).contains("name=\"unfinished\" value=\"" + id + "\"");
            assertThat(pages.get("/questions/ask?begun=" + id, head).expect(200).text())
                    .contains("value=\"" + BrokerApi.INSPECTED + "\"");

            Page refused = pages.sign(head, "head-file", review.document(), id).expect(403);
            assertThat(refused.text()).contains("name=\"unfinished\" value=\"" + id + "\"");
            pages.get("/questions/ask?begun=" + id, head).expect(200);
            pages.sign(head, "head", refused.document(), id).expect(302);

            pages.get("/questions/ask?begun=" + id, head).expect(404);
        }

        @Test
        @DisplayName("says that it is kept, and says it once")
        void said() {
            String id = newForm();

            assertThat(pages.post("/questions/ask/kept", head, typed(id, "1"))
                            .expect(200)
                            .text())
                    .contains("nobody but you sees it", "name=\"told\" value=\"KEPT\"")
                    .doesNotContain("<html");
            pages.post("/questions/ask/kept", head, with(typed(id, "12"), "told", "KEPT"))
                    .expect(204);
            assertThat(pages.post("/questions/ask/kept", head, with(typed(id, "9".repeat(2_001)), "told", "KEPT"))
                            .expect(200)
                            .text())
                    .contains("Too long to be kept");
            assertThat(pages.get("/questions/ask?begun=" + id, head).expect(200).text())
                    .contains("value=\"12\"");
            assertThat(pages.post("/questions/ask/later", head, typed(id, "9".repeat(2_001)))
                            .expect(200)
                            .text())
                    .contains("Too long to be kept", "9".repeat(2_001));
        }

        @Test
        @DisplayName("is found by its author alone; others of the body, officials too, come to no page of it")
        void ofOthers() {
            String id = newForm();
            pages.post("/questions/ask/later", head, typed(id, "99134")).expect(303);
            Caller.User colleague = colleague();
            Caller.User official =
                    api.registered("official", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);

            assertThat(pages.get("/questions/ask", colleague).expect(200).text())
                    .doesNotContain(id, "99134");
            pages.get("/questions/ask?begun=" + id, colleague).expect(404);
            pages.post("/questions/ask/kept", colleague, typed(id, "1")).expect(404);
            pages.post("/questions/unfinished/" + id + "/away", colleague).expect(404);
            for (String path : List.of("/questions/ask", "/questions/ask?begun=" + id, "/questions/templates")) {
                pages.get(path, official).expect(403);
            }
            for (String path : List.of(
                    "/questions/ask/kept",
                    "/questions/ask/later",
                    "/questions/ask/fill",
                    "/questions/ask/template",
                    "/questions/templates",
                    "/questions/unfinished/" + id + "/away",
                    "/questions/templates/" + id + "/away")) {
                pages.post(path, official, typed(id, "1")).expect(403);
            }
            assertThat(pages.get("/questions/ask?begun=" + id, head).expect(200).text())
                    .contains("value=\"99134\"");
        }

        @Test
        @DisplayName("what is no id is none: the page makes its own")
        void noId() {
            assertThat(pages.post("/questions/ask/change", head, typed("<none>", "99134"))
                            .expect(200)
                            .text())
                    .contains("value=\"99134\"")
                    .containsPattern(ID)
                    .doesNotContain("none&gt;");
        }
    }

    @Nested
    @DisplayName("a template")
    class OfTheOfficer {

        @Test
        @DisplayName(
                "is saved from the form, which stays as it is, and fills another one without touching basis and subject")
        void fromTheForm() {
            String saved = pages.post(
                            "/questions/ask/template",
                            head,
                            with(typed(newForm(), "99134"), "templateName", "Property <set>"))
                    .expect(200)
                    .text();
            assertThat(saved).contains("Property &lt;set&gt;", "is saved", "value=\"99134\"");

            String filled = pages.post(
                            "/questions/ask/fill",
                            head,
                            "profile",
                            Pages.INSPECTION_RIGHT,
                            "number",
                            "T-91",
                            "subject",
                            "123",
                            "purpose",
                            "Nothing of it",
                            "services",
                            "COURT_BODIES",
                            "template",
                            template(saved, "Property &lt;set&gt;"))
                    .expect(200)
                    .text();
            assertThat(filled)
                    .contains("Filled in from “Property &lt;set&gt;”", "value=\"T-91\"", "value=\"123\"")
                    .contains(">" + PURPOSE + "</textarea>", "\"kinds-VEHICLES\" checked=\"checked\"")
                    .doesNotContain("\"level-COURT_BODIES\" checked", "No longer open");
        }

        @Test
        @DisplayName("tells at its field what is wrong with it, and nothing typed is lost")
        void wrong() {
            String[] form = with(typed(newForm(), "99134"), "templateName", " ");

            assertThat(pages.post("/questions/ask/template", head, form)
                            .expect(400)
                            .text())
                    .contains("id=\"templateName-error\"", "href=\"#templateName\"", "up to 80 characters", "99134");
            form[form.length - 1] = "Twice";
            pages.post("/questions/ask/template", head, form).expect(200);
            assertThat(pages.post("/questions/ask/template", head, form)
                            .expect(409)
                            .text())
                    .contains("You have a template of this name", "value=\"Twice\"", "99134");
            assertThat(pages.post(
                                    "/questions/ask/template",
                                    head,
                                    "profile",
                                    Pages.INSPECTION_RIGHT,
                                    "templateName",
                                    "No services")
                            .expect(400)
                            .text())
                    .contains("href=\"#services\"", "Choose at least one service");
        }

        @Test
        @DisplayName("is made of an earlier question from its answer, listed, and thrown away")
        void ofAQuestion() {
            String address = pages.asked(head, "head", INSPECTION, "VEHICLES", "COURT_BODIES");
            String question = address.substring(address.lastIndexOf('/') + 1);
            assertThat(pages.answered(address, head).text()).contains("/questions/templates?from=" + question);
            assertThat(pages.get("/questions/templates?from=" + question, head)
                            .expect(200)
                            .text())
                    .contains("name=\"from\" value=\"" + question + "\"");

            assertThat(pages.post("/questions/templates", head, "from", question, "templateName", "")
                            .expect(400)
                            .text())
                    .contains("id=\"templateName-error\"");
            pages.post("/questions/templates", head, "from", question, "templateName", "As asked")
                    .expect(303);
            pages.post("/questions/templates", colleague(), "from", question, "templateName", "Not mine")
                    .expect(404);

            String list = pages.get("/questions/templates", head).expect(200).text();
            assertThat(list).contains(">As asked<");
            Matcher away =
                    Pattern.compile("/questions/templates/([0-9a-f-]{36})/away").matcher(list);
            while (away.find()) {
                pages.post(away.group(), colleague()).expect(404);
                pages.post(away.group(), head).expect(303);
            }
            assertThat(pages.get("/questions/templates", head).expect(200).text())
                    .contains("No templates yet");
        }

        @Test
        @DisplayName("never opens what is closed by now: it is left out, and the page says so (R41-8)")
        void leftOut() {
            Caller.User operative = api.operative();
            String saved = pages.post(
                            "/questions/ask/template",
                            operative,
                            "profile",
                            "OPERATIONAL_SEARCH",
                            "services",
                            "VEHICLES",
                            "services",
                            "PERSONS_REGISTER",
                            "purpose",
                            "To find a missing person",
                            "templateName",
                            "Search")
                    .expect(200)
                    .text();
            Caller.User moved = moved(operative);

            String filled = pages.post(
                            "/questions/ask/fill",
                            moved,
                            "profile",
                            Pages.INSPECTION_RIGHT,
                            "template",
                            template(saved, "Search"))
                    .expect(200)
                    .text();

            assertThat(filled)
                    .contains("No longer open to you and left out: ", "name=\"number\"", "To find a missing person")
                    .doesNotContain("checked=\"checked\"");
            assertThat(pages.post("/questions/ask/fill", moved, "template", template(saved, "Search"))
                            .expect(200)
                            .text())
                    .contains("No longer open to you and left out: ", "name=\"number\"");
            assertThat(pages.get("/questions/templates", moved).expect(200).text())
                    .contains("this right is no longer open to you");
            pages.post("/questions/ask/fill", head, "template", template(saved, "Search"))
                    .expect(404);
        }

        @Test
        @DisplayName(
                "an unfinished question under a right that is closed by now comes back under another one, with all that was typed")
        void rightClosed() {
            Caller.User operative = api.operative();
            String id = UUID.randomUUID().toString();
            pages.post(
                            "/questions/ask/later",
                            operative,
                            "unfinished",
                            id,
                            "profile",
                            "SEARCH_MEASURES",
                            "number",
                            CASE,
                            "purpose",
                            "To find a missing person")
                    .expect(303);

            assertThat(pages.get("/questions/ask?begun=" + id, moved(operative))
                            .expect(200)
                            .text())
                    .contains("value=\"" + CASE + "\"", "To find a missing person", "Number of the field inspection");
        }
    }

    @Nested
    @DisplayName("what was asked under a case before (R150-19)")
    class UnderACase {

        @Test
        @DisplayName("is there to tick, and what is ticked is asked; services and purpose come at a press")
        void ticked() {
            Caller.User operative = api.operative();
            api.criminalCase(CASE, false, api.key("operative").iin(), "217", "2");
            ObjectNode question = BrokerApi.underCase("COVERT_INVESTIGATION", CASE, "VEHICLES");
            question.withArray("subjects").addObject().put("kind", "PLATE").put("value", "123ABC02");
            assertThat(api.ask(operative, "operative", question).status()).isEqualTo(200);
            String[] form = {"profile", "COVERT_INVESTIGATION", "number", CASE, "subject", BrokerApi.INSPECTED};

            String offered = offered(operative, form);
            assertThat(offered)
                    .contains(
                            "value=\"PLATE 123ABC02\"", "id=\"offer\"", "hx-swap-oob=\"true\"", "The register confirms")
                    .doesNotContain("value=\"BIN ");
            String ticked = pages.post("/questions/ask/change", operative, with(form, "again", "PLATE 123ABC02"))
                    .expect(200)
                    .text();
            assertThat(ticked)
                    .contains("value=\"" + BrokerApi.INSPECTED + ", 123ABC02\"")
                    .doesNotContain("value=\"PLATE 123ABC02\"");
            assertThat(pages.post(
                                    "/questions/ask/fill",
                                    operative,
                                    with(with(form, "again", "PLATE 123ABC02"), "before", "yes"))
                            .expect(200)
                            .text())
                    .contains("Filled in from “" + CASE, ">" + PURPOSE + "</textarea>", "123ABC02\"")
                    .contains("\"kinds-VEHICLES\" checked=\"checked\"")
                    .doesNotContain("name=\"before\"");

            api.criminalCase(CASE, true, api.key("operative").iin(), "217", "2");
            assertThat(pages.post("/questions/ask/basis", operative, form)
                            .expect(200)
                            .text())
                    .doesNotContain("123ABC02", "name=\"before\"", "The register confirms");
        }

        /** A question is noted beside its answers, not before them. */
        private String offered(Caller.User operative, String... form) {
            Instant deadline = Instant.now().plusSeconds(30);
            while (Instant.now().isBefore(deadline)) {
                String part = pages.post("/questions/ask/basis", operative, form)
                        .expect(200)
                        .text();
                if (part.contains("name=\"again\"")) {
                    return part;
                }
            }
            throw new AssertionError("nothing is offered");
        }
    }

    private String newForm() {
        Matcher id = ID.matcher(pages.get("/questions/ask", head).expect(200).text());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static String[] typed(String id, String subject) {
        return new String[] {
            "unfinished", id,
            "profile", Pages.INSPECTION_RIGHT,
            "number", INSPECTION,
            "subject", subject,
            "purpose", PURPOSE,
            "services", "VEHICLES"
        };
    }

    private static String[] with(String[] form, String name, String value) {
        List<String> all = new ArrayList<>(List.of(form));
        all.add(name);
        all.add(value);
        return all.toArray(String[]::new);
    }

    private static String template(String page, String name) {
        Matcher option = TEMPLATE.matcher(page);
        while (option.find()) {
            if (option.group(2).equals(name)) {
                return UUID.fromString(option.group(1)).toString();
            }
        }
        throw new AssertionError("no template " + name + " in " + page);
    }

    /** The same account with a role in another kind of body. */
    private static Caller.User moved(Caller.User officer) {
        return new Caller.User(
                officer.account(),
                officer.kind(),
                officer.roles(),
                officer.body(),
                "STATE_REVENUE",
                officer.department(),
                "STATE_REVENUE_UNIT_HEAD",
                true,
                officer.session(),
                "en");
    }

    private Caller.User colleague() {
        return api.registered(
                "other-head",
                BrokerApi.BODY,
                "STATE_REVENUE",
                "STATE_REVENUE_UNIT_HEAD",
                "ORDER_41",
                AccessRole.OFFICER);
    }
}
