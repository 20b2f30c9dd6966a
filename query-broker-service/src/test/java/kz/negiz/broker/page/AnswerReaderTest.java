package kz.negiz.broker.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.negiz.broker.page.AnswerContent.Section;
import kz.negiz.broker.page.AnswerContent.Value;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Service;
import kz.negiz.rules.ShippedEdition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("An answer laid out for a page")
class AnswerReaderTest {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9]+");
    /** Parts of a picture, which is shown as one. */
    private static final Set<String> OF_A_PICTURE = Set.of("base64", "mediaType", "width", "height");

    private final FieldNames names = new FieldNames();

    @Test
    @DisplayName("single values are facts, lists of entries are tables with a column for every field")
    void factsAndTables() {
        AnswerContent content = read("""
                {"total":2,"vehicles":[{"plate":"001AAA02","year":2021},{"plate":"777BBB02","colour":"white"}]}""");

        assertThat(content.facts()).hasSize(1);
        Section table = content.sections().getFirst();
        assertThat(table.kind()).isEqualTo("table");
        assertThat(table.columns()).extracting(AnswerContent.Column::name).containsExactly("Plate", "Year", "Colour");
        assertThat(table.columns()).extracting(AnswerContent.Column::amounts).containsExactly(false, true, false);
        assertThat(table.rows().get(1)).hasSize(3);
        assertThat(table.rows().get(1).get(1)).isEmpty();
    }

    @Test
    @DisplayName("a person or an address stands in one line, more than that in a group of its own")
    void groups() {
        AnswerContent content = read("""
                {"owner":{"kind":"BIN","number":"991340000017","name":"LLP"},
                "entity":{"name":"LLP","status":"ACTIVE","a":1,"b":2,"address":{"region":"R","locality":"L","house":"1","flat":"2"}}}""");

        assertThat(content.facts().getFirst().lines())
                .containsExactly(List.of(
                        new Value("text", "BIN"), new Value("number", "991340000017"), new Value("text", "LLP")));
        assertThat(content.sections().getFirst().kind()).isEqualTo("facts");
        assertThat(content.sections().getFirst().content().facts()).hasSize(5);
    }

    @ParameterizedTest
    @DisplayName("values are shown as people write them")
    @CsvSource(delimiter = '|', textBlock = """
            {"x":1234567.5}                  | amount | 1\u00a0234\u00a0567,5
            {"year":2021}                    | amount | 2021
            {"x":"2026-11-22"}               | text   | 22.11.2026
            {"x":"2026-11-22T09:05:00Z"}     | text   | 22.11.2026 14:05
            {"x":"2026-19-22"}               | text   | 2026-19-22
            {"x":"991340000017"}             | number | 991340000017
            {"x":true}                       | text   | yes
            {"x":"IN_COURT"}                 | text   | in court
            {"x":"as the source has it"}     | text   | as the source has it
            """)
    void values(String data, String kind, String shown) {
        assertThat(read(data).facts().getFirst().lines()).containsExactly(List.of(new Value(kind, shown)));
    }

    @Test
    @DisplayName("a picture is one, and what only looks like a picture is not")
    void pictures() {
        assertThat(read("{\"photo\":{\"mediaType\":\"image/png\",\"base64\":\"aGk=\"}}")
                        .sections()
                        .getFirst()
                        .picture())
                .isEqualTo("data:image/png;base64,aGk=");
        assertThat(read("{\"photo\":{\"mediaType\":\"image/svg+xml\",\"base64\":\"aGk=\"}}")
                        .sections())
                .isEmpty();
        assertThat(read("{\"photo\":{\"mediaType\":\"image/png\",\"base64\":\"\\\"><b>\"}}")
                        .sections())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":null,\"b\":\"\",\"c\":[],\"d\":{},\"e\":{\"f\":{}}}"})
    @DisplayName("nothing is nothing")
    void nothing(String data) {
        assertThat(read(data).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru"})
    @DisplayName("every field of the sources has a name in the language")
    void names(String language) throws IOException {
        String page = Files.readString(Path.of("../docs/demo-sources.md"));
        String table = page.substring(page.indexOf("<!-- services: begin -->"), page.indexOf("<!-- services: end -->"));
        Set<String> fields = Arrays.stream(table.split("\n", -1))
                .filter(row -> row.startsWith("| ") && !row.startsWith("| no "))
                .map(row -> row.substring(row.indexOf('`', row.indexOf('`', row.indexOf('`') + 1) + 1)))
                .flatMap(data -> FIELD.matcher(data).results().map(MatchResult::group))
                .filter(field -> !OF_A_PICTURE.contains(field))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(fields).hasSizeGreaterThan(300).allMatch(field -> names.knows(field, language));
    }

    @Test
    @DisplayName("the same word may mean different things in different services")
    void ofOneService() {
        assertThat(names.of("STATE_BODY_INSPECTIONS", "field", "ru")).isEqualTo("Выездная");
        assertThat(names.of("SUBSOIL_CONTRACTS_HYDROCARBONS", "field", "ru")).isEqualTo("Месторождение");
        assertThat(names.of("ANY", "somethingNew", "kk")).isEqualTo("Something new");
    }

    @Test
    @DisplayName("every service stands under a theme")
    void themes() {
        ServiceThemes themes = new ServiceThemes();

        assertThat(ShippedEdition.all())
                .allSatisfy(shipped -> assertThat(new Edition(shipped.number(), shipped.tables()).services())
                        .extracting(Service::code)
                        .allMatch(themes::knows));
    }

    private AnswerContent read(String data) {
        return new AnswerReader(names, "ANY", "en")
                .read(JsonMapper.builder().build().readTree(data));
    }
}
