package kz.negiz.registry.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kz.negiz.kit.identity.AccessRole;
import kz.negiz.kit.identity.Caller;
import kz.negiz.registry.RegistryApi;
import kz.negiz.registry.RegistryApi.Answer;
import kz.negiz.registry.RegistryApi.Person;
import kz.negiz.registry.RegistryUnderTest;
import kz.negiz.testkit.browser.PortalBrowser;
import kz.negiz.testkit.browser.PortalPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator's forms: bodies, users, blocks. */
class OperatorPagesTest extends RegistryUnderTest {

    @Test
    @DisplayName("a body is added; a wrong field is told beside it, and nothing that was typed is lost")
    void aBodyIsAdded() {
        Map<String, String> form = new HashMap<>(Map.of(
                "code", "Forms", "kind", "STATE_REVENUE", "kk", "Сынақ орган", "ru", "Проба", "en", "Trial body"));
        Answer again = api.form(api.administrator(), "/registry/bodies", form).expect(422);
        assertThat(again.text())
                .contains("id=\"code-error\"", "<a href=\"#code\">", "value=\"Forms\"", "value=\"Сынақ орган\"")
                .containsPattern("value=\"STATE_REVENUE\"[^>]*selected");

        form.put("code", "forms-trial");
        assertThat(api.form(api.administrator(), "/registry/bodies", form)
                        .expect(302)
                        .location())
                .endsWith("/registry/bodies");
        assertThat(page(api.administrator(), "/registry/bodies"))
                .contains("forms-trial", "Trial body", "State revenue");
        assertThat(api.form(api.administrator(), "/registry/bodies", form)
                        .expect(409)
                        .text())
                .contains("A body with this code is registered");
        assertThat(api.form(api.administrator(), "/registry/bodies", Map.of())
                        .expect(422)
                        .text())
                .contains("id=\"kind-error\"", "id=\"kk-error\"");
    }

    @Test
    @DisplayName("R41-4b, R41-6: a user is registered on an application; what does not fit is told beside its field")
    void aUserIsRegistered() {
        String body = api.body("STATE_REVENUE");
        Person person = Person.someone();
        Map<String, String> form = head(person, body);
        form.put("unitHeaded", "NONE");

        Answer again =
                api.form(api.administrator(), "/registry/users/new", form).expect(422);
        assertThat(again.text())
                .contains("id=\"unitHeaded-error\"", "Сынақ Қызметкер", "value=\"" + person.iin() + "\"")
                .containsPattern("value=\"OFFICER\"[^>]*checked");

        form.put("unitHeaded", "DIVISION");
        String location = api.form(api.administrator(), "/registry/users/new", form)
                .expect(302)
                .location();
        assertThat(page(api.administrator(), location.substring(location.indexOf("/registry"))))
                .contains("Сынақ Қызметкер", "Active", "Officer", body + " /")
                .doesNotContain(person.iin());
        assertThat(api.login(person.iin(), "").has(AccessRole.OFFICER)).isTrue();
        assertThat(api.form(api.administrator(), "/registry/users/new", form)
                        .expect(409)
                        .text())
                .contains("id=\"iin-error\"");
    }

    @Test
    void aWrongFormRegistersNobody() {
        String again = api.form(
                        api.administrator(),
                        "/registry/users/new",
                        Map.of("iin", "123", "bin", "456", "department", "almaty", "applicationDate", "yesterday"))
                .expect(422)
                .text();

        assertThat(again)
                .contains("id=\"iin-error\"", "id=\"bin-error\"", "id=\"fullName-error\"", "id=\"position-error\"")
                .contains("id=\"roles-error\"", "id=\"body-error\"", "id=\"department-error\"")
                .contains("id=\"keyStorage-error\"", "id=\"applicationNumber-error\"", "id=\"applicationDate-error\"");
    }

    @Test
    @DisplayName("R150-38: a key in a file is refused beside its field for anybody but warehouse owners")
    void aKeyInAFileIsRefused() {
        Map<String, String> form = head(Person.someone(), api.body("STATE_REVENUE"));
        form.put("keyStorage", "PKCS12");

        assertThat(api.form(api.administrator(), "/registry/users/new", form)
                        .expect(422)
                        .text())
                .contains("id=\"keyStorage-error\"");
    }

