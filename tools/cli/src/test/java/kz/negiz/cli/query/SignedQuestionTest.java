package kz.negiz.cli.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import kz.negiz.cli.CommandFailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A question that the platform drew up")
class SignedQuestionTest {

    private static final String ASKED = """
            {"profile":"FIELD","basis":{"kind":"INSPECTION_NUMBER","number":"T-1"},"services":["31"],
             "subjects":[{"kind":"BIN","value":"991340000017"}],"purpose":" To compare  vehicles ","language":"en"}
            """;
    private static final String DRAFTED = """
            {"audience":"demo","basis":{"kind":"INSPECTION_NUMBER","number":"T-1"},"edition":1,"id":"x","issued":"x",
             "language":"en","profile":"FIELD","purpose":"To compare vehicles","services":["31"],
             "subjects":[{"kind":"BIN","value":"991340000017"}],"type":"kz.negiz.question","version":1,"words":[]}
            """;

    @Test
    @DisplayName("is signed when it asks what was asked")
    void same() {
        assertThatCode(() -> check(DRAFTED)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "is not signed with another {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "profile | FIELD | OTHER",
                "basis | T-1 | T-2",
                "services | [\"31\"] | [\"31\",\"32\"]",
                "subjects | 991340000017 | 991340000018",
                "purpose | To compare vehicles | To look at vehicles",
                "language | \"en\" | \"kk\"",
                "type | kz.negiz.question | kz.negiz.agreement",
                "fields | \"edition\":1 | \"edition\":1,\"more\":1"
            })
    void differs(String field, String was, String is) {
        assertThatThrownBy(() -> check(DRAFTED.replace(was, is)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageEndingWith(": " + field);
    }

    private static void check(String drafted) {
        SignedQuestion.requireSame(drafted.getBytes(StandardCharsets.UTF_8), (ObjectNode)
                JsonMapper.builder().build().readTree(ASKED));
    }
}
