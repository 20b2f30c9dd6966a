package kz.negiz.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kz.negiz.acceptance.OnRunningPlatform;
import kz.negiz.acceptance.Platform;
import kz.negiz.acceptance.docs.Repository;
import kz.negiz.cli.api.ApiClient;
import kz.negiz.cli.ncalayer.NcaLayerStandIn;
import kz.negiz.testkit.browser.Chromium;
import kz.negiz.testkit.browser.PortalPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/** Pictures for the documentation are written anew with {@code -Dnegiz.docs.update=true}. */
@OnRunningPlatform
@DisplayName("The portal, in a browser, with NCALayer's stand-in:")
class PortalTest {

    private static final Pattern ANSWER = Pattern.compile(".*/questions/[0-9a-f-]{36}$");

    /** The text of a page without what it says to be in another language, such as words that were signed in it. */
    private static final String OWN_WORDS = """
            () => {
                const page = document.body.cloneNode(true);
                page.querySelectorAll('[lang]:not([lang=kk]), script, style').forEach(part => part.remove());
                return page.textContent;
            }""";

    /** The log signs a checkpoint every few seconds; a machine under load takes longer. */
    private static final double UNTIL_PROVED_MILLISECONDS = 90_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;
    private final NcaLayerStandIn ncalayer;
    private final Chromium chromium = Chromium.start();

    PortalTest(Platform platform) {
        this.platform = platform;
        this.ncalayer = platform.ncalayer();
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    @Test
    @DisplayName("an officer logs in by EDS, asks, reads the answer and redeems the receipt, in three languages")
    void ask() throws IOException {
        platform.officer("head");
        PortalPage portal = chromium.window(platform.gateway().toString());
        portal.go("/");
        picture(portal, "login");
        logIn(portal, "head");
        picture(portal, "home");

        Page page = fillIn(portal);
        for (String service :
                List.of("LEGAL_ENTITIES_REGISTER", "VEHICLES", "PENSION_CONTRIBUTIONS", "PRETRIAL_REGISTER")) {
            page.locator("#service-" + service).check();
        }
        picture(portal, "ask");
        page.locator(".ask-review button").click();
        page.locator("button[form=sign]").waitFor();
        picture(portal, "document");
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);
        assertThat(page.locator("[data-state=ANSWERED]")).hasCount(4);
        assertThat(page.locator("[data-service=PENSION_CONTRIBUTIONS]")).containsText("R41-A2b");
        assertThat(page.locator("#receipt .state"))
                .hasText("Журналда: дәлелденді", new HasTextOptions().setTimeout(UNTIL_PROVED_MILLISECONDS));
        String answer = portal.path();
        picture(portal, "answer");

        for (String language : List.of("ru", "en")) {
            page.context()
                    .addCookies(List.of(new Cookie("lang", language)
                            .setUrl(platform.gateway().toString())));
            portal.go(answer).holds("answer-" + language);
            assertThat(page.locator("html")).hasAttribute("lang", language);
        }
        portal.go("/questions");
        picture(portal, "questions");
    }

    @Test
    @DisplayName("what was typed and not asked is there after the session has ended, on another machine")
    void unfinished() {
        platform.officer("head");
        PortalPage portal = chromium.window(platform.gateway().toString());
        portal.go("/");
        logIn(portal, "head");
        Page page = fillIn(portal);
        page.locator("#service-VEHICLES").check();
        assertThat(page.locator("#keeping .state-good")).isVisible();
        page.locator("form[action='/logout'] button").click();
        page.waitForURL(Pattern.compile(".*/(login.*)?$"));

        PortalPage another = chromium.window(platform.gateway().toString());
        another.go("/");
        logIn(another, "head");
        another.go("/questions/ask");
        another.find(".begun a").first().click();
        assertThat(another.find("#number")).hasValue(platform.scenario().inspection("open"));
        assertThat(another.find("#service-VEHICLES")).isChecked();
        another.go("/questions/ask");
        another.find(".begun button").first().click();
        assertThat(another.find(".begun")).hasCount(0);
    }

