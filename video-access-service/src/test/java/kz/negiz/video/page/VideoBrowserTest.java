package kz.negiz.video.page;

import static org.assertj.core.api.Assertions.assertThat;

import kz.negiz.kit.identity.Caller;
import kz.negiz.testkit.browser.PortalBrowser;
import kz.negiz.testkit.browser.PortalPage;
import kz.negiz.video.VideoApi;
import kz.negiz.video.VideoApi.Owner;
import kz.negiz.video.VideoUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole way of an access in a real browser: asked for, handed over with the EDS, seen once. */
class VideoBrowserTest extends VideoUnderTest {

    @Test
    @DisplayName("R283-4a, R283-4b: the officer asks, the owner signs, the officer sees the access once")
    void theWayOfAnAccess() {
        Owner owner = api.owner();
        Caller.User officer = api.officer("revenue-aktobe");
        String warehouse = api.warehouse(owner, "revenue-aktobe");
        NCALAYER.use(owner.key());
        try (PortalBrowser browser = PortalBrowser.open(KEYS, VideoApi.SERVICE, port)) {
            PortalPage asking = browser.as(officer).go("/video/warehouses").holds("officer-warehouses");
            asking.find("tbody th a").first().click();
            asking.holds("officer-warehouse-empty");
            asking.find("#reason").fill("Жүктің сақталуын қашықтан бақылау");
            asking.find("#request button").click();
            asking.find(".state-waiting").waitFor();

            PortalPage owning = browser.as(owner.user()).go("/video/warehouses").holds("owner-warehouses");
            owning.find("tbody .btn-primary").click();
            owning.find("#login").fill("camera-7");
            owning.find("#password").fill("geheim-7");
            owning.find("#url").fill("not an address");
            owning.find("main .btn-primary").click();
            owning.find("#url-error").waitFor();
            owning.holds("owner-answer-error");
            owning.find("#url").fill("https://video.example/7");
            owning.find("main .btn-primary").click();
            owning.find(".document").waitFor();
            owning.holds("owner-document");
            owning.find("[formaction]").click();
            owning.find("#login").waitFor();
            assertThat(owning.find("#password").inputValue()).isEqualTo("geheim-7");
            owning.find("main .btn-primary").click();
            owning.find(".document").waitFor();
            owning.find("form[data-sign] [data-sign-storages]").click();
            owning.page().waitForURL("**/video/warehouses/" + warehouse);
            assertThat(owning.text())
                    .contains("Incomplete", "Installation program")
                    .doesNotContain("geheim-7");
            owning.holds("owner-warehouse");

            asking.go("/video/warehouses/" + warehouse + "/reveal").holds("officer-reveal");
            asking.find("#purpose").fill("Жүктің сақталуын тексеру");
            asking.find("main .btn-primary").click();
            asking.find("#password.secret").waitFor();
            assertThat(asking.text()).contains("camera-7", "geheim-7", "https://video.example/7");
            assertThat(asking.path()).doesNotContain("geheim");
            asking.holds("officer-revealed");

            asking.page().reload();
            asking.find("#purpose-error").waitFor();
            assertThat(asking.text()).doesNotContain("geheim-7");
            asking.go("/video/warehouses/" + warehouse).holds("officer-warehouse");
        }
    }

    @Test
    void theOperatorsFormIsAccessible() {
        try (PortalBrowser browser = PortalBrowser.open(KEYS, VideoApi.SERVICE, port)) {
            browser.as(api.operator()).go("/video/warehouses/new").holds("operator-warehouse-new");
        }
    }
}
