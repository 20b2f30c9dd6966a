package kz.negiz.broker.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

    @Test
    @DisplayName(
            "relations are a drawing, and a list by level that has each of them once, with all that the source told")
    void relations() {
        AnswerContent content = read("""
                {"level":2,"root":"991340000017","complete":true,"nodes":[
                {"id":"991340000017","kind":"BIN","name":"LLP Demo","distance":0},
                {"id":"990202600003","kind":"IIN","name":"Second","distance":2},
                {"id":"990101500006","kind":"IIN","name":"First","distance":1,"pep":"yes"}],"edges":[
                {"from":"990101500006","to":"991340000017","relation":"DIRECTOR_OF","since":"2015-02-01","source":"LEGAL_ENTITIES_REGISTER"},
                {"from":"990101500006","to":"990202600003","relation":"SPOUSES","since":null}]}""");

        assertThat(content.facts()).hasSize(2);
        assertThat(content.sections()).extracting(Section::kind).containsExactly("graph", "table");
        RelationGraph graph = requireNonNull(content.sections().getFirst().graph());
        assertThat(graph.name()).isEqualTo("LLP Demo");
        assertThat(graph.boxes()).extracting(RelationGraph.Box::shape).containsExactly("root", "person", "person");
        assertThat(graph.boxes()).extracting(RelationGraph.Box::relation).containsExactly("", "director of", "spouses");
        assertThat(graph.boxes()).extracting(RelationGraph.Box::x).isSorted().doesNotHaveDuplicates();
        assertThat(graph.lines()).hasSize(2);
        Section list = content.sections().getLast();
        assertThat(list.columns()).hasSize(5);
        assertThat(list.rows().toString())
                .containsSubsequence("LLP Demo", "First", "First – director of – LLP Demo", "01.02.2015")
                .containsSubsequence("register of legal entities", "yes", "Second", "First – spouses – Second");
        assertThat(list.rows().toString().split("spouses", -1)).hasSize(2);
    }

    @Test
    @DisplayName(
            "a drawing of many is the same every time, overlaps nowhere, stays in its frame and says how many it leaves to the list")
    void manyRelations() {
        Random random = new Random(9);
        for (int i = 0; i < 50; i++) {
            int people = 1 + random.nextInt(120);
            List<RelationGraph.Person> persons = new ArrayList<>();
            List<RelationGraph.Relation> relations = new ArrayList<>();
            for (int one = 0; one < people; one++) {
                int level = one == 0 ? 0 : 1 + random.nextInt(2);
                persons.add(new RelationGraph.Person("n" + one, random.nextBoolean(), "Name ".repeat(one % 9), level));
                relations.add(new RelationGraph.Relation("n" + one, "n" + random.nextInt(one + 1), "relation"));
            }
            RelationGraph graph = RelationGraph.of(persons, relations);

            assertThat(RelationGraph.of(persons, relations)).isEqualTo(graph);
            assertThat(graph.boxes().size() + graph.more()).isEqualTo(people);
            assertThat(graph.people()).isEqualTo(people);
            for (RelationGraph.Box box : graph.boxes()) {
                assertThat(box.x()).isPositive();
                assertThat(box.x() + box.width()).isLessThan(graph.width());
                assertThat(box.y()).isPositive();
                assertThat(box.y() + box.height()).isLessThan(graph.height());
                assertThat(box.name()).hasSizeLessThan(30);
                assertThat(graph.boxes())
                        .filteredOn(other -> other.x() == box.x() && Math.abs(other.y() - box.y()) < box.height())
                        .containsExactly(box);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nodes\":[{\"name\":\"A\"}],\"edges\":[]}",
                "{\"nodes\":[{\"id\":\"A\"},{\"id\":\"A\"}],\"edges\":[]}",
                "{\"nodes\":[{\"id\":\"A\"}],\"edges\":[{\"from\":\"A\",\"to\":\"B\"}]}",
                "{\"nodes\":[{\"id\":\"A\"}]}",
                "{\"nodes\":[\"A\"],\"edges\":[]}"
            })
    @DisplayName("what is no graph is shown as any other answer")
    void noGraph(String data) {
        AnswerContent content = read(data);

        assertThat(content.sections()).extracting(Section::kind).doesNotContain("graph");
        assertThat(content.toString()).contains("A");
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
