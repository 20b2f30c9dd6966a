package kz.negiz.testkit.browser;

import java.util.ArrayList;
import java.util.List;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.service.TestKeys;

/**
 * A browser before one service: whoever uses it is known to the service by call tokens, as if the gateway stood between.
 *
 * <pre>{@code
 * try (PortalBrowser browser = PortalBrowser.open(KEYS, "video-access-service", port)) {
 *     PortalPage page = browser.as(owner).go("/video/warehouses");
 *     page.isAccessible().fits(360, 1024);
 * }
 * }</pre>
 */
public final class PortalBrowser implements AutoCloseable {

    private final Chromium chromium = Chromium.start();
    private final List<TokenProxy> proxies = new ArrayList<>();
    private final TestKeys keys;
    private final String service;
    private final int port;

    private PortalBrowser(TestKeys keys, String service, int port) {
        this.keys = keys;
        this.service = service;
        this.port = port;
    }

    /** A browser before the service that listens on a port of this machine. */
    public static PortalBrowser open(TestKeys keys, String service, int port) {
        return new PortalBrowser(keys, service, port);
    }

    /** A window of its own for somebody. */
    public PortalPage as(Caller.User user) {
        TokenProxy proxy = TokenProxy.start(keys, service, port, user);
        proxies.add(proxy);
        return chromium.window("http://127.0.0.1:" + proxy.port());
    }

    @Override
    public void close() {
        chromium.close();
        proxies.forEach(TokenProxy::close);
    }
}
