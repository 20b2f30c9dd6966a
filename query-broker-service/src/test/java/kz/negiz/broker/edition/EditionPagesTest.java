package kz.negiz.broker.edition;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.EditionsUnderTest;
import kz.negiz.demo.pki.DemoPki;
import kz.negiz.eds.CmsSigner;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.testkit.TestDatabase;
import kz.negiz.testkit.browser.PortalBrowser;
import kz.negiz.testkit.browser.PortalPage;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

@DisplayName("The rules in a real browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ContextConfiguration(initializers = EditionPagesTest.PagesDatabase.class, inheritInitializers = false)
class EditionPagesTest extends EditionsUnderTest {

    private static final TestDatabase PAGES =
            TestDatabase.create("broker", "classpath:db/audit", "classpath:db/migration");
    private static final Pattern PROPOSAL = Pattern.compile(".*/rules/proposals/[0-9a-f-]{36}$");
    private static final String INSPECTION = "T-2026-2001";

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
    @DisplayName("from the files over what opens for whom to two signatures, by two operators in two languages")
    void wholeWay() throws Exception {
        api.openInspection(INSPECTION);
        api.ask(api.head(), "head", BrokerApi.underInspection(INSPECTION, "LAND_PLOTS", "TAX_DEBT"));
        Map<String, byte[]> changed = cell(files(last()), "STATE_REVENUE_FIELD_INSPECTION", "TAX_DEBT", "FULL");
        changed = cell(changed, "STATE_REVENUE_FIELD_INSPECTION", "LAND_PLOTS", "NONE");
        Instant from = soon(Duration.ofMinutes(10));

        PortalPage first = as(one.user(), "en").go("/rules");
        Page page = first.page();
        page.locator("#file").setInputFiles(new FilePayload("edition.zip", "application/zip", zip(changed)));
        page.locator("#validFrom").fill(local(from));
        page.locator("#source").fill("Order 77 of 2027, paragraph 3");
        page.locator("form[enctype] button[type=submit]").click();
        page.waitForURL(PROPOSAL);
        assertThat(page.locator("#state")).hasAttribute("data-state", "PREPARED");
        Locator opens = page.locator("[data-direction=OPENS]");
        assertThat(opens).containsText("Opens: 1");
        assertThat(opens).containsText("State revenue: Worker of the state revenue bodies");
        assertThat(page.locator("[data-direction=CLOSES]")).containsText("Closes: 1");
        assertThat(page.locator("[data-count=opens]")).hasText("1");
        assertThat(page.locator("[data-count=closes]")).hasText("1");
        assertThat(page.locator("[data-turn=OPENS]")).containsText("TAX_DEBT");
        assertThat(page.locator(".words")).containsText("Order 77 of 2027, paragraph 3");

        signsWith("administrator2");
        page.locator("form[data-sign] button").click();
        assertThat(page.locator(".error-summary")).isFocused();
        assertThat(page.locator(".error-summary")).containsText("your own EDS only");
        signsWith("administrator");
        page.locator("form[data-sign] button").click();
        assertThat(page.locator("#state")).hasAttribute("data-state", "WAITS");
        assertThat(page.locator("#signed")).containsText("1 of 2");
        assertThat(page.locator("form[data-sign]")).hasCount(0);
        String address = first.path();

        PortalPage second = as(two.user(), "kk").go("/rules");
        second.page().locator("a[href='" + address + "']").click();
        assertThat(second.page().locator(".words [lang=und]:not(:empty)")).hasText("Order 77 of 2027, paragraph 3");
        second.holds("rules-confirm");
        signsWith("administrator2");
        second.page().locator("form[data-sign] button").click();
        assertThat(second.page().locator("#state")).hasAttribute("data-state", "CONFIRMED");
        assertThat(second.page().locator("#state a")).hasAttribute("href", "/rules/editions/" + last());
        second.go("/rules").holds("rules-list-coming");
        assertThat(second.page().locator("[data-edition='" + last() + "']")).containsText("күшіне енеді");
        Assertions.assertThat(store(last())).isEqualTo("Order 77 of 2027, paragraph 3");
    }

    @Test
    @DisplayName("an edition tells who may see what: all rights, one right with its holders, one service")
    void edition() {
        as(one.user(), "kk").go("/rules/editions/1").holds("rules-edition");
        PortalPage portal = as(one.user(), "en").go("/rules/editions/1");
        Page page = portal.page();
        assertThat(page.locator("#matrix tbody tr")).hasCount(77);
        page.locator("#find").fill("pension");
        assertThat(page.locator("[data-service=PENSION_CONTRIBUTIONS]")).isVisible();
        assertThat(page.locator("[data-service=VEHICLES]")).isHidden();

        portal.go("/rules/editions/1?profile=STATE_REVENUE_FIELD_INSPECTION");
        assertThat(page.locator(".holders li"))
                .hasText("State revenue: Worker of the state revenue bodies (heads of directorates and divisions)");
        assertThat(page.locator("#matrix tbody tr")).hasCount(17);
        assertThat(page.locator("[data-service=PENSION_CONTRIBUTIONS]")).containsText("reduced");
    }

    @Test
    @DisplayName("what can't be prepared is told beside its field, and nothing typed is lost")
    void wrong() {
        PortalPage portal = as(one.user(), "ru").go("/rules");
        Page page = portal.page();
        page.locator("#source").fill("Приказ 5");
        page.locator("form[enctype] button[type=submit]").click();
        assertThat(page.locator(".error-summary")).isFocused();
        assertThat(page.locator("#file-error")).containsText("Выберите архив");
        assertThat(page.locator("#source")).hasValue("Приказ 5");
        portal.holds("rules-errors");

        page.locator("#file").setInputFiles(new FilePayload("edition.zip", "application/zip", new byte[] {1, 2}));
        page.locator("form[enctype] button[type=submit]").click();
        assertThat(page.locator("#file-error")).containsText("Нужен архив zip");

        Map<String, byte[]> changed = cell(files(1), "STATE_REVENUE_FIELD_INSPECTION", "TAX_DEBT", "REDUCED");
        page.locator("#file").setInputFiles(new FilePayload("edition.zip", "application/zip", zip(changed)));
        page.locator("#validFrom").fill(local(soon(Duration.ofMinutes(10))));
        page.locator("form[enctype] button[type=submit]").click();
        assertThat(page.locator("#file-error")).containsText("TAX_DEBT");
    }

    @Test
    @DisplayName("a proposal can be taken back, and says so to whoever opens it")
    void withdrawn() {
        JsonNode proposed = one.propose(zip(changed()), soon(Duration.ofMinutes(10)));
        PortalPage portal = as(two.user(), "en").go("/rules/proposals/" + id(proposed));
        portal.page().locator("form[action$=withdrawal] button").click();
        assertThat(portal.page().locator("#state")).hasAttribute("data-state", "WITHDRAWN");
        assertThat(portal.page().locator("form[data-sign], form[action$=withdrawal]"))
                .hasCount(0);
    }

    private PortalPage as(Caller.User user, String language) {
        return browser[0].as(BrokerApi.reading(user, language));
    }

    private void signsWith(String key) throws Exception {
        NCALAYER.use(CmsSigner.fromPkcs12(api.key(key).file(), DemoPki.PASSWORD.toCharArray()));
    }

    private String store(int number) {
        return jdbc.sql("select source from edition where number = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    private static String local(Instant moment) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm")
                .format(LocalDateTime.ofInstant(moment, AstanaTime.ZONE));
    }

    /** A moment in a browser's field is a whole minute: other tests would have to wait for it. */
    static final class PagesDatabase extends OwnDatabase {

        PagesDatabase() {
            super(PAGES);
        }
    }
}
