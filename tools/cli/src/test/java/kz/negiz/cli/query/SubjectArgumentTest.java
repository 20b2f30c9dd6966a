package kz.negiz.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.negiz.cli.CommandFailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("--subject")
class SubjectArgumentTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "991340000017 | {'kind':'BIN','value':'991340000017'}",
                "990101500006 | {'kind':'IIN','value':'990101500006'}",
                "plate:123 abc 02 | {'kind':'PLATE','value':'123ABC02'}",
                "123ABC02 | {'kind':'PLATE','value':'123ABC02'}",
                "vin:XXABCDEF000000017 | {'kind':'VIN','value':'XXABCDEF000000017'}",
                "cadastral:20-315-040-122 | {'kind':'CADASTRAL_NUMBER','value':'20:315:040:122'}",
                "20:315:040:122 | {'kind':'CADASTRAL_NUMBER','value':'20:315:040:122'}",
                "passport:N12345678 | {'kind':'DOCUMENT','document':'PASSPORT','number':'N12345678'}",
                "name:A;B;2099-01-31 | {'kind':'NAME','surname':'A','name':'B','birthDate':'2099-01-31'}",
                "address:Abai, 10 | {'kind':'ADDRESS','text':'Abai, 10'}"
            })
    @DisplayName("takes")
    void takes(String argument, String json) {
        assertThat(SubjectArgument.read(argument).toString()).isEqualTo(json.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "991340000018", "plate:123", "name:A", "boat:7", "passport:1"})
    @DisplayName("refuses, without repeating it,")
    void refuses(String argument) {
        assertThatThrownBy(() -> SubjectArgument.read(argument))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("Wrong in --subject: ")
                .hasMessageNotContaining("991340000018");
    }
}
