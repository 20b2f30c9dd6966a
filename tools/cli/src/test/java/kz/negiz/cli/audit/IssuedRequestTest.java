package kz.negiz.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import kz.negiz.cli.CommandFailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A prosecutor's request that the platform drew up")
class IssuedRequestTest {

    private static final byte[] GROUND = "abc".getBytes(StandardCharsets.UTF_8);
    private static final String ASKED = """
            {"accounts":["019A9F6C-0c00-7aaa-8bbb-cccccccccccc"],"from":"2026-11-01T00:00:00Z",
             "to":"2026-11-02T00:00:00Z","ground":"RESOLUTION","number":"17/2","date":"2026-11-20"}
            """;
    private static final String DRAWN_UP = """
            {"account":"a","accounts":["019a9f6c-0c00-7aaa-8bbb-cccccccccccc"],"audience":"demo","body":"",
             "from":"2026-11-01T00:00:00.000Z","ground":{"bytes":3,"date":"2026-11-20","kind":"RESOLUTION",
             "number":"17/2","sha256":"ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"},"id":"x","issued":"x",
             "language":"en","to":"2026-11-02T00:00:00.000Z","type":"kz.negiz.disclosure-request","version":1,
             "words":["I ask"]}
            """;

    @Test
    @DisplayName("R41-34b: is signed when it asks for what was typed")
    void same() {
        assertThat(read(DRAWN_UP).words()).containsExactly("I ask");
    }

    @ParameterizedTest(name = "is not signed with another {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "accounts | cccccccccccc | cccccccccccd",
                "body | body\":\" | body\":\"kgd-almaty",
                "from | 2026-11-01T00 | 2025-11-01T00",
                "to | 2026-11-02T00 | 2027-11-02T00",
                "ground | RESOLUTION | OTHER_DOCUMENT",
                "number | 17/2 | 17/3",
                "date | 2026-11-20 | 2026-11-19",
                "length of the attached document | bytes\":3 | bytes\":4",
                "digest of the attached document | ungW | ungX",
                "type | disclosure-request | question"
            })
    void differs(String field, String was, String is) {
        assertThatThrownBy(() -> read(DRAWN_UP.replace(was, is)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageEndingWith(": " + field);
    }

    private static IssuedRequest read(String drawnUp) {
        return IssuedRequest.of(
                drawnUp.getBytes(StandardCharsets.UTF_8),
                JsonMapper.builder().build().readTree(ASKED),
                GROUND);
    }
}
