package kz.negiz.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import kz.negiz.gateway.Browser;
import kz.negiz.gateway.RunningGateway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Headers of every answer")
class SecurityHeadersTest extends RunningGateway {

    @Test
    @DisplayName("every answer, a refusal too, tells the browser to keep to this site and to TLS, and to keep no copy")
    void everyAnswerIsGuarded() {
        Browser browser = officer("head");
        for (Browser.Answer answer : new Browser.Answer[] {
            browser.get("/login", "Accept: text/html"),
            browser.get("/api/questions"),
            browser.get("/api//x"),
            browser().get("/api/session"),
            browser.get("/nowhere")
        }) {
            assertThat(answer.header("Content-Security-Policy"))
                    .get()
                    .asString()
                    .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                    .contains("connect-src 'self' wss://127.0.0.1:13579;")
                    .doesNotContain("unsafe", " ws:");
            assertThat(answer.header("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("Referrer-Policy")).contains("same-origin");
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    @Test
    @DisplayName("the files of pages are served to everybody, and kept by browsers")
    void assetsAreKept() {
        String page = browser().get("/login", "Accept: text/html").text();
        String script = page.substring(page.indexOf("/assets/"));
        script = script.substring(0, script.indexOf('"'));

        Browser.Answer asset = browser().get(script);

        assertThat(asset.status()).isEqualTo(200);
        assertThat(asset.header("Cache-Control")).get().asString().contains("immutable");
        assertThat(asset.header("Content-Security-Policy")).isPresent();
    }

    @Test
    @DisplayName("the gateway tells whether it is well, and nothing else about itself")
    void healthIsOpen() {
        assertThat(browser().get("/actuator/health").status()).isEqualTo(200);
        assertThat(browser().get("/actuator/health").text()).doesNotContain("components", "db");
    }
}
