package kz.negiz.broker.encumbrance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.Set;
import java.util.UUID;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.AccountKind;
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

@DisplayName("Encumbrances in a real browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncumbrancesInBrowserTest extends BrokerUnderTest {

    private final PortalBrowser[] browser = new PortalBrowser[1];

    @BeforeEach
    void open() {
        if (browser[0] == null) {
            browser[0] = PortalBrowser.open(KEYS, SERVICE, port);
        }
    }

    @AfterAll
    void close() {
        browser[0].close();
    }

    @Test
    @DisplayName("from the card that says one waits over its words to the signature, or to the reason against it")
    void confirmedAndDeclined() throws Exception {
        Caller.User operative = api.operative();
        UUID wanted = waiting("20:315:041:001", "kk");
        UUID unwanted = waiting("20:315:041:002", "kk");
        PortalPage portal = as(operative, "kk").go("/questions/cards");
        Page page = portal.page();
        assertThat(page.locator("a[href='/encumbrances']")).containsText("Растауыңызды күтіп тұрған ауыртпалықтар");
        portal.go("/questions");
        page.locator("a[href='/encumbrances']").click();
        assertThat(page.locator("tbody tr")).not().hasCount(0);
        portal.holds("encumbrances");

        portal.go("/encumbrances/" + wanted);
        assertThat(page.locator(".words")).containsText("20:315:041:001");
        portal.holds("encumbrance-waits");
        NCALAYER.use(CmsSigner.fromPkcs12(api.key("head").file(), DemoPki.PASSWORD.toCharArray()));
        page.locator("form[data-sign] button").click();
        assertThat(page.locator(".error-summary")).isFocused();
        Assertions.assertThat(AROUND.actions).isEmpty();
        portal.holds("encumbrance-signed-by-another");
        NCALAYER.use(CmsSigner.fromPkcs12(api.key("operative").file(), DemoPki.PASSWORD.toCharArray()));
        page.locator("form[data-sign] button").click();
        assertThat(page.locator("#state")).hasAttribute("data-state", "DONE");
        assertThat(page.locator(".facts")).containsText("AU-2026-17");
        Assertions.assertThat(AROUND.actions).hasSize(1);
        assertThat(page.locator("#copies-title")).isVisible();
        portal.holds("encumbrance-done");
        page.locator("a[href$='/copies']").first().click();
        assertThat(page.locator("h1")).containsText("ауыртпалықтың көшірмелері");
        page.locator("#noticeRead").check();
        Download copy =
                page.waitForDownload(() -> page.locator("button[value=PDF]").click());
        Assertions.assertThat(Files.readAllBytes(copy.path())).startsWith('%', 'P', 'D', 'F');
        portal.go("/encumbrances/" + wanted + "/copies").holds("encumbrance-copies");
        portal.go("/questions/copies");
        assertThat(page.locator("tbody a[href='/encumbrances/" + wanted + "']")).hasCount(1);

        portal.go("/encumbrances/" + unwanted);
        page.locator("form[action$='/refusal'] button").click();
        assertThat(page.locator("#why")).hasAttribute("aria-invalid", "true");
        page.locator("#why").fill("Қаулы қайтарып алынды");
        page.locator("form[action$='/refusal'] button").click();
        assertThat(page.locator("#state")).hasAttribute("data-state", "DECLINED");
        portal.holds("encumbrance-declined");
        as(operative, "ru").go("/encumbrances/" + unwanted).holds("encumbrance-declined-ru");
        as(operative, "en").go("/encumbrances").holds("encumbrances-en");
        Caller.User official = new Caller.User(
                UUID.randomUUID(),
                AccountKind.PERSON,
                Set.of(AccessRole.OFFICIAL),
                operative.body(),
                operative.bodyKind(),
                "/",
                "",
                true,
                "session-official",
                "kk");
        api.stands("official", official, "ORDER_150", true);
        PortalPage above = as(official, "kk").go("/encumbrances/" + wanted);
        assertThat(above.page().locator("form[data-sign]")).hasCount(0);
        above.go("/encumbrances").holds("encumbrances-official");
    }

    private UUID waiting(String object, String language) {
        EncumbranceApi bans = new EncumbranceApi(api);
        ObjectNode wish = bans.wish(EncumbranceApi.BAN, object)
                .put("language", language)
                .put("purpose", "Ұлғайтылған залалды өтеуді қамтамасыз ету");
        wish.withObject("ground").put("issuedBy", "Алматы қаласының соты");
        BrokerApi.Answer asked = bans.request(wish);
        Assertions.assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
        return asked.id();
    }

    private PortalPage as(Caller.User user, String language) {
        return browser[0].as(BrokerApi.reading(user, language));
    }
}
