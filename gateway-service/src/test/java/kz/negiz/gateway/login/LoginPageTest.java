package kz.negiz.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.negiz.eds.Reason;
import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import kz.negiz.kit.identity.AccessRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The login page")
class LoginPageTest extends RunningGateway {

    @ParameterizedTest
    @CsvSource({"kk, Кіру", "ru, Вход", "en, Log in"})
    @DisplayName("speaks three languages")
    void threeLanguages(String language, String title) {
        Browser browser = browser();
        browser.setCookie("lang", language);

        Browser.Answer page = browser.get("/login", "Accept: text/html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<h1>" + title + "</h1>", "lang=\"" + language + "\"", "data-sign-challenge");
        assertThat(page.text()).doesNotContain("??", "<style", "onclick", "javascript:");
        assertThat(browser.cookie("negiz-pre-login")).isPresent();
    }

    @Test
    @DisplayName("leads back to where the person wanted to go")
    void leadsBack() {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        assertThat(browser.get("/login?next=%2Fquestions%2Fask%3Fbasis%3D1", "Accept: text/html")
                        .text())
                .contains("value=\"/questions/ask?basis=1\"");

        Browser.Answer answer = send(browser, "head", "/questions/ask?basis=1");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).contains("/questions/ask?basis=1");
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("leads nobody to another site")
    void leadsNowhereElse() {
        UPSTREAM.registerOfficer(iin("head"));
        Browser browser = browser();
        for (String elsewhere : new String[] {"//evil.example", "https://evil.example/", "/\\evil.example", ""}) {
            assertThat(browser.get(
                                    "/login?next=" + URLEncoder.encode(elsewhere, StandardCharsets.UTF_8),
                                    "Accept: text/html")
                            .text())
                    .doesNotContain("evil");
            assertThat(send(browser, "head", elsewhere).header("Location")).contains("/");
        }
    }

    @Test
    @DisplayName("R41-7: the first entry leads to the agreement")
    void firstEntryLeadsToTheAgreement() {
        UPSTREAM.register(iin("head"), "", "PERSON", Set.of(AccessRole.OFFICER), false);

        assertThat(send(browser(), "head", "/questions").header("Location")).contains("/registry/agreement");
    }

    @Test
    @DisplayName("says on the page why somebody is refused, by which rule, and what helps")
    void saysWhy() {
        Browser browser = browser();
        browser.setCookie("lang", "ru");

        Browser.Answer answer = send(browser, "head-file", "/");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .contains("data-reason=\"KEY_STORAGE_NOT_PERMITTED\"", "R150-38", "data-sign-challenge")
                .contains(Reason.KEY_STORAGE_NOT_PERMITTED.ru());
        assertThat(browser.cookie("negiz-session")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: the sentence of its reason, in three languages")
    @CsvSource({
        "expired, CERTIFICATE_EXPIRED",
        "revoked, CERTIFICATE_REVOKED",
        "foreign, ISSUER_NOT_GENUINE",
        "head-file, KEY_STORAGE_NOT_PERMITTED"
    })
    @DisplayName("says of a key that is not accepted why, and asks again")
    void saysWhyInThreeLanguages(String key, Reason reason) {
        for (String language : new String[] {"kk", "ru", "en"}) {
            Browser browser = browser();
            browser.setCookie("lang", language);

            Browser.Answer answer = send(browser, key, "/");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text().replace("&#39;", "'"))
                    .contains("data-reason=\"" + reason.code() + "\"", reason.text(language), "data-sign-challenge");
        }
    }

    @Test
    @DisplayName("tells the time with a challenge and with the script that signs, so that the page can compare clocks")
    void tellsTheTime() {
        Browser browser = browser();
        String page = browser.get("/login", "Accept: text/html").text();
        Matcher script = Pattern.compile("/assets/[^\"]+/signing\\.js").matcher(page);
        assertThat(script.find()).isTrue();

        for (Browser.Answer answer : new Browser.Answer[] {
            browser.post("/api/login/challenge", ""), browser.send("HEAD", script.group(), new byte[0])
        }) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Date"))
                    .hasValueSatisfying(
                            date -> assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant())
                                    .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
        }
    }

    @Test
    @DisplayName("the home page has a place for each part of the portal that the user may see")
    void homePage() {
        Browser browser = officer("head");

        Browser.Answer page = browser.get("/", "Accept: text/html");

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).contains("hx-get=\"/questions/cards\"").doesNotContain("hx-get=\"/audit/cards\"");
    }

    private static Browser.Answer send(Browser browser, String key, String next) {
        Challenge challenge = challenge(browser);
        String form = "challengeId=" + challenge.id()
                + "&document=" + encoded(Base64.getEncoder().encodeToString(challenge.content()))
                + "&signature="
                + encoded(Base64.getEncoder().encodeToString(signer(key).sign(challenge.content(), true)))
                + "&next=" + encoded(next);
        return browser.send(
                "POST",
                "/login",
                form.getBytes(StandardCharsets.US_ASCII),
                "Content-Type: application/x-www-form-urlencoded",
                "Accept: text/html");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