    @Test
    @DisplayName("the national algorithm, GOST 34.10-2015, opens the same door and signs the same question")
    void gost() {
        platform.officer("head");
        PortalPage portal = chromium.window(platform.gateway().toString());
        portal.go("/");
        logIn(portal, "head-gost");

        Page page = fillIn(portal);
        page.locator("#service-VEHICLES").check();
        page.locator(".ask-review button").click();
        page.locator("button[form=sign]").click();
        page.waitForURL(ANSWER);
        assertThat(page.locator("[data-state=ANSWERED]")).hasCount(1);
    }

    @Test
    @DisplayName("R41-7: the first entry shows the agreement, and nothing else until it is signed")
    void firstEntry() {
        PortalPage portal = chromium.window(platform.gateway().toString());
        portal.go("/");
        ncalayer.use("official");
        portal.find("form[data-sign] button[type=submit]").first().click();
        portal.page().waitForURL("**/registry/agreement");
        portal.holds("agreement");
        portal.go("/questions");
        assertThat(portal.text()).contains("R41-7");
        assertThat(links(portal)).contains("/registry/agreement").doesNotContain("/questions");

        portal.go("/registry/agreement");
        portal.find("#accepted").check();
        portal.find("form[data-sign] button[type=submit]").click();
        portal.page().waitForURL(Pattern.compile(".*/$"));
        portal.go("/questions");
        assertThat(portal.path()).isEqualTo("/questions");
    }

    @Test
    @DisplayName("R283-4a, R283-4b: an owner hands over the access to the video, and the officer sees it once")
    void videoAccess() throws IOException {
        ApiClient officer = platform.officer("warehouse-officer");
        String warehouse = officer.post(
                        "/api/video/warehouses",
                        JSON.createObjectNode()
                                .put("ownerBody", "warehouse-demo")
                                .put("ownerBin", platform.key("owner").bin())
                                .put("name", "Қойма 7 (демо)")
                                .put("address", "Алматы, Демо көшесі 7"))
                .get("id")
                .asString();
        officer.post(
                "/api/video/requests",
                JSON.createObjectNode().put("warehouseId", warehouse).put("reason", "Жүктің сақталуын тексеру"));

        PortalPage owner = chromium.window(platform.gateway().toString());
        owner.go("/");
        logIn(owner, "owner");
        picture(owner, "home-owner");
        owner.go("/video/warehouses").find("tbody .btn-primary").click();
        owner.find("#login").fill("camera-7");
        owner.find("#password").fill("geheim-7");
        owner.find("#url").fill("https://video.example/7");
        picture(owner, "video-access");
        owner.find("main .btn-primary").click();
        owner.find("form[data-sign] [data-sign-storages]").click();
        owner.page().waitForURL("**/video/warehouses/" + warehouse);
        assertThat(owner.text()).doesNotContain("geheim-7");

        PortalPage revealing = chromium.window(platform.gateway().toString());
        revealing.go("/");
        logIn(revealing, "warehouse-officer");
        revealing
                .go("/video/warehouses/" + warehouse + "/reveal")
                .find("#purpose")
                .fill("Жүктің сақталуын тексеру");
        revealing.find("main .btn-primary").click();
        revealing.find("#password.secret").waitFor();
        assertThat(revealing.text()).contains("camera-7", "geheim-7", "https://video.example/7");
        revealing.page().reload();
        revealing.find("#purpose-error").waitFor();
        assertThat(revealing.text()).doesNotContain("geheim-7");
    }

    @ParameterizedTest(name = "{0} stays out and is told why")
    @ValueSource(strings = {"revoked", "expired", "head-file"})
    void staysOut(String key) {
        PortalPage portal = chromium.window(platform.gateway().toString());
        portal.go("/");
        ncalayer.use(key);
        portal.find("form[data-sign] button[type=submit]").last().click();

        assertThat(portal.find("[data-reason]")).isVisible();
        assertThat(portal.path()).isEqualTo("/login");
        portal.holds("refused-" + key);
    }

