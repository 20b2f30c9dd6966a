package kz.negiz.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page in the browser, and what every page of the portal is held to. */
public final class PortalPage {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int HEIGHT = 900;

    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    PortalPage(Page page) {
        this.page = page;
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
    }

    public PortalPage go(String path) {
        page.navigate(path);
        return this;
    }

    public Page page() {
        return page;
    }

    public Locator find(String selector) {
        return page.locator(selector);
    }

    /** The text that people see in the main part of the page. */
    public String text() {
        return page.locator("main").innerText();
    }

    /** Where the browser is, without the host. */
    public String path() {
        return URI.create(page.url()).getRawPath();
    }

    /** WCAG 2.2 AA as far as axe-core can tell; the dark theme differs by its colours only. */
    public PortalPage isAccessible() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        hasNoViolations("dark", new AxeBuilder(page).withRules(List.of("color-contrast")));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        hasNoViolations("light", new AxeBuilder(page).withTags(WCAG));
        return this;
    }

    private void hasNoViolations(String theme, AxeBuilder axe) {
        assertThat(axe.analyze().getViolations())
                .as(() -> path() + ", " + theme)
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream().map(CheckedNode::getHtml).toList())
                .isEmpty();
    }

    /** Nothing makes the page scroll sideways at these widths. */
    public PortalPage fits(int... widths) {
        for (int width : widths) {
            page.setViewportSize(width, HEIGHT);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as(() -> path() + " at " + width + " pixels")
                    .isLessThanOrEqualTo(width);
        }
        page.setViewportSize(1280, HEIGHT);
        return this;
    }

    /** Everything that is asked of a page, and a picture of it in {@code target/pages}. */
    public PortalPage holds(String name) {
        isAccessible().fits(360, 1024);
        assertThat(page.content()).doesNotContain("??");
        assertThat(complaints).as(path()).isEmpty();
        picture(name);
        page.setViewportSize(360, HEIGHT);
        picture(name + "-360");
        page.setViewportSize(1280, HEIGHT);
        return this;
    }

    public PortalPage picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/pages", name + ".png"))
                .setFullPage(true));
        return this;
    }

    private void hear(ConsoleMessage message) {
        // A refused connection is how a page learns that a port is silent, and refusals of forms have a status of their
        // own.
        if (message.type().equals("error")
                && !message.text().contains("WebSocket")
                && !message.text().contains("Failed to load resource")) {
            complaints.add(message.text());
        }
    }
}
