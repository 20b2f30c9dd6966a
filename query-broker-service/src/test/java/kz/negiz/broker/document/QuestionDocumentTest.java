package kz.negiz.broker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import kz.negiz.rules.Subject;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The question document (docs/question-format.md)")
class QuestionDocumentTest {

    private static final String EXAMPLE = """
            {"audience":"negiz-demo","basis":{"kind":"INSPECTION_NUMBER","number":"T-2026-0001"},"edition":1,\
            "id":"019a9f6c-0c00-7aaa-8bbb-cccccccccccc","issued":"2025-11-20T04:00:49.664Z","language":"en",\
            "profile":"STATE_REVENUE_FIELD_INSPECTION","purpose":"To compare declared vehicles","services":["VEHICLES"],\
            "subjects":[{"kind":"BIN","value":"991340000017"}],"type":"kz.negiz.question","version":1,\
            "words":["I ask for information through the system negiz-demo.",\
            "Access right: State revenue bodies: tax and customs field inspections, access rights to services.",\
            "Basis: field inspection No. T-2026-0001.","About: the organisation with BIN 991340000017.",\
            "Service 1: Database \\"Vehicles\\".","Purpose: To compare declared vehicles",\
            "I use the information only for this purpose and keep it confidential.",\
            "Question 019a9f6c-0c00-7aaa-8bbb-cccccccccccc, issued on 20.11.2025 09:00:49 +05:00 by Astana time under edition 1 of the rules."]}""";

    @Test
    @DisplayName("is read and written as the specification's example")
    void example() throws Exception {
        QuestionDocument document = QuestionDocument.parse(bytes(EXAMPLE));

        assertThat(new String(document.encode(), StandardCharsets.UTF_8)).isEqualTo(EXAMPLE);
        assertThat(document.words()).isEqualTo(RandomDocuments.WORDS.of(document));
    }