    @ParameterizedTest(
            name = "each kind of page that {0} can reach by links is there, accessible, and fits a telephone")
    @ValueSource(strings = {"administrator", "head", "operative", "prosecutor", "warehouse-officer", "owner"})
    void links(String key) throws IOException {
        platform.officer(key);
        PortalPage portal = chromium.window(platform.gateway().toString());
        portal.go("/");
        logIn(portal, key);
        Map<String, Integer> broken = new TreeMap<>();
        Set<String> kinds = new HashSet<>(Set.of("/"));
        Deque<String> next = new ArrayDeque<>(kinds);
        while (!next.isEmpty()) {
            String path = next.remove();
            Response response = portal.page().navigate(path);
            if (response.status() != 200) {
                broken.put(path, response.status());
                continue;
            }
            settle(portal);
            portal.holds("links-" + key + path.replaceAll("[^a-z]+", "-"));
            if (portal.find("form[action$='/notice'] button").count() == 1) {
                // Behind it the answer opens, with links of its own.
                portal.find("form[action$='/notice'] button").click();
                settle(portal);
                portal.holds("links-" + key + "-answer");
            }
            for (String link : links(portal)) {
                if (kinds.add(link.replaceAll("[0-9a-f-]{36}", "*"))) {
                    next.add(link);
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(kinds).hasSizeGreaterThan(2);
        if (!key.equals("head")) {
            portal.go("/");
            picture(portal, "home-" + key);
        }
    }

    /** Opens the form and fills in all but the services; the register fills in the subject. */
    private Page fillIn(PortalPage portal) {
        Page page = portal.go("/questions/ask").page();
        page.locator("#number").fill(platform.scenario().inspection("open"));
        page.locator("#purpose").fill("Салық декларациясын тіркелген мүлікпен салыстыру");
        assertThat(page.locator("#subject"))
                .hasValue(platform.scenario().company("t1").get("number").asString());
        return page;
    }

    /** Pages of the portal that this one links to. */
    private static Set<String> links(PortalPage portal) {
        Object found = portal.page().evaluate("""
                [...document.querySelectorAll('a[href^="/"]')].filter(a => !a.hasAttribute('download'))
                    .map(a => a.getAttribute('href').replace(/#.*/, ''))""");
        Set<String> links = new LinkedHashSet<>();
        for (Object link : (List<?>) found) {
            String path = String.valueOf(link);
            if (!path.startsWith("/assets") && !path.contains("logout") && !path.contains("lang=")) {
                links.add(path);
            }
        }
        return links;
    }

    private void logIn(PortalPage portal, String key) {
        ncalayer.use(key);
        portal.find("form[data-sign] button[type=submit]").first().click();
        portal.page().waitForURL(Pattern.compile(".*/$"));
    }

    /** Waits for the parts that a page fetches when it is there. */
    private static void settle(PortalPage portal) {
        portal.page().waitForLoadState(LoadState.LOAD);
        assertThat(portal.find("[aria-busy=true]")).hasCount(0);
        if ("kk".equals(portal.find("html").getAttribute("lang"))) {
            assertThat(String.valueOf(portal.page().evaluate(OWN_WORDS)))
                    .as("English on a Kazakh page")
                    .doesNotContainPattern("\\b(the|of|your|by)\\b");
        }
    }

    private static void picture(PortalPage portal, String name) throws IOException {
        settle(portal);
        portal.holds(name);
        if (Boolean.getBoolean("negiz.docs.update")) {
            Path images = Files.createDirectories(Repository.root().resolve("docs/images"));
            Files.copy(
                    Path.of("target/pages", name + ".png"),
                    images.resolve(name + ".png"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