    @Test
    @DisplayName("R41-32a, R150-46: the operator blocks for a violation, with rule, evidence and a last day")
    void aBlockForAViolation() {
        UUID account = api.registerHead(Person.someone(), api.body("STATE_REVENUE"), "/");
        String user = "/registry/users/" + account;

        assertThat(api.form(
                                api.administrator(),
                                user + "/violations",
                                Map.of("brokenRule", "9", "evidence", "", "violationUntil", "soon"))
                        .expect(422)
                        .text())
                .contains("id=\"brokenRule-error\"", "id=\"evidence-error\"", "id=\"violationUntil-error\"")
                .contains("value=\"soon\"");
        assertThat(api.form(
                                api.administrator(),
                                user + "/violations",
                                Map.of("brokenRule", "R41-9c", "evidence", "event-1", "violationUntil", "2020-01-01"))
                        .expect(422)
                        .text())
                .contains("id=\"violationUntil-error\"", "A block must end in the future");
        assertThat(api.standingOf(account)).isEqualTo("GOOD");

        api.form(
                        api.administrator(),
                        user + "/violations",
                        Map.of("brokenRule", "R41-9c", "evidence", "event-1, event-2", "violationUntil", "2999-01-01"))
                .expect(302);
        assertThat(api.standingOf(account)).isEqualTo("NONE");
        assertThat(page(api.administrator(), user))
                .contains("Blocked", "In force", "Order 41, paragraph 9", "event-1, event-2", "02.01.2999 00:00");
    }

    @Test
    @DisplayName("R41-10c, R150-34: the operator blocks on an application, and lifts by a new decision only")
    void aBlockOnAnApplicationAndItsLifting() {
        UUID account = api.registerHead(Person.someone(), api.body("STATE_REVENUE"), "/");
        String user = "/registry/users/" + account;
        api.form(
                        api.administrator(),
                        user + "/applications",
                        Map.of(
                                "applicationNumber", "17",
                                "applicationDate", RegistryApi.today(),
                                "reason", "DISMISSAL"))
                .expect(302);
        assertThat(api.standingOf(account)).isEqualTo("NONE");
        String page = page(api.administrator(), user);
        assertThat(page).contains("Dismissal", "No. 17 of", "Blocks to lift");
        String block = Pattern.compile("name=\"lifted\"[^>]*value=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(api.form(
                                api.administrator(),
                                user + "/unblocks",
                                Map.of("decisionNumber", "18", "decisionDate", RegistryApi.today()))
                        .expect(422)
                        .text())
                .contains("id=\"lifted-error\"", "value=\"18\"");
        assertThat(api.form(
                                api.administrator(),
                                user + "/unblocks",
                                Map.of("lifted", block, "decisionNumber", "18", "decisionDate", "2020-01-01"))
                        .expect(422)
                        .text())
                .contains("id=\"decisionNumber-error\"", "Only a new decision lifts a block");
        assertThat(api.standingOf(account)).isEqualTo("NONE");