    @Test
    @DisplayName(
            "has version 3 exactly where a subject is named otherwise than by IIN or BIN, and says each of its fields in words")
    void otherSubjects() throws Exception {
        RandomDocuments documents = new RandomDocuments(5);
        Set<Subject.Kind> seen = EnumSet.noneOf(Subject.Kind.class);
        for (int i = 0; i < 500; i++) {
            QuestionDocument document = documents.next();
            boolean others = !document.fields().subjects().stream()
                    .allMatch(subject -> subject.kind().isNational());
            assertThat(document.version() == 3).isEqualTo(others);
            String words = String.join("\n", document.words());
            for (Subject subject : document.fields().subjects()) {
                seen.add(subject.kind());
                subject.fields()
                        .forEach((name, value) -> assertThat(words).contains(name.equals("document") ? "" : value));
            }
            String text = new String(document.encode(), StandardCharsets.UTF_8);
            for (int version = 1; version <= 3; version++) {
                if (version != document.version()) {
                    refused(text.replace("\"version\":" + document.version(), "\"version\":" + version));
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Subject.Kind.values());
    }

    @Test
    @DisplayName("names a subject in its canonical form only, with no field missing and none beside it")
    void strictSubjects() throws Exception {
        String plate = "{\"kind\":\"PLATE\",\"value\":\"123ABC02\"}";
        String other = new String(of(new Subject.Plate("123ABC02")).encode(), StandardCharsets.UTF_8);
        assertThat(other).contains(plate);
        QuestionDocument.parse(bytes(other));
        for (String instead : List.of(
                "{\"kind\":\"PLATE\",\"value\":\"123 ABC 02\"}",
                "{\"kind\":\"PLATE\",\"value\":\"123abc02\"}",
                "{\"kind\":\"PLATE\",\"number\":\"123ABC02\"}",
                "{\"kind\":\"PLATE\"}",
                "{\"kind\":\"PLATE\",\"value\":\"123ABC02\",\"x\":\"\"}",
                "{\"kind\":\"PLATE\",\"value\":1}",
                "{\"kind\":\"plate\",\"value\":\"123ABC02\"}",
                "{\"kind\":\"BOAT\",\"value\":\"123ABC02\"}",
                "{\"value\":\"123ABC02\"}",
                plate + "," + plate)) {
            refused(other.replace(plate, instead));
        }
    }

    @Test
    @DisplayName("has subjects of at most 16 384 bytes together, so that its words and its event have room for them")
    void longSubjects() throws Exception {
        List<Subject> subjects = IntStream.range(0, 50)
                .<Subject>mapToObj(i -> new Subject.Address("地址".repeat(97) + " " + i, Optional.empty()))
                .toList();
        byte[] most = like(subjects.subList(0, 27)).encode();

        assertThat(QuestionDocument.parse(most).fields().subjects()).hasSize(27);
        refused(new String(like(subjects).encode(), StandardCharsets.UTF_8));
    }

    private static QuestionDocument of(Subject subject) throws DocumentRefused {
        return like(List.of(subject));
    }

    private static QuestionDocument like(List<Subject> subjects) throws DocumentRefused {
        QuestionDocument like = QuestionDocument.parse(bytes(EXAMPLE));
        QuestionFields fields = like.fields();
        return QuestionDocument.issue(
                like.audience(),
                like.id(),
                like.issued(),
                new QuestionFields(
                        fields.profile(),
                        fields.basis(),
                        fields.services(),
                        subjects,
                        fields.purpose(),
                        fields.language(),
                        fields.onBehalfOf()),
                1,
                RandomDocuments.WORDS);
    }

    @Test
    @DisplayName("of any shape is read back as it was, is canonical, and its words are the same again")
    void roundTrip() throws Exception {
        RandomDocuments documents = new RandomDocuments(1);
        for (int i = 0; i < 500; i++) {
            QuestionDocument document = documents.next();
            byte[] bytes = document.encode();

            assertThat(QuestionDocument.parse(bytes)).isEqualTo(document);
            assertThat(bytes).isEqualTo(new JsonCanonicalizer(bytes).getEncodedUTF8());
            assertThat(RandomDocuments.WORDS.of(document)).isEqualTo(document.words());
        }
    }

    @Test
    @DisplayName("with any one byte changed, added or dropped is refused, or its words no longer fit its fields")
    void noMutationIsTaken() {
        RandomDocuments documents = new RandomDocuments(2);
        Random random = new Random(3);
        int refusedByForm = 0;
        int refusedByWords = 0;
        for (int i = 0; i < 100; i++) {
            byte[] original = documents.next().encode();
            for (int j = 0; j < 100; j++) {
                byte[] mutated = mutate(original, random);
                if (Arrays.equals(mutated, original)) {
                    continue;
                }
                try {
                    QuestionDocument read = QuestionDocument.parse(mutated);
                    assertThat(read.words())
                            .as(new String(mutated, StandardCharsets.UTF_8))
                            .isNotEqualTo(RandomDocuments.WORDS.of(read));
                    refusedByWords++;
                } catch (DocumentRefused refused) {
                    refusedByForm++;
                }
            }
        }
        assertThat(refusedByForm).isGreaterThan(1_000);
        assertThat(refusedByWords).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "{\"type\":\"kz.negiz.question\"}",
                "{\"type\":{\"type\":{\"type\":{\"type\":{\"type\":1}}}}}",
                "\"kz.negiz.question\""
            })
    @DisplayName("that is no question at all is refused")
    void refusesOtherJson(String text) {
        refused(text);
    }

    @Test
    @DisplayName("in any other form of the same JSON is refused")
    void refusesOtherForms() throws IOException {
        refused(EXAMPLE + " ");
        refused(EXAMPLE + "{}");
        refused(" " + EXAMPLE);
        refused("\uFEFF" + EXAMPLE);
        refused(EXAMPLE.replace("\"version\":1", "\"version\": 1"));
        refused(EXAMPLE.replace("\"version\":1", "\"version\":1.0"));
        refused(EXAMPLE.replace("\"version\":1", "\"version\":1e0"));
        refused(EXAMPLE.replace("VEHICLES", "V\\u0045HICLES"));
        refused(EXAMPLE.replace("\"version\":1", "\"version\":1,\"version\":1"));
        refused(EXAMPLE.replace("\"version\":1", "\"urgent\":true,\"version\":1"));
        refused("{\"version\":1," + EXAMPLE.substring(1).replace("\"version\":1,", ""));
        byte[] notUtf8 = bytes(EXAMPLE);
        notUtf8[notUtf8.length - 10] = (byte) 0xff;
        assertThatExceptionOfType(DocumentRefused.class).isThrownBy(() -> QuestionDocument.parse(notUtf8));
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(() -> QuestionDocument.parse(new byte[QuestionDocument.MAX_BYTES + 1]));
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":1 | \"version\":2",
                "\"version\":1 | \"version\":\"1\"",
                "kz.negiz.question\" | kz.negiz.answer\"",
                "\"edition\":1 | \"edition\":0",
                "\"edition\":1 | \"edition\":99999999999",
                "\"id\":\"019a9f6c-0c00-7aaa | \"id\":\"019a9f6c-0c00-4aaa",
                "\"id\":\"019a9f6c-0c00 | \"id\":\"019a9f6c-0c01",
                "\"id\":\"019a9f6c-0c00 | \"id\":\"019A9F6C-0C00",
                ".664Z | .665Z",
                ".664Z | .664000Z",
                "\"language\":\"en\" | \"language\":\"de\"",
                "991340000017\"}] | 991340000018\"}]",
                "\"kind\":\"BIN\" | \"kind\":\"IIN\"",
                "\"kind\":\"BIN\" | \"kind\":\"OIN\"",
                "[\"VEHICLES\"] | []",
                "[\"VEHICLES\"] | [\"VEHICLES\",\"VEHICLES\"]",
                "[\"VEHICLES\"] | [1]",
                "[\"VEHICLES\"] | \"VEHICLES\"",
                "INSPECTION_NUMBER | INSPECTION",
                "\"number\":\"T-2026-0001\" | \"number\":\"../cases\"",
                "\"number\":\"T-2026-0001\" | \"number\":\"\"",
                "\"number\":\"T-2026-0001\" | \"number\":7",
                "\"purpose\":\"To compare declared vehicles\" | \"purpose\":\".\"",
                "\"purpose\":\"To compare declared vehicles\" | \"purpose\":\"To compare\u202e declared vehicles\"",
                "\"purpose\":\"To compare declared vehicles\" | \"purpose\":\"To compare\u00a0declared vehicles\"",
                "\"purpose\":\"To compare declared vehicles\" | \"purpose\":\"To compare  declared vehicles\"",
                "\"purpose\":\"To compare declared vehicles\" | \"purpose\":\"To compare e\u0301lectric vehicles\"",
                "\"purpose\":\"To compare declared vehicles\" | \"purpose\":\"To compare\\ndeclared vehicles\""
            })
    @DisplayName("with a field that is not of its form is refused")
    void refusesWrongFields(String part, String instead) {
        assertThat(EXAMPLE).contains(part);
        refused(EXAMPLE.replace(part, instead));
    }

