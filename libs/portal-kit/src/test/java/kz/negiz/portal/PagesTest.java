package kz.negiz.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import kz.negiz.kit.identity.AccessRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest extends PortalTest {

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void aPageIsInTheReadersLanguageAndNamesNoMissingText(String language) throws Exception {
        String page = page("/sample", user(language, AccessRole.values()));

        assertThat(page).contains("<html lang=\"" + language + "\"").doesNotContain("??");
        assertThat(page)
                .containsPattern(
                        "data-language=\"" + language + "\"\\s+aria-label=\"[^\"]+\"\\s+aria-pressed=\"true\"");
    }

    @Test
    @DisplayName("an English page has Kazakh and Russian only in the names of the languages")
    void aPageIsNotMixed() throws Exception {
        String page = page("/sample", user("en", AccessRole.values()))
                .replaceAll("(?s)<button[^>]*data-language.*?</button>", "");

        assertThat(Pattern.compile("\\p{IsCyrillic}+").matcher(page).results().map(MatchResult::group))
                .isEmpty();
    }

    @Test
    void theNavigationShowsOnlyThePlacesOfTheReadersRoles() throws Exception {
        assertThat(page("/sample", user("en", AccessRole.OPERATOR)))
                .contains("href=\"/registry/users\"", "href=\"/registry/blocks\"", "href=\"/audit\"")
                .doesNotContain("href=\"/questions/ask\"");
        assertThat(page("/sample", user("en", AccessRole.OFFICER)))
                .contains("href=\"/questions/ask\"", "href=\"/questions\"", "hx-get=\"/questions/cards\"")
                .doesNotContain("href=\"/registry/users\"", "hx-get=\"/registry/cards\"");
        assertThat(page("/sample", user("en", AccessRole.WAREHOUSE_OWNER)))
                .contains("href=\"/video/warehouses\"")
                .doesNotContain("href=\"/questions\"");
        assertThat(page("/sample", user("en", AccessRole.PROSECUTOR))).contains("href=\"/audit\"");
    }

    @Test
    @DisplayName("R41-26: every page reminds of confidentiality, and names the operator")
    void thePageReminds() throws Exception {
        assertThat(page("/sample", user("en", AccessRole.OFFICER)))
                .contains("What is received here is confidential", "operator@example.kz");
    }

    @Test
    @DisplayName("R41-30: moments are shown in Astana time, the offset on hover")
    void momentsAreInAstanaTime() throws Exception {
        assertThat(page("/sample", user("en", AccessRole.OFFICER)))
                .contains("datetime=\"2026-11-22T12:10:00Z\" title=\"22.11.2026 17:10:00 +05:00\">22.11.2026 17:10<");
    }

    @Test
    void longNumbersAreSetInGroupsWithoutSpacesInTheText() throws Exception {
        assertThat(page("/sample", user("en", AccessRole.OFFICER)))
                .contains("<span>990</span><span>123</span><span>456</span><span>789</span>");
    }

    @Test
    void whatPeopleTypedIsEscapedAndItsErrorIsLinkedFromTheSummary() throws Exception {
        assertThat(page("/sample", user("en", AccessRole.OFFICER)))
                .contains("value=\"&lt;b&gt;\"", "<a href=\"#subject\">Wrong &lt;i&gt;</a>", "aria-invalid=\"true\"")
                .contains("aria-describedby=\"subject-hint subject-error\"")
                .doesNotContain("<b>", "<i>");
    }

    @Test
    void noScriptAndNoStyleStandsInsideThePage() throws Exception {
        String page = page("/sample", user("en", AccessRole.OFFICER));

        assertThat(page).doesNotContain(" style=").doesNotContain("<style").doesNotContainPattern(" on[a-z]+=\"");
        assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(page).find())
                .isFalse();
    }

    @Test
    void thePolicyAllowsOnlyOurFilesAndNcalayer() throws Exception {
        String policy = get("/sample", user("en", AccessRole.OFFICER), "text/html")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy)
                .contains("script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .contains("connect-src 'self' ws://127.0.0.1:%1$d wss://127.0.0.1:%1$d;".formatted(NCALAYER.port()))
                .doesNotContain("unsafe");
    }

    @Test
    void aPageAndAllItsFilesWeighLessThan150KilobytesOnTheWire() throws Exception {
        String page = page("/sample", user("kk", AccessRole.values()));
        int weight = compressed(page);
        List<String> assets = ASSET.matcher(page)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        for (String asset : assets) {
            weight += asset(asset, "gzip").body().length;
        }

        assertThat(assets).hasSize(7);
        assertThat(weight).isLessThan(150 * 1024);
    }

    @Test
    void anAssetIsKeptForGoodAndItsAddressHoldsItsHash() throws Exception {
        String url = new AssetCatalogue().url("negiz.css");
        HttpResponse<byte[]> answer = asset(url, "identity");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                .contains("max-age=31536000", "immutable");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(asset(url.replaceFirst("/assets/.", "/assets/x"), "identity").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRefusalIsAPageForPeopleAndADocumentForPrograms() throws Exception {
        var page = get("/sample/refused", user("en", AccessRole.OFFICER), "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body())
                .contains("<h1>Not allowed</h1>", "Order 41, paragraph 32", "R41-32a")
                .contains(page.headers().firstValue("X-Correlation-Id").orElseThrow());

        var document = get("/sample/refused", user("en", AccessRole.OFFICER), "application/json");
        assertThat(document.statusCode()).isEqualTo(403);
        assertThat(document.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");

        var anything = get("/sample/refused", user("en", AccessRole.OFFICER), "*/*");
        assertThat(anything.headers().firstValue("Content-Type").orElseThrow())
                .as("programs that do not say what they want get the document")
                .startsWith("application/problem+json");
    }

    @Test
    void aRefusalBeforeTheEndpointIsAPageToo() throws Exception {
        var page = get("/sample/refused", user("ru", AccessRole.OPERATOR), "text/html");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("<h1>Нет права</h1>");
    }

    @Test
    void aPageThatDoesNotExistSaysSo() throws Exception {
        var page = get("/nowhere", user("kk", AccessRole.OFFICER), "text/html");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("<h1>Табылмады</h1>");
    }

    @Test
    void anUnforeseenFailureTellsTheNumberAndNothingElse() throws Exception {
        var page = get("/sample/broken", user("en", AccessRole.OFFICER), "text/html");

        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body())
                .contains(page.headers().firstValue("X-Correlation-Id").orElseThrow())
                .doesNotContain("secret particulars", "IllegalState");
    }

    private HttpResponse<byte[]> asset(String path, String encoding) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Accept-Encoding", encoding)
                            .header("Authorization", "Bearer " + token(user("en"), "GET", path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static int compressed(String page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(page.getBytes(StandardCharsets.UTF_8));
        }
        return out.size();
    }
}