        api.form(
                        api.administrator(),
                        user + "/unblocks",
                        Map.of("lifted", block, "decisionNumber", "18", "decisionDate", RegistryApi.today()))
                .expect(302);
        assertThat(api.standingOf(account)).isEqualTo("GOOD");
        assertThat(page(api.administrator(), user))
                .contains("Lifted", "No. 18 of")
                .doesNotContain("Blocks to lift");
    }

    @Test
    @DisplayName("R41-4a: nobody blocks their own account")
    void nobodyBlocksThemselves() {
        Caller.User administrator = api.administrator();

        assertThat(api.form(
                                administrator,
                                "/registry/users/" + administrator.account() + "/violations",
                                Map.of("brokenRule", "R41-9c", "evidence", "event-1"))
                        .expect(403)
                        .text())
                .contains("Nobody decides on their own account");
    }

    @Test
    @DisplayName("R41-12, R41-15: an official sees and blocks the own people on dismissal only, and nobody else")
    void whatAnOfficialMay() {
        String body = api.body("STATE_REVENUE");
        UUID head = api.registerHead(Person.someone(), body, "/");
        UUID foreign = api.registerHead(Person.someone(), api.body("STATE_REVENUE"), "/");
        Person person = Person.someone();
        api.register(person, RegistryApi.official(body, "/"));
        Caller.User official = api.login(person.iin(), "");

        assertThat(page(official, "/registry/users/" + head))
                .contains("value=\"DISMISSAL\"")
                .doesNotContain("value=\"OTHER\"", "/violations\"", "/unblocks\"");
        assertThat(api.get(official, "/registry/users/" + foreign).status()).isEqualTo(404);
        assertThat(api.form(official, "/registry/users/" + head + "/violations", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api.get(official, "/registry/bodies").status()).isEqualTo(403);
        assertThat(api.get(official, "/registry/users/new").status()).isEqualTo(403);
        api.form(
                        official,
                        "/registry/users/" + head + "/applications",
                        Map.of(
                                "applicationNumber", "17",
                                "applicationDate", RegistryApi.today(),
                                "reason", "DISMISSAL"))
                .expect(302);
        assertThat(api.standingOf(head)).isEqualTo("NONE");
    }

    @Test
    @DisplayName("an English page has no Kazakh or Russian but in names")
    void noPageIsMixed() {
        String page = page(api.administrator(), "/registry/users/new")
                .replaceAll("(?s)<button[^>]*data-language.*?</button>", "")
                .replaceAll("(?s)<select[^>]*id=\"(body|roleCode)\".*?</select>", "");

        assertThat(Pattern.compile("\\p{IsCyrillic}+").matcher(page).results().map(MatchResult::group))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "R41-4b, R41-32a: in a browser the operator adds a body and a user, blocks and unblocks, and every page is accessible")
    void inABrowser() {
        Person person = Person.someone();
        try (PortalBrowser browser = PortalBrowser.open(KEYS, SERVICE, port)) {
            PortalPage page =
                    browser.as(api.administrator()).go("/registry/bodies").holds("bodies");
            page.find("#kk").fill("Сынақ басқармасы");
            page.find("#ru").fill("Пробное управление");
            page.find("#en").fill("Trial directorate");
            page.find("#kind").selectOption("STATE_REVENUE");
            page.find("#code").fill("trial-browser");
            page.find("main button").click();
            page.find("code:text-is('trial-browser')").waitFor();

            page.go("/registry/users/new").holds("user-new");
            page.find("main button").click();
            page.find(".error-summary").waitFor();
            page.holds("user-new-errors");
            page.find("#iin").fill(person.iin());
            page.find("#fullName").fill("Әлия Сынақова");
            page.find("#position").fill("бөлім басшысы");
            page.find("#unitHeaded").selectOption("DIVISION");
            page.find("#keyStorage").selectOption("KAZTOKEN");
            page.find("#body").selectOption("trial-browser");
            page.find("#role-OFFICER").check();
            page.find("#roleCode").selectOption("STATE_REVENUE_UNIT_HEAD");
            page.find("#applicationNumber").fill("А-17");
            page.find("#applicationDate").fill(RegistryApi.today());
            page.find("main button").click();
            page.find("#brokenRule").waitFor();
            page.holds("user");
            assertThat(page.path()).doesNotContain(person.iin());

            page.find("#brokenRule").fill("R41-9c");
            page.find("#evidence").fill("event-1");
            page.find("#violationUntil").fill("2999-01-01");
            page.find("form[action$='/violations'] button").click();
            page.find("#decisionNumber").waitFor();
            page.holds("user-blocked");
            page.find("#decisionNumber").fill("Ш-1");
            page.find("#decisionDate").fill(RegistryApi.today());
            page.find("form[action$='/unblocks'] button").click();
            page.find("dd .state-good").waitFor();

            page.go("/registry/users").holds("users");
        }
    }

    private static Map<String, String> head(Person person, String body) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("iin", person.iin()),
                Map.entry("fullName", "Сынақ Қызметкер"),
                Map.entry("position", "бөлім басшысы"),
                Map.entry("unitHeaded", "DIVISION"),
                Map.entry("roles", "OFFICER"),
                Map.entry("roleCode", "STATE_REVENUE_UNIT_HEAD"),
                Map.entry("body", body),
                Map.entry("department", "/"),
                Map.entry("keyStorage", "KAZTOKEN"),
                Map.entry("applicationNumber", "А-1"),
                Map.entry("applicationDate", RegistryApi.today())));
    }

    private String page(Caller.User user, String path) {
        String text = api.get(user, path).expect(200).text();
        for (String forbidden : List.of("??", " style=")) {
            assertThat(text).doesNotContain(forbidden);
        }
        return text;
    }
}
