package kz.negiz.broker.copy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import javax.imageio.ImageIO;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.eds.SealedContainer;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.testkit.browser.PortalBrowser;
import kz.negiz.testkit.browser.PortalPage;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("Copies in a real browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiesInBrowserTest extends BrokerUnderTest {

    private static final String INSPECTION = "26-75-01-00-01-18";

    private final PortalBrowser[] browser = new PortalBrowser[1];

    @BeforeEach
    void sources() {
        if (browser[0] == null) {
            browser[0] = PortalBrowser.open(KEYS, SERVICE, port);
        }
        api.openInspection(INSPECTION);
        AROUND.data.put("VEHICLES", "{\"vehicles\":[{\"plate\":\"001AAA02\",\"make\":\"Toyota\",\"year\":2021}]}");
    }

    @AfterAll
    void close() {
        browser[0].close();
    }

    @Test
    @DisplayName("from the answer over the notice to the file, and from the list to the act, in three languages")
    void fromAnswerToAct() throws Exception {
        UUID id = api.ask(api.head(), "head", BrokerApi.underInspection(INSPECTION, "VEHICLES"))
                .id();
        PortalPage portal = as(api.head(), "kk").go("/questions/" + id);
        Page page = portal.page();
        page.locator("form button[data-focus]").click();
        page.locator("a[href$='/copies']").first().click();
        assertThat(page.locator("h1")).containsText("көшірмелері");
        page.locator("button[value=PDF]").click();
        assertThat(page.locator(".error-summary")).isFocused();
        assertThat(page.locator("#noticeRead")).hasAttribute("aria-invalid", "true");
        portal.holds("copy-unread");

        page.locator("#noticeRead").check();
        Download pdf =
                page.waitForDownload(() -> page.locator("button[value=PDF]").click());
        Assertions.assertThat(pdf.suggestedFilename()).matches("negiz-[0-9a-f-]{36}\\.pdf");
        Assertions.assertThat(Files.readAllBytes(pdf.path())).startsWith('%', 'P', 'D', 'F');
        picture(pdf.path());
        Download sealed =
                page.waitForDownload(() -> page.locator("button[value=ASIC_E]").click());
        Assertions.assertThat(
                        SealedContainer.read(Files.readAllBytes(sealed.path())).content("record.pdf"))
                .isPresent();

        portal.go("/questions/" + id);
        assertThat(page.locator("#copies-title")).hasText("Алынған көшірмелер");
        assertThat(page.locator("section.card-place tbody tr")).hasCount(2);
        assertThat(page.locator("section.card-place tbody .state"))
                .hasText(new String[] {"актіні күтуде", "актіні күтуде"});
        portal.holds("answer-with-copies");
        portal.go("/questions/" + id + "/copies").holds("copies-of-one");

        portal.go("/questions/copies");
        page.locator("main form button").click();
        assertThat(page.locator(".error-summary li")).hasCount(3);
        portal.holds("copies-errors");
        page.locator("input[name=copy]").first().check();
        page.locator("#act").fill("17/26");
        page.locator("#on").fill(AstanaTime.date(Instant.now()).toString());
        int open = page.locator("input[name=copy]").count();
        page.locator("main form button").click();
        assertThat(page.locator("input[name=copy]")).hasCount(open - 1);
        portal.go("/questions/copies?all=yes");
        assertThat(page.locator("tbody")).containsText("№ 17/26");
        portal.holds("copies-all");
        as(api.head(), "ru").go("/questions/copies?all=yes").holds("copies-all-ru");
        as(api.head(), "en").go("/questions/" + id + "/copies").holds("copies-of-one-en");
        Caller.User official =
                api.registered("other-head", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL);
        PortalPage above = as(official, "kk").go("/questions/copies");
        assertThat(above.page().locator("h1")).hasText("Қарамағымдағылардың көшірмелері");
        above.holds("copies-official");
    }

    /** How the first sheet looks. */
    private static void picture(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            ImageIO.write(
                    new PDFRenderer(document).renderImageWithDPI(0, 90),
                    "png",
                    new File("target/pages/copy-on-paper.png"));
        }
    }

    private PortalPage as(Caller.User user, String language) {
        return browser[0].as(BrokerApi.reading(user, language));
    }
}
