package kz.negiz.broker.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Asking in a real browser")
class AskingInBrowserTest extends BrokerUnderTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GREETING = "{\"result\":{\"version\":\"1.4\"}}";
    private static final Pattern NCALAYER = Pattern.compile("wss?://127\\.0\\.0\\.1:13579/");
    private static final Pattern ANSWER = Pattern.compile(".*/questions/[0-9a-f-]{36}$");
    private static final int[] WIDTHS = {360, 1024, 1440};
    /** What is wider than the window; tables scroll in their own place. */
    private static final String BEYOND_THE_EDGE = """
            document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll('main *')]
                .filter(e => e.getBoundingClientRect().right > window.innerWidth && !e.closest('.table-place > *'))
                .map(e => e.outerHTML.slice(0, 120))""";

    private static final Path PICTURES = Path.of("target", "pages");

    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @BeforeAll
    static void openBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setChromiumSandbox(false));
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void sources() {
        api.openInspection("26-75-01-00-01-17");
        AROUND.data.put("VEHICLES", """
                {"owner":{"kind":"BIN","number":"991340000017","name":"LLP Demo"},"vehicles":[
                {"plate":"001AAA02","vin":"XTA210990Y1234567","make":"Toyota","model":"Hilux","year":2021,"registeredOn":"2021-03-04"},
                {"plate":"777BBB02","vin":"XTA210990Y7654321","make":"KamAZ","model":"65115","year":2018,"registeredOn":"2018-11-20"}],
                "total":2}""");
        AROUND.data.put("PENSION_CONTRIBUTIONS", """
                {"contributions":[{"month":"2026-05","employerBin":"991340000017","employerName":"LLP Demo","contributorIin":
                "990101500006","contributorName":"Demo Person","kind":"MANDATORY","amount":125000,"receivedOn":"2026-06-10"}]}""");
        AROUND.data.put("LEGAL_ENTITIES_REGISTER", """
                {"entity":{"bin":"991340000017","name":"LLP Demo","status":"ACTIVE","registeredOn":"2019-05-01","address":{"region":
                "Almaty","locality":"Almaty","street":"Abay","house":"1"},"activity":{"code":"46901","name":"Wholesale trade"},
                "founders":[{"iin":"990101500006","name":"Demo Person","percent":100}],"charterCapital":15000000}}""");
    }

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    @DisplayName("by keyboard alone, in Kazakh: basis, subject from the register, services, signature, answer")
    void byKeyboard() throws IOException {
        Page page = open(BrokerApi.reading(api.head(), "kk"), "head");
        page.navigate("/questions/ask");

        tabTo(page, "number");
        page.keyboard().type("26-75-01-00-01-17");
        page.keyboard().press("Tab");
        assertThat(page.locator("#subject")).hasValue(BrokerApi.INSPECTED);
        assertThat(page.locator("#number-state")).containsText("Тізілім растады");
        tabTo(page, "purpose");
        page.keyboard().type("Салық декларациясын салыстыру үшін қажет");
        tabTo(page, "service-VEHICLES");
        page.keyboard().press("Space");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Қол қойылатын құжат");
        page.keyboard().press("Enter");
        page.waitForURL(ANSWER);

        assertThat(page.locator("[data-service=VEHICLES]")).hasAttribute("data-state", "ANSWERED");
        assertThat(page.locator("[data-service=VEHICLES]")).containsText("001AAA02");
        assertThat(page.locator("#receipt .state")).containsText("уәде");
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("a known inspection takes three actions: the basis, the document, the signature")
    void threeActions() throws IOException {
        Caller.User head = api.head();
        api.ask(head, "head", BrokerApi.underInspection("26-75-01-00-01-17", "VEHICLES", "LEGAL_ENTITIES_REGISTER"));
        Page page = open(head, "head");
        page.navigate("/questions/ask");

        page.locator(".recent-basis").first().click();
        page.locator(".ask-review button").click();
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);

        assertThat(page.locator("[data-state=ASKING]")).hasCount(0);
        assertThat(page.locator("[data-state=ANSWERED]")).hasCount(2);
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("the answer fills without reloading")
    void fills() throws IOException {
        AROUND.whileAsking = () -> sleep(600);
        Page page = open(api.head(), "head");
        ask(page, "26-75-01-00-01-17", "VEHICLES");

        assertThat(page.locator("[data-service=VEHICLES]")).hasAttribute("data-state", "ANSWERED");
        assertThat(page.locator("#answers")).not().hasAttribute("hx-trigger", Pattern.compile(".*"));
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("each page: no violation that axe finds, no sideways scrolling at any width, light and dark")
    void looks() throws IOException {
        Caller.User head = api.head();
        Page page = open(BrokerApi.reading(head, "kk"), "head");
        page.navigate("/questions");
        check(page, "list-empty");
        page.navigate("/questions/ask");
        check(page, "ask-empty");
        page.locator("#subject").fill("991340000018");
        assertThat(page.locator("#subject-state .state-bad")).isVisible();
        page.locator(".ask-review button").click();
        assertThat(page.locator(".error-summary")).isFocused();
        check(page, "ask-errors");

        ask(page, "26-75-01-00-01-17", "VEHICLES", "PENSION_CONTRIBUTIONS", "LEGAL_ENTITIES_REGISTER", "COURT_BODIES");
        assertThat(page.locator("[data-state=ASKING]")).hasCount(0);
        check(page, "answer");
        page.locator("a.btn-primary").click();
        check(page, "ask-filled");
        page.locator(".ask-review button").click();
        check(page, "review");
        api.inspection("26-75-01-00-01-17", true, BrokerApi.BODY, BrokerApi.INSPECTED, "2026-03-01");
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);
        check(page, "answer-refused");
        page.navigate("/questions");
        check(page, "list");
        page.navigate("/questions/ask");
        check(page, "ask-recent");
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("an operative's form with many rights and services, and a search among them")
    void manyServices() throws IOException {
        Page page = open(BrokerApi.reading(api.operative(), "ru"), "operative");
        page.navigate("/questions/ask?profile=SEARCH_MEASURES");
        check(page, "ask-operative");

        int all = page.locator(".service:visible").count();
        page.locator("#find").fill("транспорт");
        assertThat(page.locator("#service-RAILWAY_TRANSPORT")).isVisible();
        assertThat(page.locator("#service-TAXPAYERS")).isHidden();
        org.assertj.core.api.Assertions.assertThat(
                        page.locator(".service:visible").count())
                .isLessThan(all);
        page.locator("#find").fill("");
        page.locator("#service-VEHICLES").check();
        page.locator("button[name=right]", new Page.LocatorOptions().setHasText("Оперативно"))
                .click();
        assertThat(page.locator("#service-VEHICLES")).isChecked();
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("a key that is not accepted is explained, and the same can be signed again")
    void wrongKey() throws IOException {
        Page page = open(BrokerApi.reading(api.head(), "ru"), "head-file");
        page.navigate("/questions/ask");
        fill(page, "26-75-01-00-01-17", "VEHICLES");
        page.locator("button[form=sign]").click();

        assertThat(page.locator(".problem")).isFocused();
        assertThat(page.locator(".problem")).containsText("R150-38");
        assertThat(page.locator(".words")).containsText("26-75-01-00-01-17");
        check(page, "review-refused");
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("an official's list of the subordinates' questions")
    void official() throws IOException {
        api.ask(api.head(), "head", BrokerApi.underInspection("26-75-01-00-01-17", "VEHICLES"));
        Page page = open(
                BrokerApi.reading(
                        api.registered(
                                "other-head", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", AccessRole.OFFICIAL),
                        "kk"),
                "other-head");
        page.navigate("/questions");
        check(page, "list-official");
    }

    private Page open(Caller.User user, String key) throws IOException {
        GatewayStandIn gateway = new GatewayStandIn(port, KEYS, user);
        opened.push(gateway);
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(gateway.address("/"))
                .setReducedMotion(ReducedMotion.REDUCE));
        opened.push(context);
        context.setDefaultTimeout(8_000);
        Page page = context.newPage();
        page.routeWebSocket(NCALAYER, socket -> ncaLayer(socket, key));
        page.onConsoleMessage(message -> {
            // The stand-in for the gateway has no log to ask for proofs; and a refused question is answered with its
            // status.
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Speaks NCALayer's side, and signs what the page sends with a demo key. */
    private void ncaLayer(WebSocketRoute socket, String key) {
        if (socket.url().startsWith("wss:")) {
            socket.close();
            return;
        }
        socket.onMessage(frame -> {
            JsonNode request = JSON.readTree(frame.text());
            byte[] document =
                    Base64.getDecoder().decode(request.path("args").path("data").asString(""));
            socket.send(JSON.createObjectNode()
                    .put("status", true)
                    .set(
                            "body",
                            JSON.createObjectNode()
                                    .put("result", Base64.getEncoder().encodeToString(api.sign(key, document))))
                    .toString());
        });
        socket.send(GREETING);
    }

    private void ask(Page page, String inspection, String... services) {
        page.navigate("/questions/ask");
        fill(page, inspection, services);
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);
    }

    private static void fill(Page page, String inspection, String... services) {
        page.locator("#number").fill(inspection);
        page.locator("#purpose").fill("Салық декларациясын салыстыру үшін қажет");
        assertThat(page.locator("#subject")).hasValue(BrokerApi.INSPECTED);
        for (String service : services) {
            page.locator("#service-" + service).check();
        }
        page.locator(".ask-review button").click();
        page.locator("button[form=sign]").waitFor();
    }

    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 80; i++) {
            if (page.evaluate("document.activeElement?.id").equals(id)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not reach " + id);
    }

    private static void check(Page page, String name) {
        for (int width : WIDTHS) {
            page.setViewportSize(width, 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(PICTURES.resolve(name + "-" + width + ".png")));
            org.assertj.core.api.Assertions.assertThat(page.evaluate(BEYOND_THE_EDGE))
                    .as("%s at %d px: what reaches beyond the edge", name, width)
                    .isEqualTo(List.of());
        }
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            org.assertj.core.api.Assertions.assertThat(
                            new AxeBuilder(page).analyze().getViolations())
                    .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " at "
                            + rule.getNodes().stream()
                                    .map(node -> node.getHtml())
                                    .limit(3)
                                    .toList())
                    .as("%s, %s", name, scheme)
                    .isEmpty();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
