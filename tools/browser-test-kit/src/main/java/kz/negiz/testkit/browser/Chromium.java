package kz.negiz.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.Map;

/** The browser of this machine, without a screen. */
public final class Chromium implements AutoCloseable {

    private static final double PATIENCE_MILLISECONDS = 15_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setChromiumSandbox(false));
        return new Chromium(playwright, browser);
    }

    /**
     * A window without cookies, 1280 pixels wide, far from Astana.
     *
     * @param origin where its paths begin, such as {@code http://127.0.0.1:8080}
     */
    public PortalPage window(String origin) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(origin)
                .setViewportSize(1280, 900)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("America/New_York"));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        return new PortalPage(context.newPage());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
