package kz.negiz.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in a real browser, each way that NCALayer may take. */
class SigningTest extends PortalTest {

    private static Playwright playwright;
    private static Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

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
    void noComplaints() {
        complaints.clear();
        NCALAYER.requests().clear();
    }

    @Test
    void theDocumentIsSignedAndTheFormIsSentWithIt() throws Exception {
        NCALAYER.next(
                ScriptedNcaLayer.GREETING,
                "{\"status\":true,\"body\":{\"result\":\"-----BEGIN CMS-----\\r\\nMIIB\\r\\nAgM=\\r\\n-----END CMS-----\\r\\n\"}}");
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "en");
            page.locator("form[data-sign] button").click();

            page.waitForURL("**/sample/signed");
            assertThat(page.content()).contains("got 0JTQvtC60YPQvNC10L3Rgg== and MIIBAgM=");
        }
        assertThat(NCALAYER.requests().poll(5, TimeUnit.SECONDS))
                .contains("\"module\":\"kz.gov.pki.knca.basics\"", "\"method\":\"sign\"", "\"format\":\"cms\"")
                .contains("\"data\":\"0JTQvtC60YPQvNC10L3Rgg==\"", "\"decode\":true", "\"encapsulate\":true")
                .contains("\"extKeyUsageOids\":[\"1.3.6.1.5.5.7.3.4\"]", "\"chain\":[]", "\"allowedStorages\":null")
                .contains("\"locale\":\"en\"");
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cancelled  | {"status":true,"body":{}}                                                         | Not signed: the window was closed
            error      | {"status":false,"code":"INVOCATION_ERROR","message":"m","details":"d"}             | INVOCATION_ERROR
            error      | {"success":false,"errorCode":"MODULE_NOT_FOUND"}                                   | MODULE_NOT_FOUND
            unreadable | {"status":true,"body":{"result":"not base64 <script>"}}                            | could not be understood
            unreadable | nonsense                                                                           | could not be understood
            lost       | ''                                                                                 | was lost
            """)
    void whatNcalayerAnsweredIsExplainedAndNothingIsSent(String state, String answer, String words) {
        NCALAYER.next(ScriptedNcaLayer.GREETING, answer);
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "en");
            page.locator("form[data-sign] button").click();

            Locator dialog = page.locator("dialog[data-state='" + state + "']");
            dialog.waitFor();
            assertThat(dialog.textContent()).contains(words);
            assertThat(page.url()).endsWith("/sample");
        }
    }

    @Test
    void aProgramThatGreetsOtherwiseIsNotNcalayer() {
        NCALAYER.next("{\"hello\":1}", "");
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "ru");
            page.locator("form[data-sign] button").click();

            page.locator("dialog[data-state='stranger']").waitFor();
            assertThat(page.locator("#signing-state").textContent()).contains("другая программа, не NCALayer");
        }
    }

    @Test
    void whenNcalayerDoesNotRunThePersonMayStartItAndTryAgain() {
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "kk");
            page.locator("form[data-sign] button").click();
            page.locator("dialog[data-state='absent']").waitFor();
            assertThat(page.locator("#signing-state").textContent()).contains("NCALayer жауап бермейді");
            assertThat(page.locator("#signing-state").getAttribute("aria-live")).isEqualTo("assertive");

            NCALAYER.next(ScriptedNcaLayer.GREETING, "{\"status\":true,\"body\":{\"result\":[\"MIIBAgM=\"]}}");
            page.keyboard().press("Enter");
            page.waitForURL("**/sample/signed");
        }
    }

    @Test
    void aPartThatDoesNotComeSaysSoAndTheRestStays() {
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "en");

            Locator failed = page.locator(".card-place .state-bad");
            failed.first().waitFor();
            assertThat(failed.first().textContent()).contains("This part does not answer now");
            assertThat(page.locator("h1").textContent()).isEqualTo("Heading");
        }
    }

    @Test
    void theLanguageIsKeptInACookie() {
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "kk");
            page.locator("[data-language=ru]").click();
            page.waitForLoadState();

            assertThat(context.cookies())
                    .anySatisfy(cookie ->
                            assertThat(cookie.name + "=" + cookie.value).isEqualTo("lang=ru"));
        }
    }

    private Page open(BrowserContext context, String language) {
        Caller.User user = user(language, AccessRole.OFFICER);
        context.route("**/*", route -> withToken(route, user));
        context.setDefaultTimeout(8_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> complain(message));
        page.onPageError(complaints::add);
        page.navigate("http://127.0.0.1:" + port + "/sample");
        return page;
    }

    private void complain(ConsoleMessage message) {
        // A refused connection is how the page learns that NCALayer is not there, and a card of another service is
        // missing.
        if (message.type().equals("error")
                && !message.text().contains("WebSocket")
                && !message.text().contains("Failed to load resource")
                && !message.text().contains("Response Status Error")) {
            complaints.add(message.text());
        }
    }

    private static void withToken(Route route, Caller.User user) {
        Map<String, String> headers = new HashMap<>(route.request().headers());
        String path = URI.create(route.request().url()).getPath();
        headers.put("authorization", "Bearer " + token(user, route.request().method(), path));
        route.resume(new Route.ResumeOptions().setHeaders(headers));
    }
}
