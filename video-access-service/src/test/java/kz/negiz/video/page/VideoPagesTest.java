package kz.negiz.video.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.kit.identity.Caller;
import kz.negiz.video.AuditTrail;
import kz.negiz.video.VideoApi;
import kz.negiz.video.VideoApi.Answer;
import kz.negiz.video.VideoApi.Owner;
import kz.negiz.video.VideoUnderTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoPagesTest extends VideoUnderTest {

    private static final String PURPOSE = "Қоймадағы жүкті қашықтан қарау";
    private static final Map<String, String> INCOMPLETE =
            Map.of("login", "camera-7", "password", "geheim-1", "url", "", "program", "", "noProgram", "true");

    private Owner owner;
    private Caller.User officer;
    private String warehouse;
    private String request;

    @BeforeEach
    void aRequest() {
        owner = api.owner();
        officer = api.officer("revenue-kokshetau");
        warehouse = api.warehouse(owner, "revenue-kokshetau");
        request = api.request(officer, warehouse);
    }

    @Test
    @DisplayName("R283-4a, R283-4c: the owner fills in, reads and signs; what is missing and when it is due is said")
    void theOwnerHandsOver() {
        assertThat(page(owner.user(), "/video/warehouses"))
                .contains("My warehouses", "/video/requests/" + request + "/answer", "Waiting", " d left");
        page(owner.user(), "/video/requests/" + request + "/answer");

        Answer document = api.form(owner.user(), "/video/requests/" + request + "/answer", INCOMPLETE)
                .expect(200);
        assertThat(document.body())
                .contains("Login: camera-7", "Password: geheim-1", "Missing:", "Due on", "data-sign")
                .contains("data-sign-storages=\"all\"");
        String issued = field(document.body(), "document");

        Answer taken = api.form(
                        owner.user(),
                        "/video/credentials",
                        Map.of("document", issued, "signature", VideoApi.signature(issued, owner.key())))
                .expect(302);
        assertThat(taken.response().headers().firstValue("Location").orElseThrow())
                .endsWith("/video/warehouses/" + warehouse);
        assertThat(page(owner.user(), "/video/warehouses/" + warehouse))
                .contains("Incomplete", "Address (URL)")
                .doesNotContain("geheim-1", "camera-7");
        assertThat(page(owner.user(), "/video/warehouses"))
                .as("an incomplete access stays flagged with the day on which the rest is due")
                .contains("Incomplete", " d left");
    }

    @Test
    @DisplayName("R283-4a: a wrong address is told beside its field, and nothing that was typed is lost")
    void aWrongAddressIsToldBesideItsField() {
        Map<String, String> typed = new HashMap<>(INCOMPLETE);
        typed.put("url", "not an address");

        String again = api.form(owner.user(), "/video/requests/" + request + "/answer", typed)
                .expect(422)
                .body();

        assertThat(again)
                .contains("<a href=\"#url\">", "id=\"url-error\"", "value=\"not an address\"", "value=\"camera-7\"")
                .containsPattern("id=\"noProgram\"[^>]*checked")
                .containsPattern("id=\"password\"[^>]*value=\"geheim-1\"");
        assertThat(api.form(owner.user(), "/video/requests/" + request + "/answer", Map.of())
                        .expect(400)
                        .body())
                .contains("Fill in at least one of");
    }

    @Test
    void theDocumentMayBeCorrectedBeforeItIsSigned() {
        String issued = field(
                api.form(owner.user(), "/video/requests/" + request + "/answer", INCOMPLETE)
                        .body(),
                "document");

        assertThat(api.form(owner.user(), "/video/credentials/correction", Map.of("document", issued))
                        .expect(200)
                        .body())
                .contains("value=\"camera-7\"", "value=\"geheim-1\"", "/video/requests/" + request + "/answer");
        assertThat(api.form(api.owner().user(), "/video/credentials/correction", Map.of("document", issued))
                        .expect(404)
                        .body())
                .as("another owner sees nothing of it")
                .doesNotContain("geheim-1");
    }

    @Test
    void aSignatureOfAnotherIsRefusedAndTheDocumentMayBeSignedAgain() {
        String issued = field(
                api.form(owner.user(), "/video/requests/" + request + "/answer", INCOMPLETE)
                        .body(),
                "document");

        Answer refused = api.form(
                        owner.user(),
                        "/video/credentials",
                        Map.of(
                                "document",
                                issued,
                                "signature",
                                VideoApi.signature(issued, api.owner().key())))
                .expect(403);

        assertThat(refused.body()).contains("signed with the key of the organisation that owns", "Login: camera-7");
        assertThat(field(refused.body(), "document")).isEqualTo(issued);
        assertThat(api.form(owner.user(), "/video/credentials", Map.of("document", "%%%", "signature", "AAAA"))
                        .expect(400)
                        .body())
                .contains("Document not recognised");
    }

    @Test
    @DisplayName("R283-4b: the officer sees the access once; the page sent again is refused")
    void theOfficerLooksOnce() {
        api.handOver(owner, VideoApi.whole(request)).expect(201);
        String form = page(officer, "/video/warehouses/" + warehouse + "/reveal");
        Map<String, String> fields = Map.of("revealId", field(form, "revealId"), "purpose", PURPOSE);

        Answer shown = api.form(officer, "/video/warehouses/" + warehouse + "/reveal", fields)
                .expect(200);
        assertThat(shown.body()).contains("camera-7", "https://video.example/warehouse/7", PURPOSE);
        assertThat(shown.response().headers().firstValue("Cache-Control").orElseThrow())
                .contains("no-store");

        Answer again = api.form(officer, "/video/warehouses/" + warehouse + "/reveal", fields)
                .expect(409);
        assertThat(again.body()).contains("This was shown once").doesNotContain("camera-7", PURPOSE);
        assertThat(page(owner.user(), "/video/warehouses/" + warehouse)).contains(PURPOSE);
        assertThat(new AuditTrail(DATABASE, KEYS).of(officer.account()))
                .extracting(AuditTrail.Event::told)
                .contains("VIDEO_ACCESS_REVEAL REVEALED", "VIDEO_ACCESS_REVEAL REFUSED");
    }

    @Test
    void aPurposeThatSaysNothingIsToldBesideItsField() {
        api.handOver(owner, VideoApi.whole(request)).expect(201);
        String form = page(officer, "/video/warehouses/" + warehouse + "/reveal");

        assertThat(api.form(
                                officer,
                                "/video/warehouses/" + warehouse + "/reveal",
                                Map.of("revealId", field(form, "revealId"), "purpose", "......"))
                        .expect(400)
                        .body())
                .contains("id=\"purpose-error\"", "value=\"......\"")
                .doesNotContain("camera-7");
    }

    @Test
    @DisplayName("R283-4b: an officer of another body finds no such warehouse, whatever the page")
    void anotherBodysOfficerFindsNoSuchWarehouse() {
        Caller.User other = api.officer("revenue-oral");
        for (String path : new String[] {"", "/reveal"}) {
            assertThat(api.page(other, "/video/warehouses/" + warehouse + path)
                            .expect(404)
                            .body())
                    .contains("<h1>No such warehouse</h1>");
        }
        assertThat(page(other, "/video/warehouses")).doesNotContain(warehouse);
        assertThat(api.form(other, "/video/warehouses/" + warehouse + "/requests", Map.of("reason", PURPOSE))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anotherOwnerFindsNoSuchRequest() {
        Owner other = api.owner();

        api.page(other.user(), "/video/requests/" + request + "/answer").expect(404);
        api.page(other.user(), "/video/warehouses/" + warehouse + "/change").expect(404);
        api.form(other.user(), "/video/requests/" + request + "/answer", INCOMPLETE)
                .expect(404);
        assertThat(page(other.user(), "/video/warehouses")).doesNotContain(warehouse);
    }

    @Test
    void theOfficerRegistersAndRequests() {
        page(officer, "/video/warehouses/new");
        Answer registered = api.form(
                        officer,
                        "/video/warehouses",
                        Map.of(
                                "name",
                                "Жаңа қойма",
                                "address",
                                "Көкшетау",
                                "ownerBody",
                                owner.body(),
                                "ownerBin",
                                owner.bin()))
                .expect(302);
        String path = registered.response().headers().firstValue("Location").orElseThrow();
        path = path.substring(path.indexOf("/video/"));

        assertThat(api.form(officer, path + "/requests", Map.of("reason", PURPOSE, "receivedOn", "2999-01-01"))
                        .expect(400)
                        .body())
                .contains("id=\"receivedOn-error\"", PURPOSE, "2999-01-01");
        assertThat(api.form(officer, path + "/requests", Map.of("reason", PURPOSE, "receivedOn", "x"))
                        .expect(422)
                        .body())
                .contains("Choose the day in the calendar");
        api.form(officer, path + "/requests", Map.of("reason", PURPOSE, "receivedOn", ""))
                .expect(302);
        assertThat(page(officer, path)).contains("Жаңа қойма", PURPOSE, "Waiting");
    }

    @Test
    void aWarehouseThatIsWronglyTypedIsNotRegistered() {
        String again = api.form(
                        api.operator(),
                        "/video/warehouses",
                        Map.of("name", " ", "address", "Көкшетау", "ownerBody", "Иесі", "ownerBin", "123"))
                .expect(422)
                .body();

        assertThat(again)
                .contains("id=\"name-error\"", "id=\"ownerBin-error\"", "id=\"ownerBody-error\"")
                .contains("id=\"registeredByBody-error\"", "value=\"Көкшетау\"", "value=\"123\"");
    }

    @Test
    @DisplayName("R283-5a: the owner tells of a change, in Astana time")
    void theOwnerReportsAChange() {
        assertThat(api.form(owner.user(), "/video/warehouses/" + warehouse + "/change", change("2026-01-05T10:00"))
                        .expect(409)
                        .body())
                .contains("No access to this warehouse has been handed over");
        api.handOver(owner, VideoApi.whole(request)).expect(201);
        page(owner.user(), "/video/warehouses/" + warehouse + "/change");

        assertThat(api.form(owner.user(), "/video/warehouses/" + warehouse + "/change", change("tomorrow"))
                        .expect(422)
                        .body())
                .contains("id=\"changedAt-error\"", "value=\"camera-8\"");
        assertThat(api.form(owner.user(), "/video/warehouses/" + warehouse + "/change", change("2999-01-05T10:00"))
                        .expect(400)
                        .body())
                .contains("id=\"changedAt-error\"", "value=\"camera-8\"");
        Answer document = api.form(
                        owner.user(), "/video/warehouses/" + warehouse + "/change", change("2026-01-05T10:00"))
                .expect(200);
        assertThat(document.body()).contains("05.01.2026 10:00:00 +05:00");
    }

    private static Map<String, String> change(String moment) {
        return Map.of(
                "changedAt", moment,
                "login", "camera-8",
                "password", "geheim-2",
                "url", "https://video.example/8",
                "noProgram", "true");
    }

    @Test
    void theCardsCountWhatIsOpen() {
        assertThat(page(owner.user(), "/video/cards"))
                .contains("<p class=\"big-number\">1</p>", "Hand over the access");
        assertThat(page(officer, "/video/cards")).contains("Open the warehouses");
    }

    @ParameterizedTest
    @CsvSource({"kk, Менің қоймаларым", "ru, Мои склады", "en, My warehouses"})
    void pagesAreInTheReadersLanguage(String language, String title) {
        assertThat(page(in(language, owner.user()), "/video/warehouses"))
                .contains("<h1>" + title + "</h1>", "lang=\"" + language + "\"");
    }

    @Test
    @DisplayName("a page in English has no Kazakh or Russian but in names and in the words for the languages")
    void noPageIsMixed() {
        String page = page(api.operator(), "/video/warehouses/new")
                .replaceAll("(?s)<button[^>]*data-language.*?</button>", "");

        assertThat(Pattern.compile("\\p{IsCyrillic}+").matcher(page).results().map(MatchResult::group))
                .isEmpty();
    }

    /** A page, whole: no text missing, nothing inside it that the content security policy forbids. */
    private String page(Caller.User user, String path) {
        String body = api.page(user, path).expect(200).body();
        assertThat(body).doesNotContain("??").doesNotContain(" style=");
        return body;
    }

    private static Caller.User in(String language, Caller.User user) {
        return new Caller.User(
                user.account(),
                user.kind(),
                user.roles(),
                user.body(),
                user.bodyKind(),
                user.department(),
                user.roleCode(),
                user.agreementSigned(),
                user.session(),
                language);
    }

    private static String field(String page, String name) {
        Matcher matcher =
                Pattern.compile("name=\"" + name + "\"\\s+value=\"([^\"]+)\"").matcher(page);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }
}
