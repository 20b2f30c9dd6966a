package kz.negiz.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The browser of this machine, without a screen.
 *
 * <p>It is started once, and ends with the JVM; its windows have nothing in common, and are closed by who opened them. As
 * its driver wants it, all are used by one thread.
 */
public final class Chromium implements AutoCloseable {

    private static final double PATIENCE_MILLISECONDS = 15_000;

    private final Browser browser = Started.BROWSER;
    private final List<BrowserContext> windows = new ArrayList<>();

    private Chromium() {}

    /** Starts when it is first asked for. */
    private static final class Started {

        private static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private static final Browser BROWSER = PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setChromiumSandbox(false));

        static {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(PLAYWRIGHT::close));
        }
    }

    /** The browser, without any window yet. */
    public static Chromium start() {
        return new Chromium();
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
        windows.add(context);
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        return new PortalPage(context.newPage());
    }

    /** Closes the windows that were opened here. */
    @Override
    public void close() {
        windows.forEach(BrowserContext::close);
        windows.clear();
    }
}
