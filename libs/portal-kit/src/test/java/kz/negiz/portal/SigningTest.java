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
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in a real browser, each way that NCALayer may take. */
class SigningTest extends PortalTest {

    private static final String SIGNED = "{\"status\":true,\"body\":{\"result\":[\"MIIBAgM=\"]}}";
    private static final String OLDER_SIGNED = "{\"code\":\"200\",\"responseObject\":\"MIIBAgM=\"}";
    private static final String NO_MODULE = "{\"success\":false,\"errorCode\":\"MODULE_NOT_FOUND\"}";

    @TempDir
    static Path folder;

    private static Playwright playwright;
    private static Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void openBrowser() throws Exception {
        NCALAYER.speakTls(folder);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--ignore-certificate-errors"))
                        .setChromiumSandbox(false));
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        browser.close();
        playwright.close();
        NCALAYER.speakTls(null);
    }

    @BeforeEach
    void noComplaints() {
        complaints.clear();
        NCALAYER.forget();
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
            error      | {"success":false,"code":"COMMON_JSON_WRAPPING_EXCEPTION"}                          | COMMON_JSON_WRAPPING
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
    void wherePlainConnectionsAreAnsweredOnlyTheDemoTakesThem() throws Exception {
        NCALAYER.speakTls(null);
        NCALAYER.next(ScriptedNcaLayer.GREETING, SIGNED);
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "en");
            press(page);
            page.waitForURL("**/sample/signed");
        }
        NCALAYER.next(ScriptedNcaLayer.GREETING, SIGNED);
        try (BrowserContext context = browser.newContext()) {
            Page page = openOutsideOfTheDemo(context, "en");
            press(page);
            state(page, "absent");
        } finally {
            NCALAYER.speakTls(folder);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void aClockThatIsOffIsSaidBeforeAnythingIsSigned(String language) throws Exception {
        NCALAYER.next(ScriptedNcaLayer.GREETING, SIGNED);
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, language);
            page.clock().setFixedTime(Date.from(Instant.now().minus(Duration.ofMinutes(7))));
            press(page);
            assertThat(state(page, "clock"))
                    .contains(words(language, "clock"), words(language, "clock.slow"), words(language, "clock.way"))
                    .containsPattern("\\b7\\b")
                    .doesNotContain(words(language, "clock.fast"));

            page.clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofMinutes(90))));
            page.keyboard().press("Enter");
            page.getByText(words(language, "clock.fast")).waitFor();
            assertThat(state(page, "clock")).containsPattern("\\b90\\b").doesNotContain(words(language, "clock.slow"));
            assertThat(NCALAYER.requests()).isEmpty();

            page.clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofMinutes(4))));
            page.keyboard().press("Enter");
            page.waitForURL("**/sample/signed");
        }
    }

    @Test
    void withAChallengeItsAnswerTellsTheTimeAndWhereNoneIsToldSigningGoesOn() {
        NCALAYER.next(ScriptedNcaLayer.GREETING, SIGNED);
        AtomicReference<Map<String, String>> headers = new AtomicReference<>(Map.of(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(9))));
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "en");
            page.route(
                    "**/sample/challenge",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setHeaders(headers.get())
                            .setContentType("application/json")
                            .setBody("{\"challengeId\":\"c-1\",\"challenge\":\"AAEC\"}")));
            page.evaluate("""
                    () => {
                      const form = document.querySelector('form[data-sign]');
                      form.dataset.signChallenge = '/sample/challenge';
                      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'challengeId' }));
                    }""");
            press(page);
            assertThat(state(page, "clock")).containsPattern("ahead of the server’s clock by\\s+9\\s+min");
            assertThat(NCALAYER.requests()).isEmpty();

            headers.set(Map.of());
            page.clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofHours(3))));
            page.keyboard().press("Enter");
            page.waitForURL("**/sample/signed");
            assertThat(page.content()).contains("got AAEC");
        }
    }

    @Test
    void whereBasicsIsMissingTheOlderModuleSignsWithTheOneTokenThatIsThere() throws Exception {
        NCALAYER.next(ScriptedNcaLayer.GREETING, NO_MODULE, tokens("JKS", "AKKaztokenStore"), OLDER_SIGNED);
        try (BrowserContext context = browser.newContext()) {
            Page page = openOutsideOfTheDemo(context, "ru");
            press(page);
            page.waitForURL("**/sample/signed");
            assertThat(page.content()).contains("and MIIBAgM=");
        }
        assertThat(NCALAYER.requests().poll(5, TimeUnit.SECONDS))
                .contains("\"allowedStorages\":[\"AKKaztokenStore\",\"AKKZIDCardStore\"")
                .doesNotContain("PKCS12", "chain");
        assertThat(NCALAYER.requests().poll(5, TimeUnit.SECONDS))
                .isEqualTo("{\"module\":\"kz.gov.pki.knca.commonUtils\",\"method\":\"getActiveTokens\"}");
        assertThat(NCALAYER.requests().poll(5, TimeUnit.SECONDS))
                .isEqualTo("{\"module\":\"kz.gov.pki.knca.commonUtils\",\"method\":\"createCAdESFromBase64\","
                        + "\"args\":[\"AKKaztokenStore\",\"SIGNATURE\",\"0JTQvtC60YPQvNC10L3Rgg==\",true]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void severalTokensAreChosenFromByKeyboard(String language) {
        NCALAYER.next(ScriptedNcaLayer.GREETING, NO_MODULE, tokens("AKKZIDCardStore", "AKKaztokenStore"));
        NCALAYER.next(ScriptedNcaLayer.GREETING, OLDER_SIGNED);
        try (BrowserContext context = browser.newContext()) {
            Page page = openOutsideOfTheDemo(context, language);
            press(page);
            assertThat(state(page, "tokens")).contains(words(language, "tokens"));
            assertThat(page.locator("[data-signing-carrier]").allTextContents())
                    .containsExactly("KAZTOKEN", words(language, "tokens.card"));

            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForURL("**/sample/signed");
        }
        assertThat(NCALAYER.requests())
                .last()
                .asString()
                .contains("\"createCAdESFromBase64\"", "[\"AKKZIDCardStore\",\"SIGNATURE\"");
    }

    @Test
    void whereFilesArePermittedAndNoTokenIsThereAFileIsTaken() {
        NCALAYER.next(ScriptedNcaLayer.GREETING, NO_MODULE, tokens(), OLDER_SIGNED);
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "en");
            press(page);
            page.waitForURL("**/sample/signed");
        }
        assertThat(NCALAYER.requests()).last().asString().contains("[\"PKCS12\",\"SIGNATURE\"");

        NCALAYER.next(ScriptedNcaLayer.GREETING, NO_MODULE, tokens("AKAKEYStore"));
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "en");
            press(page);
            state(page, "tokens");
            assertThat(page.locator("[data-signing-carrier]").allTextContents())
                    .containsExactly("aKey", words("en", "tokens.file"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void whatTheOlderModuleSaysIsExplained(String language) {
        Map<String, String[]> scripts = Map.of(
                "module", new String[] {NO_MODULE, NO_MODULE},
                "tokenless", new String[] {NO_MODULE, tokens("PKCS12")},
                "cancelled",
                        new String[] {
                            NO_MODULE, tokens("AKAKEYStore"), "{\"code\":\"500\",\"message\":\"action.canceled\"}"
                        },
                "error", new String[] {NO_MODULE, tokens("AKAKEYStore"), "{\"code\":\"500\"}"},
                "unreadable", new String[] {NO_MODULE, "{\"code\":\"200\",\"responseObject\":\"AKAKEYStore\"}"});
        try (BrowserContext context = browser.newContext()) {
            Page page = openOutsideOfTheDemo(context, language);
            scripts.forEach((state, answers) -> {
                NCALAYER.next(ScriptedNcaLayer.GREETING, answers);
                page.reload();
                press(page);
                assertThat(state(page, state)).contains(words(language, state), words(language, state + ".way"));
                assertThat(page.locator("[data-signing-again]").isVisible()).isTrue();
                assertThat(page.url()).endsWith("/sample");
            });
        }
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void whereNobodyAnswersAllWaysOutStandInOrder(String language) {
        try (BrowserContext context = browser.newContext()) {
            Page page = openOutsideOfTheDemo(context, language);
            press(page);
            assertThat(state(page, "absent"))
                    .containsSubsequence(
                            words(language, "absent"),
                            words(language, "absent.running"),
                            words(language, "absent.trusted"),
                            "https://127.0.0.1:" + NCALAYER.port() + "/",
                            words(language, "absent.installed"),
                            words(language, "absent.permission"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void aBrowserThatWasToldToBlockProgramsOnThisComputerIsNamed(String language) {
        try (BrowserContext context = browser.newContext()) {
            Page page = openOutsideOfTheDemo(context, language);
            // What is not granted is denied from here on.
            context.grantPermissions(
                    List.of("geolocation"),
                    new BrowserContext.GrantPermissionsOptions().setOrigin("http://127.0.0.1:" + port));
            press(page);
            assertThat(state(page, "blocked")).contains(words(language, "blocked"), words(language, "blocked.way"));
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

    private static void press(Page page) {
        page.locator("form[data-sign] button").click();
    }

    /** The text of the dialog once it is in this state. */
    private static String state(Page page, String state) {
        page.locator("dialog[data-state='" + state + "']").waitFor();
        return page.locator("#signing-state").textContent();
    }

    private static String words(String language, String key) {
        String suffix = language.equals("kk") ? "" : "_" + language;
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                SigningTest.class.getResourceAsStream("/portal-messages" + suffix + ".properties"),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.getProperty("portal.signing." + key);
    }

    private static String tokens(String... names) {
        return Stream.of(names)
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(",", "{\"responseObject\":[", "],\"code\":\"200\"}"));
    }

    /** The page as it is where no demo keys are taken: only the address of NCALayer with TLS, and no files. */
    private Page openOutsideOfTheDemo(BrowserContext context, String language) {
        context.addInitScript("""
                document.addEventListener('readystatechange', () => delete document.documentElement.dataset.demo);""");
        return open(context, language);
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
