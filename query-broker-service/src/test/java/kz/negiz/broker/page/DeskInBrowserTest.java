package kz.negiz.broker.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
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

@DisplayName("What an officer keeps at hand, in a real browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskInBrowserTest extends BrokerUnderTest {

    private static final String INSPECTION = "26-75-01-00-01-90";
    private static final String CASE = "267500031000091";

    private final PortalBrowser[] browser = new PortalBrowser[1];

    @BeforeEach
    void open() throws Exception {
        if (browser[0] == null) {
            browser[0] = PortalBrowser.open(KEYS, SERVICE, port);
        }
        api.openInspection(INSPECTION);
    }

    @AfterAll
    void close() {
        browser[0].close();
    }

    @Test
    @DisplayName("what is typed is kept by itself, is there in another window, and gone when it is asked")
    void keptByItself() throws Exception {
        signsWith("head");
        PortalPage portal = as(api.head(), "kk").go("/questions/ask");
        Page page = portal.page();
        page.locator("#number").fill(INSPECTION);
        page.locator("#purpose").fill("Салық декларациясын салыстыру үшін қажет");
        page.locator("#service-VEHICLES").check();
        assertThat(page.locator("#keeping .state-good")).hasText("Сақталды: оны тек сіз көресіз.");
        portal.holds("ask-kept");

        // A window that is closed, and a session of another machine.
        PortalPage another = as(api.head(), "kk").go("/questions/ask");
        another.holds("ask-unfinished");
        another.page().locator(".begun a").first().click();
        assertThat(another.page().locator("#number")).hasValue(INSPECTION);
        assertThat(another.page().locator("#purpose")).hasValue("Салық декларациясын салыстыру үшін қажет");
        assertThat(another.page().locator("#service-VEHICLES")).isChecked();
        another.page().locator("#subject").fill(BrokerApi.INSPECTED);
        another.page().locator(".ask-review button").click();
        another.page().locator("button[form=sign]").click();
        another.page().waitForURL(Pattern.compile(".*/questions/[0-9a-f-]{36}$"));

        another.go("/questions/ask");
        assertThat(another.page().locator(".begun")).hasCount(0);
    }

    @Test
    @DisplayName("what can't be kept is told, stays on the page, and is kept with the next change")
    void notKept() {
        Page page = as(api.head(), "ru").go("/questions/ask").page();
        page.route("**/questions/ask/kept", Route::abort);
        page.locator("#purpose").fill("Для сверки");
        assertThat(page.locator("#keeping .state-bad")).containsText("Не сохранено");
        page.unroute("**/questions/ask/kept");
        page.locator("#purpose").fill("Для сверки заявленных сведений");

        assertThat(page.locator("#keeping .state-good")).isVisible();
        assertThat(page.locator("#purpose")).hasValue("Для сверки заявленных сведений");
        page.locator("button[formaction='/questions/ask/later']").click();
        page.waitForURL("**/questions/ask");
        page.locator(".begun button").first().click();
        assertThat(page.locator(".begun")).hasCount(0);
    }

    @Test
    @DisplayName("a template is saved and chosen by keyboard alone, and what it filled in is told")
    void templates() {
        PortalPage portal = as(api.head(), "en").go("/questions/ask");
        Page page = portal.page();
        page.locator("#service-VEHICLES").check();
        page.locator("#purpose").fill("To compare declared vehicles");
        page.locator("details summary").filter(named("Save as a template")).focus();
        page.keyboard().press("Enter");
        tabTo(page, "templateName");
        page.keyboard().type("Vehicles");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".notice[role=status]")).isFocused();
        assertThat(page.locator(".notice[role=status]")).containsText("The template “Vehicles” is saved.");
        portal.holds("ask-template-saved");

        portal.go("/questions/ask");
        tabTo(page, "template");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".notice[role=status]")).isFocused();
        assertThat(page.locator(".notice[role=status]")).containsText("Filled in from “Vehicles”");
        assertThat(page.locator("#service-VEHICLES")).isChecked();
        assertThat(page.locator("#purpose")).hasValue("To compare declared vehicles");
        assertThat(page.locator("#number")).hasValue("");
        portal.holds("ask-template-filled");

        portal.go("/questions/templates").holds("templates");
        page.locator("main form[action='/questions/ask/fill'] button").click();
        assertThat(page.locator("#service-VEHICLES")).isChecked();
        portal.go("/questions/templates");
        page.locator("main form[action$='/away'] button").click();
        page.waitForURL("**/questions/templates");
        portal.holds("templates-none");
    }

    @Test
    @DisplayName(
            "subjects of an open case come when its number is typed; what is ticked is in the words that are signed")
    void subjectsOfACase() throws Exception {
        signsWith("operative");
        Caller.User operative = api.operative();
        api.criminalCase(CASE, false, api.key("operative").iin(), "217", "2");
        ObjectNode question = BrokerApi.underCase("COVERT_INVESTIGATION", CASE, "VEHICLES");
        question.withArray("subjects").addObject().put("kind", "PLATE").put("value", "123ABC02");
        Assertions.assertThat(api.ask(operative, "operative", question).status())
                .isEqualTo(200);
        PortalPage portal = as(operative, "kk");
        Page page = portal.page();
        // The question is noted beside its answers, not before them.
        for (int i = 0; i < 50 && page.locator("#offer input").count() == 0; i++) {
            portal.go("/questions/ask?profile=COVERT_INVESTIGATION");
            page.locator("#number").fill(CASE);
            page.waitForResponse("**/questions/ask/basis", () -> page.keyboard().press("Tab"));
            page.waitForTimeout(100);
        }

        assertThat(page.locator("#offer input")).hasCount(2);
        page.getByLabel("123ABC02").check();
        portal.holds("ask-offer");
        page.locator("#offer button").click();
        assertThat(page.locator("#service-VEHICLES")).isChecked();
        assertThat(page.locator("#subject")).hasValue("123ABC02");
        page.locator(".ask-review button").click();
        assertThat(page.locator(".words")).containsText("123ABC02");
        assertThat(page.locator(".words")).not().containsText(BrokerApi.INSPECTED);
    }

    private PortalPage as(Caller.User user, String language) {
        return browser[0].as(BrokerApi.reading(user, language));
    }

    private void signsWith(String key) throws Exception {
        NCALAYER.use(CmsSigner.fromPkcs12(api.key(key).file(), DemoPki.PASSWORD.toCharArray()));
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 80; i++) {
            if (id.equals(page.evaluate("document.activeElement?.id"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        Assertions.fail("the keyboard does not reach " + id + ", of " + page.url());
    }
}
