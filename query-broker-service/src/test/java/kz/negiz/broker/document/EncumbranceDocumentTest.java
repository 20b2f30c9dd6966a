package kz.negiz.broker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The encumbrance document (docs/encumbrance-format.md)")
class EncumbranceDocumentTest {

    private static final String EXAMPLE = """
            {"action":"IMPOSE","audience":"negiz-demo","basis":{"code":"ORDER_OF_THE_HEAD","kind":"CHOSEN_BASIS","material":"15-7/231"},"edition":1,\
            "ground":{"date":"2026-11-02","issuedBy":"Court of Almaty","number":"17/2026"},\
            "id":"019a9f6c-0c00-7aaa-8bbb-cccccccccccc","issued":"2025-11-20T04:00:49.664Z","language":"en","object":"20:315:040:122",\
            "onBehalfOf":{"bin":"","iin":"990101500006"},"profile":"MIA_ADQ","purpose":"To secure the compensation of damage",\
            "services":["REAL_ESTATE_BAN"],"subjects":[{"kind":"BIN","value":"991340000017"}],"type":"kz.negiz.encumbrance","version":1,\
            "words":["An information system asks."]}""";

    @Test
    @DisplayName("is read and written as the specification's example")
    void example() throws Exception {
        EncumbranceDocument document = EncumbranceDocument.parse(bytes(EXAMPLE));

        assertThat(new String(document.encode(), StandardCharsets.UTF_8)).isEqualTo(EXAMPLE);
        assertThat(document.service()).isEqualTo("REAL_ESTATE_BAN");
        assertThat(String.join("\n", document.wordsBy(RandomDocuments.EDITION)))
                .contains("be imposed", "990101500006", "15-7/231", "991340000017", "20:315:040:122", "17/2026")
                .contains("2026-11-02", "Court of Almaty", "To secure the compensation of damage", "once");
    }

    @Test
    @DisplayName("of any shape is read back as it was, is canonical, and its words are the same again")
    void roundTrip() throws Exception {
        RandomDocuments documents = new RandomDocuments(11);
        for (int i = 0; i < 500; i++) {
            EncumbranceDocument document = documents.nextEncumbrance();
            byte[] bytes = document.encode();

            assertThat(EncumbranceDocument.parse(bytes)).isEqualTo(document);
            assertThat(bytes).isEqualTo(new JsonCanonicalizer(bytes).getEncodedUTF8());
            assertThat(document.wordsBy(RandomDocuments.EDITION)).isEqualTo(document.words());
        }
    }

    @Test
    @DisplayName("with any one byte changed, added or dropped is refused, or its words no longer fit its fields")
    void noMutationIsTaken() {
        RandomDocuments documents = new RandomDocuments(12);
        Random random = new Random(13);
        for (int i = 0; i < 100; i++) {
            byte[] original = documents.nextEncumbrance().encode();
            for (int j = 0; j < 100; j++) {
                byte[] mutated = QuestionDocumentTest.mutate(original, random);
                if (Arrays.equals(mutated, original)) {
                    continue;
                }
                try {
                    EncumbranceDocument read = EncumbranceDocument.parse(mutated);
                    assertThat(read.words())
                            .as(new String(mutated, StandardCharsets.UTF_8))
                            .isNotEqualTo(read.wordsBy(RandomDocuments.EDITION));
                } catch (DocumentRefused refused) {
                    assertThat(refused.field()).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":1 | \"version\":2",
                "kz.negiz.encumbrance\" | kz.negiz.question\"",
                "\"IMPOSE\" | \"impose\"",
                "\"IMPOSE\" | \"SELL\"",
                "\"20:315:040:122\" | \"20315040122\"",
                "\"20:315:040:122\" | \"\"",
                "\"2026-11-02\" | \"02.11.2026\"",
                "\"2026-11-02\" | \"1926-11-02\"",
                "\"Court of Almaty\" | \"5\"",
                "\"Court of Almaty\" | \" Court\"",
                "\"number\":\"17/2026\" | \"number\":\"\"",
                "\"number\":\"17/2026\" | \"number\":\"17/2026\",\"page\":\"1\"",
                "[\"REAL_ESTATE_BAN\"] | [\"REAL_ESTATE_BAN\",\"LEGAL_ENTITY_BAN\"]",
                "{\"kind\":\"BIN\",\"value\":\"991340000017\"} | {\"kind\":\"PLATE\",\"value\":\"123ABC02\"}",
                "\"action\":\"IMPOSE\" | \"action\":\"IMPOSE\",\"urgent\":true",
                "\"action\":\"IMPOSE\", | ''"
            })
    @DisplayName("with a field that is not of its form is refused")
    void refusesWrongFields(String part, String instead) {
        assertThat(EXAMPLE).contains(part);
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> EncumbranceDocument.parse(bytes(EXAMPLE.replace(part, instead))));
    }

    @Test
    @DisplayName("is no question, and a question is none")
    void ofItsOwnType() {
        assertThatExceptionOfType(DocumentRefused.class).isThrownBy(() -> QuestionDocument.parse(bytes(EXAMPLE)));
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() ->
                        EncumbranceDocument.parse(new RandomDocuments(14).next().encode()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
