package kz.negiz.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("negiz query news")
class NewsCommandTest {

    @Test
    @DisplayName("names each question to which an answer has come late, with what was asked")
    void lines() {
        String text = NewsCommand.text(JsonMapper.shared().readTree("""
                {"questions":[{"id":"019a9f6c-0c00-7aaa-8bbb-cccccccccccc","received":"2026-11-22T09:00:00Z","outcome":"PERMITTED",
                "userNumber":41,"services":[{"service":"VEHICLES","decision":"PERMIT","level":"FULL"},
                {"service":"COURT_CARDS","decision":"REFUSE"}]}]}"""));

        assertThat(text.strip())
                .isEqualTo("41  2026-11-22T09:00:00Z  019a9f6c-0c00-7aaa-8bbb-cccccccccccc  PERMITTED"
                        + "  VEHICLES=FULL COURT_CARDS=REFUSE");
    }

    @Test
    @DisplayName("says so where none has")
    void none() {
        assertThat(NewsCommand.text(JsonMapper.shared().readTree("{\"questions\":[]}")))
                .isEqualTo("No answer has come late that you have not read.");
    }
}
