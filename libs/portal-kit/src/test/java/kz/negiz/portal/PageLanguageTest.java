package kz.negiz.portal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

@DisplayName("The language of an answer")
class PageLanguageTest {

    @ParameterizedTest(name = "{0}: {1} is Kazakh until its reader chooses, whatever the browser is set to")
    @CsvSource({"Accept, text/html", "HX-Request, true", "Sec-Fetch-Mode, cors"})
    void ofPages(String header, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", "en-US");
        request.addHeader(header, value);
        assertThat(PageLanguage.chosen(request).getLanguage()).isEqualTo("kk");

        request.setCookies(new Cookie(PageLanguage.COOKIE, "ru"));
        assertThat(PageLanguage.chosen(request).getLanguage()).isEqualTo("ru");
    }

    @Test
    @DisplayName("programs get the one that they ask for")
    void ofPrograms() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", "fr, en;q=0.5");
        request.addHeader("Accept", "application/json");

        assertThat(PageLanguage.chosen(request).getLanguage()).isEqualTo("en");
    }
}
