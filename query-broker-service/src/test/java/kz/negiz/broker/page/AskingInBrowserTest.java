package kz.negiz.broker.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.eds.Signer;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.browser.PortalBrowser;
import kz.negiz.testkit.browser.PortalPage;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Asking in a real browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingInBrowserTest extends BrokerUnderTest {

    private static final String INSPECTION = "26-75-01-00-01-17";
    private static final Pattern ANSWER = Pattern.compile(".*/questions/[0-9a-f-]{36}$");

    private final PortalBrowser[] browser = new PortalBrowser[1];

    @BeforeEach
    void sources() throws Exception {
        if (browser[0] == null) {
            browser[0] = PortalBrowser.open(KEYS, SERVICE, port);
        }
        signsWith("head");
        api.openInspection(INSPECTION);
        AROUND.data.put("VEHICLES", """
                {"owner":{"kind":"BIN","number":"991340000017","name":"LLP Demo"},"vehicles":[
                {"plate":"001AAA02","vin":"XTA210990Y1234567","make":"Toyota","model":"Hilux","year":2021,"registeredOn":"2021-03-04"},
                {"plate":"777BBB02","vin":"XTA210990Y7654321","make":"KamAZ","model":"65115","year":2018,"registeredOn":"2018-11-20"}],
                "total":2}""");
        AROUND.data.put("PENSION_CONTRIBUTIONS", """
                {"contributions":[{"month":"2026-05","employerBin":"991340000017","employerName":"LLP Demo","contributorIin":
                "990101500006","contributorName":"Demo Person","kind":"MANDATORY","amount":125000,"receivedOn":"2026-06-10"}]}""");
        AROUND.data.put("LEGAL_ENTITIES_REGISTER", """
                {"entity":{"bin":"991340000017","name":"LLP Demo","status":"ACTIVE","registeredOn":"2019-05-01","address":{"region":
                "Almaty","locality":"Almaty","street":"Abay","house":"1"},"activity":{"code":"46901","name":"Wholesale trade"},
                "founders":[{"iin":"990101500006","name":"Demo Person","percent":100}],"charterCapital":15000000}}""");
    }

    @AfterAll
    void close() {
        browser[0].close();
    }

    @Test
    @DisplayName("by keyboard alone, in Kazakh: basis, subject from the register, services, signature, answer")
    void byKeyboard() {
        Page page = as(api.head(), "kk").go("/questions/ask").page();

        tabTo(page, "number");
        page.keyboard().type(INSPECTION);
        page.keyboard().press("Tab");
        assertThat(page.locator("#subject")).hasValue(BrokerApi.INSPECTED);
        assertThat(page.locator("#number-state")).containsText("Тізілім растады");
        tabTo(page, "purpose");
        page.keyboard().type("Салық декларациясын салыстыру үшін қажет");
        tabTo(page, "service-VEHICLES");
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Қол қойылатын құжат");
        page.keyboard().press("Enter");
        page.waitForURL(ANSWER);

        assertThat(page.locator("[data-service=VEHICLES]")).hasAttribute("data-state", "ANSWERED");
        assertThat(page.locator("[data-service=VEHICLES]")).containsText("001AAA02");
        assertThat(page.locator("#receipt .state")).containsText("уәде");
    }

    @Test
    @DisplayName("a known inspection takes three actions: the basis, the document, the signature")
    void threeActions() {
        Caller.User head = api.head();
        api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES", "LEGAL_ENTITIES_REGISTER"));
        Page page = as(head, "en").go("/questions/ask").page();

        page.locator(".recent-basis").first().click();
        page.locator(".ask-review button").click();
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);

        assertThat(page.locator("[data-state=ANSWERED]")).hasCount(2);
    }

    @Test
    @DisplayName("the answer fills without reloading, and the promise turns into proof")
    void fills() {
        AROUND.whileAsking = AskingInBrowserTest::slowly;
        PortalPage portal = as(api.head(), "en");
        Page page = portal.page();
        page.route(Pattern.compile(".*/api/audit/inclusion\\?.*"), Route::fulfill);
        ask(portal, "VEHICLES");

        assertThat(page.locator("[data-service=VEHICLES]")).hasAttribute("data-state", "ANSWERED");
        assertThat(page.locator("#answers")).not().hasAttribute("hx-trigger", Pattern.compile(".*"));
        assertThat(page.locator("#receipt .state")).hasText("In the log: proved");
    }

    @Test
    @DisplayName("a silent source is asked again by one click, without a signature, and its answer comes on the page")
    void silentSource() {
        AROUND.faults.put("VEHICLES", Surroundings.Fault.DOWN);
        PortalPage portal = as(api.head(), "ru");
        Page page = portal.page();
        ask(portal, "VEHICLES", "LEGAL_ENTITIES_REGISTER");
        assertThat(page.locator("[data-service=VEHICLES]")).hasAttribute("data-state", "SOURCE_SILENT");
        portal.holds("answer-silent");

        AROUND.faults.clear();
        page.locator("#answers form button").click();

        assertThat(page.locator("[data-service=VEHICLES]")).hasAttribute("data-state", "ANSWERED");
        assertThat(page.locator("#answers form")).hasCount(0);
    }

    @Test
    @DisplayName("a subject typed while the register is asked stays as it was typed")
    void typedMeanwhile() {
        List<Route> held = new ArrayList<>();
        Page page = as(api.head(), "en").go("/questions/ask").page();
        page.route("**/questions/ask/basis", held::add);
        page.locator("#number").fill(INSPECTION);
        page.locator("#subject").fill("9913400000");
        page.waitForCondition(() -> held.size() == 1);

        held.getFirst().resume();

        assertThat(page.locator("#number-state")).containsText("The register confirms");
        assertThat(page.locator("#subject")).hasValue("9913400000");
    }

    @Test
    @DisplayName("each page is accessible and fits, from the empty list to the answer on paper")
    void looks() {
        PortalPage portal = as(api.head(), "kk");
        Page page = portal.page();
        portal.go("/questions").holds("list-empty");
        portal.go("/questions/ask");
        page.locator("#subject").fill("991340000018");
        assertThat(page.locator("#subject-state .state-bad")).isVisible();
        page.locator(".ask-review button").click();
        assertThat(page.locator(".error-summary")).isFocused();
        portal.holds("ask-errors");

        ask(portal, "VEHICLES", "PENSION_CONTRIBUTIONS", "LEGAL_ENTITIES_REGISTER", "COURT_BODIES");
        assertThat(page.locator("[data-state=ASKING]")).hasCount(0);
        portal.holds("answer");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("[data-service=VEHICLES] table")).isVisible();
        assertThat(page.locator("#receipt")).isVisible();
        assertThat(page.locator("button").first()).isHidden();
        portal.picture("answer-on-paper");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.locator("a.btn-primary").click();
        page.waitForURL("**/questions/ask?from=*");
        page.locator(".ask-review button").click();
        page.locator("button[form=sign]").waitFor();
        portal.holds("review");
        api.inspection(INSPECTION, true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-03-01");
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);
        portal.holds("answer-refused");
        portal.go("/questions").holds("list");
        portal.go("/questions/ask").holds("ask-recent");
    }

    @Test
    @DisplayName("an operative's form with many rights and services, and a search among them")
    void manyServices() {
        PortalPage portal = as(api.operative(), "ru").go("/questions/ask?profile=SEARCH_MEASURES");
        Page page = portal.page();
        portal.holds("ask-operative");

        page.locator("#find").fill("транспорт");
        assertThat(page.locator("#service-RAILWAY_TRANSPORT")).isVisible();
        assertThat(page.locator("#service-TAXPAYERS")).isHidden();
        page.locator("#find").fill("");
        page.locator("#service-VEHICLES").check();
        page.locator("button[name=right]", new Page.LocatorOptions().setHasText("Оперативно"))
                .click();
        assertThat(page.locator("label[for=text]")).isVisible();
        assertThat(page.locator("#service-VEHICLES")).isChecked();
    }

    @Test
    @DisplayName(
            "by keyboard alone, in Kazakh: a vehicle by its plate and a person by name, each understood as it is typed")
    void otherSubjects() throws Exception {
        signsWith("operative");
        AROUND.data.put("PERSONS_REGISTER", """
                {"namesakes":[{"iin":"990131500001","name":"Мырзабеков Айдар Нұрланұлы","birthDate":"2099-01-31","locality":"Алматы"}],
                "complete":true}""");
        PortalPage portal = as(api.operative(), "kk").go("/questions/ask?profile=OPERATIONAL_SEARCH");
        Page page = portal.page();

        tabTo(page, "subject");
        page.keyboard().type("123 авс 02, 991340000018");
        assertThat(page.locator("#subject-state .state-good")).hasText("Мемлекеттік нөмір");
        assertThat(page.locator("#subject-state .state-bad")).containsText("Бақылау цифры");
        page.locator("#subject").fill("");
        page.locator("details.field summary").focus();
        page.keyboard().press("Enter");
        tabTo(page, "otherText0");
        page.keyboard().type("Мырзабеков Айдар 31.02.2099");
        page.keyboard().press("Tab");
        assertThat(page.locator("#otherText0-state .state-bad")).containsText("31.01.1990");
        portal.holds("ask-other-subjects");
        page.locator("#otherText0").fill("Мырзабеков Айдар Нұрланұлы 31.01.2099");
        page.locator("button[name=more]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#otherText1")).isFocused();
        assertThat(page.locator("#otherText0")).hasValue("Мырзабеков Айдар Нұрланұлы 31.01.2099");
        page.locator("#service-PERSONS_REGISTER").check();
        page.locator("#purpose").fill("Іздеудегі адамды табу үшін қажет");
        page.keyboard().press("Tab");
        page.locator(".ask-review button").click();
        assertThat(page.locator(".words")).containsText("тегі Мырзабеков, аты Айдар");
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);
        assertThat(page.locator("[data-service=PERSONS_REGISTER]")).containsText("990131500001");
        portal.holds("answer-namesakes");
    }

    @Test
    @DisplayName("relations are drawn level by level, and listed beside it; on a telephone and on paper too")
    void relations() throws Exception {
        signsWith("operative");
        StringBuilder nodes = new StringBuilder();
        StringBuilder edges = new StringBuilder();
        for (int i = 1; i <= 34; i++) {
            int level = i <= 7 ? 1 : 2;
            String id = "9901015%05d".formatted(i);
            nodes.append(",{\"id\":\"%s\",\"kind\":\"%s\",\"name\":\"%s %d\",\"distance\":%d}"
                    .formatted(
                            id,
                            i % 3 == 0 ? "BIN" : "IIN",
                            i % 3 == 0 ? "ЖШС «Алатау құрылыс және сауда үйі»" : "Мырзабеков Айдар Нұрланұлы",
                            i,
                            level));
            edges.append(
                    ",{\"from\":\"%s\",\"to\":\"%s\",\"relation\":\"%s\",\"since\":\"2015-02-01\",\"source\":\"COUNTERPARTIES\"}"
                            .formatted(
                                    id,
                                    level == 1 ? BrokerApi.INSPECTED : "9901015%05d".formatted(i % 7 + 1),
                                    i % 3 == 0 ? "SELLS_TO" : i % 2 == 0 ? "EMPLOYEE_OF" : "DIRECTOR_OF"));
        }
        AROUND.data.put(
                "RELATIONS_LEVEL_2",
                "{\"level\":2,\"root\":\"" + BrokerApi.INSPECTED + "\",\"nodes\":[{\"id\":\"" + BrokerApi.INSPECTED
                        + "\",\"kind\":\"BIN\",\"name\":\"ЖШС «Демо»\",\"distance\":0}" + nodes + "],\"edges\":["
                        + edges.substring(1) + "],\"complete\":true}");
        Caller.User operative = api.operative();
        ObjectNode question = BrokerApi.question("OPERATIONAL_SEARCH", "RELATIONS_LEVEL_2");
        question.putObject("basis").put("kind", "OPTIONAL_TEXT").put("text", "");
        String id = api.ask(operative, "operative", question).id().toString();

        PortalPage portal = as(operative, "kk").go("/questions/" + id);
        Page page = portal.page();
        page.locator("form button[data-focus]").click();

        assertThat(page.locator("svg[role=img]")).isVisible();
        assertThat(page.locator(".related")).hasCount(1 + 7 + 24);
        assertThat(page.locator("figcaption")).containsText("Суретке сыймағандар: 3");
        assertThat(page.locator(".answer table tbody tr")).hasCount(35);
        portal.holds("answer-relations");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("svg[role=img]")).isVisible();
        portal.picture("answer-relations-on-paper");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    @Test
    @DisplayName("a key that is not accepted is explained, and the same can be signed again (R150-38)")
    void wrongKey() throws Exception {
        signsWith("head-file");
        PortalPage portal = as(api.head(), "ru");
        Page page = portal.page();
        ask(portal, "VEHICLES");

        assertThat(page.locator(".problem")).isFocused();
        assertThat(page.locator(".problem")).containsText("R150-38");
        assertThat(page.locator(".words")).containsText(INSPECTION);
        portal.holds("review-refused");
        signsWith("head");
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);
    }

    @Test
    @DisplayName(
            "by keyboard alone, in Kazakh: an answer from the list opens behind the notice, and on paper bears who and when (R41-9b, R41-26)")
    void noticeFirst() {
        Caller.User head = api.head();
        String id = api.ask(head, "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"))
                .id()
                .toString();
        PortalPage portal = as(head, "kk").go("/questions/" + id);
        Page page = portal.page();
        assertThat(page.locator("h1")).hasText("Жауап ашылмас бұрын");
        assertThat(page.locator("[data-service]")).hasCount(0);
        portal.holds("answer-notice");

        assertThat(page.locator("form button[data-focus]")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator("[data-service=VEHICLES]")).containsText("001AAA02");
        assertThat(page.locator(".watermark")).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".watermark")).isVisible();
        assertThat(page.locator(".watermark")).containsText(asker());
        assertThat(page.locator(".confidential").first()).isVisible();
        portal.picture("answer-notice-on-paper");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private String asker() {
        return Signer.namedBy(api.key("head").certificate()).orElseThrow().commonName();
    }

    @Test
    @DisplayName("an official's list of the subordinates' questions (R41-17)")
    void official() {
        api.ask(api.head(), "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"));
        Caller.User official =
                api.registered("other-head", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);

        as(official, "kk").go("/questions").holds("list-official");
    }

    private PortalPage as(Caller.User user, String language) {
        return browser[0].as(BrokerApi.reading(user, language));
    }

    private void signsWith(String key) throws Exception {
        NCALAYER.use(CmsSigner.fromPkcs12(api.key(key).file(), DemoPki.PASSWORD.toCharArray()));
    }

    /** From the empty form to whatever the signature leads to. */
    private static void ask(PortalPage portal, String... services) {
        Page page = portal.go("/questions/ask").page();
        page.locator("#number").fill(INSPECTION);
        page.locator("#purpose").fill("Салық декларациясын салыстыру үшін қажет");
        assertThat(page.locator("#subject")).hasValue(BrokerApi.INSPECTED);
        for (String service : services) {
            page.locator("#service-" + service).check();
        }
        page.locator(".ask-review button").click();
        page.locator("button[form=sign]").click();
        assertThat(page.locator("#receipt, .problem")).isVisible();
    }

    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 80; i++) {
            if (id.equals(page.evaluate("document.activeElement?.id"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        Assertions.fail("the keyboard does not reach " + id + ", of " + List.of(page.url()));
    }

    private static void slowly() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
