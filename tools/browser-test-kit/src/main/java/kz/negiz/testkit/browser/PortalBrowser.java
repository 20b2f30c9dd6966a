package kz.negiz.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.service.TestKeys;

/**
 * Chromium before one service: whoever uses it is known to the service by call tokens, as if the gateway stood between.
 *
 * <pre>{@code
 * try (PortalBrowser browser = PortalBrowser.open(KEYS, "video-access-service", port)) {
 *     PortalPage page = browser.as(owner).go("/video/warehouses");
 *     page.isAccessible().fits(360, 1024);
 * }
 * }</pre>
 */
public final class PortalBrowser implements AutoCloseable {

    private static final double PATIENCE_MILLISECONDS = 15_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<TokenProxy> proxies = new ArrayList<>();
    private final TestKeys keys;
    private final String service;
    private final int port;

    private PortalBrowser(Playwright playwright, Browser browser, TestKeys keys, String service, int port) {
        this.playwright = playwright;
        this.browser = browser;
        this.keys = keys;
        this.service = service;
        this.port = port;
    }

    /** A browser before the service that listens on a port of this machine. */
    public static PortalBrowser open(TestKeys keys, String service, int port) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setChromiumSandbox(false));
        return new PortalBrowser(playwright, browser, keys, service, port);
    }

    /** A window of its own for somebody, 1280 pixels wide. */
    public PortalPage as(Caller.User user) {
        TokenProxy proxy = TokenProxy.start(keys, service, port, user);
        proxies.add(proxy);
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://127.0.0.1:" + proxy.port())
                .setViewportSize(1280, 900)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("America/New_York"));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        Page page = context.newPage();
        return new PortalPage(page);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        proxies.forEach(TokenProxy::close);
    }
}