    @Test
    @DisplayName("a refusal never repeats what stands in the document")
    void refusalsKeepSilence() {
        assertThatExceptionOfType(DocumentRefused.class)
                .isThrownBy(
                        () -> QuestionDocument.parse(bytes(EXAMPLE.replace("991340000017\"}]", "991340000018\"}]"))))
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("subjects");
                    assertThat(refused).hasMessageNotContaining("991340000018");
                });
    }

    private static void refused(String text) {
        assertThatExceptionOfType(DocumentRefused.class).isThrownBy(() -> QuestionDocument.parse(bytes(text)));
    }

    /** One byte changed, added or dropped. */
    static byte[] mutate(byte[] original, Random random) {
        int at = random.nextInt(original.length);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] changed = original.clone();
                changed[at] = (byte) (changed[at] ^ (1 << random.nextInt(8)));
                yield changed;
            }
            case 1 -> {
                byte[] changed = original.clone();
                changed[at] = (byte) "0123456789abcxyz{}\",: АЯ".charAt(random.nextInt(20));
                yield changed;
            }
            case 2 -> {
                byte[] longer = Arrays.copyOf(original, original.length + 1);
                System.arraycopy(original, at, longer, at + 1, original.length - at);
                longer[at] = (byte) (' ' + random.nextInt(95));
                yield longer;
            }
            default -> {
                byte[] shorter = Arrays.copyOf(original, original.length - 1);
                System.arraycopy(original, at + 1, shorter, at, original.length - at - 1);
                yield shorter;
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
