package kz.negiz.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import kz.negiz.rules.SubjectReading.Fault;
import kz.negiz.rules.SubjectReading.Read;
import kz.negiz.rules.SubjectReading.Wrong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Subjects")
class SubjectTest {

    @Nested
    @DisplayName("by IIN and BIN")
    class Numbers {

        @Test
        @DisplayName("a wrong digit is found, but for those that the rule of the numbers itself misses")
        void findsWrongDigits() {
            String right = TestAsks.OFFICER_IIN;
            assertThat(Subject.Iin.isWellFormed(right)).isTrue();
            int missed = 0;
            int eleventh = 10; // its weight is 11, so the first sum does not see it
            for (int position = 0; position < right.length(); position++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    String changed = right.substring(0, position) + digit + right.substring(position + 1);
                    if (position != eleventh && !changed.equals(right) && Subject.Iin.isWellFormed(changed)) {
                        assertThat(position).isNotEqualTo(right.length() - 1);
                        missed++;
                    }
                }
            }
            assertThat(missed).isLessThan(3);
        }

        @Test
        @DisplayName("a person's number is no organisation's, and the other way round")
        void keepsKindsApart() {
            assertThat(Subject.recognise(TestAsks.OFFICER_IIN))
                    .get()
                    .extracting(Subject::kind)
                    .isEqualTo(Subject.Kind.IIN);
            assertThat(TestAsks.TAXPAYER.kind()).isEqualTo(Subject.Kind.BIN);
            assertThat(Subject.Bin.isWellFormed(TestAsks.OFFICER_IIN)).isFalse();
            assertThat(Subject.Iin.isWellFormed(TestAsks.TAXPAYER.value())).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Subject.of(Subject.Kind.IIN, TestAsks.TAXPAYER.value()));
        }

        @Test
        @DisplayName("other digits, lengths and dates are refused")
        void refusesOtherForms() {
            assertThat(Subject.recognise("")).isEmpty();
            assertThat(Subject.recognise("99010150000")).isEmpty();
            assertThat(Subject.recognise(TestAsks.OFFICER_IIN + "0")).isEmpty();
            assertThat(Subject.recognise("٩٩٠١٠١٥٠٠٠٠٣")).isEmpty();
            assertThat(Subject.recognise("000000000000")).isEmpty();
        }
    }

    @Nested
    @DisplayName("as they are typed")
    class Typed {

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "991 340 000 017 | BIN | 991340000017",
                    "990101500006 | IIN | 990101500006",
                    "123 abc 02 | PLATE | 123ABC02",
                    "123 авс 02 | PLATE | 123ABC02",
                    "777-AB-17 | PLATE | 777AB17",
                    "A 123 BCD | PLATE | A123BCD",
                    "12 AB 02 | PLATE | 12AB02",
                    "T123456 | PLATE | T123456",
                    "xxabcdef000000017 | VIN | XXABCDEF000000017",
                    "1m8gdm9axkp042788 | VIN | 1M8GDM9AXKP042788",
                    "20:315:040:122 | CADASTRAL_NUMBER | 20:315:040:122",
                    "20-315-040-122 | CADASTRAL_NUMBER | 20:315:040:122",
                    "20-315-040-1222 | CADASTRAL_NUMBER | 20:315:040:1222",
                    "20 315 040 122 | CADASTRAL_NUMBER | 20:315:040:122",
                    "20315040122 | CADASTRAL_NUMBER | 20:315:040:122",
                    "20:315:040:122:1/12 | CADASTRAL_NUMBER | 20:315:040:122:1/12",
                    "20:315:040:122:1:12 | CADASTRAL_NUMBER | 20:315:040:122:1/12"
                })
        @DisplayName("are recognised, and have one form")
        void recognised(String typed, Subject.Kind kind, String value) {
            Subject subject = read(SubjectReading.recognise(typed));

            assertThat(subject.kind()).isEqualTo(kind);
            assertThat(subject.value()).isEqualTo(value);
            assertThat(Subject.of(kind, subject.fields())).isEqualTo(subject);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "'' | MISSING",
                    "991340000018 | CHECK_DIGIT",
                    "012345678 | TWELVE_DIGITS",
                    "1M8GDM9A1KP042788 | VIN_CHECK_DIGIT",
                    "XXOBCDEF000000017 | VIN",
                    "20:315:04 | CADASTRAL_NUMBER",
                    "123 ABC 21 | NOT_RECOGNISED",
                    "000 ABC 02 | NOT_RECOGNISED",
                    "hello | NOT_RECOGNISED"
                })
        @DisplayName("or told what is wrong with them")
        void wrong(String typed, Fault fault) {
            assertThat(SubjectReading.recognise(typed)).isEqualTo(new Wrong("value", fault));
        }

        @Test
        @DisplayName("documents by their kind and number")
        void documents() {
            assertThat(line(Subject.Kind.DOCUMENT, "PASSPORT n 12345678"))
                    .isEqualTo(new Read(new Subject.Document(DocumentKind.PASSPORT, "N12345678")));
            assertThat(line(Subject.Kind.DOCUMENT, "IDENTITY_CARD:012345678"))
                    .isEqualTo(new Read(new Subject.Document(DocumentKind.IDENTITY_CARD, "012345678")));
            assertThat(line(Subject.Kind.DOCUMENT, "PASSPORT 12345678"))
                    .isEqualTo(new Wrong("number", Fault.DOCUMENT_NUMBER));
            assertThat(line(Subject.Kind.DOCUMENT, "012345678")).isEqualTo(new Wrong("document", Fault.DOCUMENT_KIND));
            assertThat(line(Subject.Kind.DOCUMENT, "FOREIGN_PASSPORT ABCDEF"))
                    .isEqualTo(new Wrong("number", Fault.DOCUMENT_NUMBER));
        }

        @Test
        @DisplayName("persons by name and date of birth, in either form of a date")
        void names() {
            Subject person = read(line(Subject.Kind.NAME, " Мырзабеков  Айдар Нұрлан ұлы 31.01.2099"));

            assertThat(person.fields())
                    .containsExactly(
                            Map.entry("surname", "Мырзабеков"),
                            Map.entry("name", "Айдар"),
                            Map.entry("patronymic", "Нұрлан ұлы"),
                            Map.entry("birthDate", "2099-01-31"));
            assertThat(person.shown()).isEqualTo("Мырзабеков Айдар Нұрлан ұлы, 31.01.2099");
            assertThat(read(line(Subject.Kind.NAME, person.value()))).isEqualTo(person);
            assertThat(read(line(Subject.Kind.NAME, "van den Berg; Anna Maria; 2099-01-31"))
                            .fields())
                    .containsEntry("surname", "van den Berg")
                    .doesNotContainKey("patronymic");
            assertThat(line(Subject.Kind.NAME, "Мырзабеков Айдар")).isEqualTo(new Wrong("birthDate", Fault.BIRTH_DATE));
            assertThat(line(Subject.Kind.NAME, "Мырзабеков Айдар 31.02.2099"))
                    .isEqualTo(new Wrong("birthDate", Fault.BIRTH_DATE));
            assertThat(line(Subject.Kind.NAME, "Мырзабеков 31.01.2099")).isEqualTo(new Wrong("name", Fault.NAME_PARTS));
            assertThat(line(Subject.Kind.NAME, "Мырзабеков % 31.01.2099")).isEqualTo(new Wrong("name", Fault.NAME));
        }

        @Test
        @DisplayName("places by an address, with its code where it is known")
        void addresses() {
            Subject coded = read(line(Subject.Kind.ADDRESS, "Алматы қаласы, Абай даңғылы, 10; 0201300080265846"));

            assertThat(coded)
                    .isEqualTo(new Subject.Address("Алматы қаласы, Абай даңғылы, 10", Optional.of("0201300080265846")));
            assertThat(read(line(Subject.Kind.ADDRESS, coded.value()))).isEqualTo(coded);
            assertThat(line(Subject.Kind.ADDRESS, "10, 5")).isEqualTo(new Wrong("text", Fault.ADDRESS));
            assertThat(SubjectReading.of(Subject.Kind.ADDRESS, Map.of("text", "Абай даңғылы, 10", "code", "12")))
                    .isEqualTo(new Wrong("code", Fault.ADDRESS_CODE));
            assertThat(line(Subject.Kind.ADDRESS, "а".repeat(201))).isEqualTo(new Wrong("text", Fault.ADDRESS));
        }

        @Test
        @DisplayName("a VIN from China whose check digit does not fit is taken, and doubted")
        void doubtfulVins() {
            assertThat(new Subject.Vin("LSVAB2BR4EN000001").isDoubtful()).isFalse();
            assertThat(new Subject.Vin("LSVAB2BR1EN000001").isDoubtful()).isTrue();
            assertThat(new Subject.Vin("XXABCDEF000000017").isDoubtful()).isFalse();
        }
    }

    @Test
    @DisplayName("whatever is typed is either refused or has one form, which is read as itself")
    void anything() {
        Random random = new Random(7);
        String alphabet = "0123456789ABCHKMOPTX abcйқәАВЕКМНОРСТУХ:-/.,;'\u0301\u00a0\u202e№\ud83d\ude00";
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            String typed = random.nextInt(3) == 0 ? random(alphabet, random) : mutated(random);
            List<SubjectReading> readings = new ArrayList<>();
            readings.add(SubjectReading.recognise(typed));
            for (Subject.Kind kind : Subject.Kind.values()) {
                readings.add(SubjectReading.ofLine(kind, typed));
            }
            for (SubjectReading each : readings) {
                if (each instanceof Read(Subject subject)) {
                    read++;
                    assertThat(Subject.of(subject.kind(), subject.fields())).isEqualTo(subject);
                    assertThat(subject.toString()).isEqualTo("Subject[" + subject.kind() + "]");
                    assertThat(String.join("", subject.fields().values()))
                            .doesNotContain("\u202e", "\u00a0", "\n")
                            .hasSizeLessThan(SubjectReading.LONGEST);
                    String line = subject instanceof Subject.Document document
                            ? document.document() + " " + document.number()
                            : subject.value();
                    assertThat(SubjectReading.ofLine(subject.kind(), line)).isEqualTo(new Read(subject));
                }
            }
        }
        assertThat(read).isGreaterThan(10_000);
    }

    private static String random(String alphabet, Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String mutated(Random random) {
        List<String> seeds = List.of(
                "991340000017",
                "990101500006",
                "123ABC02",
                "A123BCD",
                "XXABCDEF000000017",
                "1M8GDM9AXKP042788",
                "20:315:040:122:1/12",
                "PASSPORT N12345678",
                "Мырзабеков Айдар Нұрланұлы 31.01.2099",
                "Алматы қаласы, Абай даңғылы, 10; 0201300080265846");
        StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, "0123456789ABCаб :-".charAt(random.nextInt(18)));
                case 1 -> text.insert(at, " -:0A".charAt(random.nextInt(5)));
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    @Test
    @DisplayName("nothing but the canonical form is taken strictly")
    void strictly() {
        assertThat(Subject.of(Subject.Kind.PLATE, "123ABC02")).isEqualTo(new Subject.Plate("123ABC02"));
        for (Map<String, String> fields : List.of(
                Map.of("value", "123 ABC 02"),
                Map.of("value", "123abc02"),
                Map.of("value", "123АВС02"),
                Map.of("value", "123ABC02", "more", "x"),
                Map.<String, String>of())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Subject.of(Subject.Kind.PLATE, fields))
                    .withMessageNotContaining("123");
        }
    }

    @Test
    @DisplayName("the text form does not tell the number")
    void textFormHidesTheNumber() {
        assertThat(TestAsks.TAXPAYER.toString()).doesNotContain(TestAsks.TAXPAYER.value());
        assertThat(TestAsks.officer("A", "B").toString()).doesNotContain(TestAsks.OFFICER_IIN);
    }

    private static SubjectReading line(Subject.Kind kind, String typed) {
        return SubjectReading.ofLine(kind, typed);
    }

    private static Subject read(SubjectReading reading) {
        assertThat(reading).isInstanceOf(Read.class);
        return ((Read) reading).subject();
    }
}
