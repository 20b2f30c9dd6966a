package kz.negiz.broker.encumbrance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.log.event.AuditEvent;
import kz.negiz.testkit.browser.PortalBrowser;
import kz.negiz.testkit.browser.PortalPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The operator's pages of encumbrances nobody knows of")
class UnknownPagesTest extends BrokerUnderTest {

    private EncumbranceApi bans;

    @BeforeEach
    void register() {
        bans = new EncumbranceApi(api);
    }

    @Test
    @DisplayName("tell since when and which service, take the letter by keyboard, and show nothing of the subject")
    void letter() throws Exception {
        String object = bans.object();
        UUID id = unknown(object);
        JsonNode listed =
                api.get("/api/encumbrances/unknown?limit=1", operator()).body().at("/encumbrances/0");
        try (PortalBrowser browser = PortalBrowser.open(KEYS, SERVICE, port)) {
            PortalPage portal = browser.as(BrokerApi.reading(operator(), "kk")).go("/questions/sources");
            Page page = portal.page();
            page.locator("a[href='/encumbrances/unknown']").click();
            assertThat(page.locator("h1")).hasText("Нәтижесі белгісіз ауыртпалықтар");
            assertThat(page.locator("tbody tr").first())
                    .containsText(listed.path("message").asString("-"));
            assertThat(page.content())
                    .doesNotContain(
                            BrokerApi.INSPECTED, object, api.key("operative").iin());
            portal.holds("encumbrances-unknown");

            page.locator("a[href='/encumbrances/" + id + "/outcome']").press("Enter");
            assertThat(page.content())
                    .doesNotContain(
                            BrokerApi.INSPECTED, object, api.key("operative").iin());
            page.locator("#state").focus();
            page.keyboard().press("ArrowDown");
            page.locator("#state").press("Enter");
            page.locator("main form button").press("Enter");
            assertThat(page.locator(".error-summary")).isFocused();
            assertThat(page.locator(".error-summary li")).hasCount(2);
            assertThat(page.locator("#letter")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#registrationNumber")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#state")).hasValue("DONE");
            portal.holds("encumbrance-letter");

            page.locator("#letter").fill("№ 5-3/118, 20.11.2026");
            page.locator("#registrationNumber").fill("AU-2026-99");
            page.locator("#registrationNumber").press("Enter");
            assertThat(page.locator("h1")).hasText("Нәтижесі белгісіз ауыртпалықтар");
            assertThat(page.locator("a[href='/encumbrances/" + id + "/outcome']"))
                    .hasCount(0);

            UUID other = unknown(bans.object());
            for (String language : List.of("ru", "en")) {
                PortalPage reading = browser.as(BrokerApi.reading(operator(), language));
                reading.go("/encumbrances/unknown").holds("encumbrances-unknown-" + language);
                reading.go("/encumbrances/" + other + "/outcome").holds("encumbrance-letter-" + language);
            }
            PortalPage officer =
                    browser.as(BrokerApi.reading(bans.operative(), "kk")).go("/encumbrances/" + id);
            assertThat(officer.page().locator("#state")).hasAttribute("data-state", "DONE");
            assertThat(officer.page().locator("main")).containsText("тіркелім иесінің хаты бойынша, № 5-3/118");
            officer.holds("encumbrance-by-letter");
        }
        assertThat(eventsOf(id).stream().map(AuditEvent::action)).contains("ENCUMBRANCE_RECONCILED");
    }

    @Test
    @DisplayName("take no letter for one whose outcome is known")
    void known() {
        UUID id = bans.waiting();
        bans.confirm(id);

        assertThat(api.get("/encumbrances/" + id + "/outcome", operator()).status())
                .isEqualTo(409);
        assertThat(api.get("/encumbrances/" + UUID.randomUUID() + "/outcome", operator())
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = AccessRole.class, mode = EnumSource.Mode.EXCLUDE, names = "OPERATOR")
    @DisplayName("are for operators only")
    void operatorsOnly(AccessRole role) {
        UUID id = bans.waiting();
        Caller.User registered =
                api.registered("other-head", "police-almaty", "INTERNAL_AFFAIRS", "", "ORDER_150", role);
        Caller.User other = new Caller.User(
                registered.account(),
                registered.kind(),
                Set.of(role),
                registered.body(),
                registered.bodyKind(),
                registered.department(),
                registered.roleCode(),
                true,
                registered.session(),
                "en");

        for (String path : List.of("/encumbrances/unknown", "/encumbrances/" + id + "/outcome")) {
            assertThat(api.get(path, other).status()).as(path).isEqualTo(403);
        }
        assertThat(api.post(
                                "/encumbrances/" + id + "/outcome",
                                other,
                                JsonMapper.shared().createObjectNode())
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/api/encumbrances/" + id, bans.operative())
                        .body()
                        .path("state")
                        .asString(""))
                .isEqualTo("WAITS");
    }

    private UUID unknown(String object) {
        AROUND.faults.put(EncumbranceApi.BAN, Fault.DOWN);
        UUID id = bans.request(bans.wish(EncumbranceApi.BAN, object)).id();
        assertThat(bans.confirm(id).body().path("state").asString("")).isEqualTo("UNKNOWN");
        AROUND.faults.remove(EncumbranceApi.BAN);
        // As many answers as failures: the service is not left alone.
        bans.confirm(bans.waiting());
        return id;
    }

    private Caller.User operator() {
        return api.registered("administrator", "committee", "COMMITTEE", "", "ORDER_150", AccessRole.OPERATOR);
    }
}
