package kz.negiz.broker.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.negiz.broker.BrokerApi;
import kz.negiz.broker.BrokerUnderTest;
import kz.negiz.broker.Surroundings.Fault;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.browser.PortalBrowser;
import kz.negiz.testkit.browser.PortalPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The page of the sources")
class SourcePagesTest extends BrokerUnderTest {

    private static final String INSPECTION = "26-75-01-00-01-17";

    private Caller.User operator() {
        return api.registered("administrator", "committee", "COMMITTEE", "", "ORDER_150", AccessRole.OPERATOR);
    }

    private void askSomething() {
        api.openInspection(INSPECTION);
        AROUND.data.put("VEHICLES", "{\"total\":0}");
        AROUND.faults.put("LEGAL_ENTITIES_REGISTER", Fault.DOWN);
        api.ask(api.head(), "head", BrokerApi.underInspection(INSPECTION, "VEHICLES", "LEGAL_ENTITIES_REGISTER"));
    }

    @Test
    @DisplayName("tells operators of each connector and of each service that was asked, and nothing of questions")
    void numbers() {
        askSomething();

        JsonNode sources = api.get("/api/questions/sources", operator()).body();

        assertThat(sources.at("/connectors/0/name").asString()).isEqualTo("rest");
        assertThat(sources.at("/connectors/0/kind").asString()).isEqualTo("REST");
        assertThat(sources.at("/connectors/0/state").asString()).isEqualTo("OPEN_TO_QUESTIONS");
        JsonNode vehicles = of(sources, "VEHICLES");
        assertThat(vehicles.at("/hour/answered").asInt()).isPositive();
        assertThat(vehicles.path("periods").size()).isEqualTo(12);
        JsonNode debt = of(sources, "LEGAL_ENTITIES_REGISTER");
        assertThat(debt.at("/hour/silent").asInt()).isPositive();
        assertThat(of(sources, "registers/inspections").at("/hour/answered").asInt())
                .isPositive();
        assertThat(sources.at("/own/hour/count").asInt()).isPositive();
        assertThat(sources.at("/own/periods").size()).isEqualTo(12);
        assertThat(sources.toString()).doesNotContain(BrokerApi.INSPECTED, INSPECTION);
    }

    private static JsonNode of(JsonNode sources, String service) {
        for (JsonNode each : sources.path("services")) {
            if (each.path("service").asString("").equals(service)) {
                return each;
            }
        }
        throw new AssertionError("no " + service + " in " + sources);
    }

    @ParameterizedTest
    @EnumSource(value = AccessRole.class, mode = EnumSource.Mode.EXCLUDE, names = "OPERATOR")
    @DisplayName("is for operators only")
    void operatorsOnly(AccessRole role) {
        Caller.User other = api.registered("other-head", BrokerApi.BODY, "STATE_REVENUE", "", "ORDER_41", role);
        Caller.User asRole = new Caller.User(
                other.account(),
                other.kind(),
                Set.of(role),
                other.body(),
                other.bodyKind(),
                other.department(),
                other.roleCode(),
                true,
                other.session(),
                "en");

        for (String path : List.of("/api/questions/sources", "/questions/sources")) {
            assertThat(api.get(path, asRole).status()).as(path).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    @DisplayName("can be read by everybody, also without its charts")
    void inTheBrowser(String language) {
        askSomething();
        try (PortalBrowser browser = PortalBrowser.open(KEYS, SERVICE, port)) {
            PortalPage portal =
                    browser.as(BrokerApi.reading(operator(), language)).go("/questions/sources");

            assertThat(portal.page().locator("#intake dd")).hasCount(3);
            assertThat(portal.page().locator("[data-service=VEHICLES] svg[role=img]"))
                    .isVisible();
            assertThat(portal.page().locator("[data-service=LEGAL_ENTITIES_REGISTER] .chart-failed"))
                    .not()
                    .hasCount(0);
            assertThat(portal.page().locator("[data-service='registers/inspections'] h2"))
                    .not()
                    .containsText("registers");
            portal.page().locator("[data-service=VEHICLES] summary").click();
            assertThat(portal.page().locator("[data-service=VEHICLES] tbody tr"))
                    .hasCount(12);
            portal.holds("sources-" + language);
        }
    }
}
