package kz.negiz.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.cli.api.SigningKey;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

@OnRunningPlatform
@DisplayName("An officer in the portal")
class OfficerInBrowserTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NCALAYER = Pattern.compile("wss?://127\\.0\\.0\\.1:13579/");
    private static final Pattern ANSWER = Pattern.compile(".*/questions/[0-9a-f-]{36}$");
    private static final Path PICTURES = Path.of("target", "pages");

    private final Platform platform;

    OfficerInBrowserTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    @DisplayName(
            "logs in, asks under an open inspection, reads the answer, and sees the log prove that it has the question")
    void asks() {
        platform.officer("head");
        List<String> complaints = new CopyOnWriteArrayList<>();
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setChromiumSandbox(false))) {
            BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                    .setBaseURL(platform.gateway().toString())
                    .setViewportSize(1280, 900));
            context.setDefaultTimeout(30_000);
            context.addCookies(
                    List.of(new Cookie("lang", "kk").setUrl(platform.gateway().toString())));
            Page page = context.newPage();
            SigningKey key = platform.key("head");
            page.routeWebSocket(NCALAYER, socket -> signs(socket, key));
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    complaints.add(message.text());
                }
            });

            page.navigate("/questions/ask");
            page.waitForURL("**/login**");
            page.locator("form[data-sign] button.btn-primary").click();
            page.waitForURL("**/questions/ask");
            page.locator("#number").fill(platform.scenario().inspection("open"));
            page.locator("#purpose").fill("Декларацияны тіркелген мүлікпен салыстыру үшін");
            assertThat(page.locator("#subject"))
                    .hasValue(platform.scenario().company("t1").get("number").asString());
            for (String service :
                    List.of("LEGAL_ENTITIES_REGISTER", "VEHICLES", "PENSION_CONTRIBUTIONS", "PRETRIAL_REGISTER")) {
                page.locator("#service-" + service).check();
            }
            picture(page, "ask");
            page.locator(".ask-review button").click();
            picture(page, "review");
            page.locator("button[form=sign]").click();
            page.waitForURL(ANSWER);

            assertThat(page.locator("[data-state=ANSWERED]")).hasCount(4);
            assertThat(page.locator("[data-service=PENSION_CONTRIBUTIONS]")).containsText("R41-A2b");
            Locator receipt = page.locator("#receipt .state");
            assertThat(receipt)
                    .hasText("Журналда: дәлелденді", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
            picture(page, "answer");
            page.navigate("/");
            assertThat(page.locator(".card-list a")).not().hasCount(0);
            picture(page, "home");
        }
        Assertions.assertThat(complaints).isEmpty();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }

    /** Speaks NCALayer's side of its protocol, and signs whatever the page asks to be signed. */
    private static void signs(WebSocketRoute socket, SigningKey key) {
        if (socket.url().startsWith("wss:")) {
            socket.close();
            return;
        }
        socket.onMessage(frame -> {
            byte[] document = Base64.getDecoder()
                    .decode(JSON.readTree(frame.text()).at("/args/data").asString());
            ObjectNode answer = JSON.createObjectNode().put("status", true);
            answer.putObject("body").put("result", Base64.getEncoder().encodeToString(key.sign(document)));
            socket.send(answer.toString());
        });
        socket.send("{\"result\":{\"version\":\"1.4\"}}");
    }
}
