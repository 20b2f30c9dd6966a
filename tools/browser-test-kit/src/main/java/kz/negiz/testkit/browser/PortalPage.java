package kz.negiz.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page in the browser, and what every page of the portal is held to. */
public final class PortalPage {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int HEIGHT = 900;

    /**
     * What axe-core finds wrong. To describe all that is right as well, as it does unless told otherwise, takes it a minute for
     * the longest tables.
     */
    private static final String VIOLATIONS = """
            async runOnly => {
                const results = await axe.run(document, { runOnly, resultTypes: ['violations'] });
                if (results.passes.length + results.violations.length === 0) {
                    throw new Error('axe-core looked at nothing');
                }
                return results.violations.map(rule =>
                    `${rule.id}: ${rule.help} ${rule.nodes.map(node => node.html).join(' ')}`);
            }""";

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
        hasNoViolations("dark", "rule", List.of("color-contrast"));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        hasNoViolations("light", "tag", WCAG);
        return this;
    }

    private void hasNoViolations(String theme, String kind, List<String> rules) {
        assertThat(page.frames())
                .as("frames of " + path() + ", of which only one is looked at")
                .hasSize(1);
        if (!Boolean.TRUE.equals(page.evaluate("typeof window.axe === 'object'"))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        assertThat((List<?>) page.evaluate(VIOLATIONS, Map.of("type", kind, "values", rules)))
                .as(() -> path() + ", " + theme)
                .isEmpty();
    }

    /** Nothing makes the page scroll sideways at these widths. */
    public PortalPage fits(int... widths) {
        for (int width : widths) {
            fits(width);
        }
        page.setViewportSize(1280, HEIGHT);
        return this;
    }

    private void fits(int width) {
        page.setViewportSize(width, HEIGHT);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(() -> path() + " at " + width + " pixels")
                .isLessThanOrEqualTo(width);
    }

    /** Everything that is asked of a page, and pictures of it in {@code target/pages}, on a desk and on a telephone. */
    public PortalPage holds(String name) {
        isAccessible();
        assertThat(page.content()).doesNotContain("??");
        picture(name);
        fits(1024);
        fits(360);
        picture(name + "-360");
        page.setViewportSize(1280, HEIGHT);
        assertThat(complaints).as(path()).isEmpty();
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
