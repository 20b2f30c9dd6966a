package kz.negiz.broker.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import kz.negiz.rules.Basis;
import kz.negiz.rules.DocumentKind;
import kz.negiz.rules.Edition;
import kz.negiz.rules.Profile;
import kz.negiz.rules.Service;
import kz.negiz.rules.ShippedEdition;
import kz.negiz.rules.Subject;

/** Documents of every shape; the same seed gives the same ones. */
final class RandomDocuments {

    static final Edition EDITION =
            new Edition(1, ShippedEdition.all().getFirst().tables());
    static final QuestionWords WORDS = new QuestionWords(EDITION);

    private static final List<String> PURPOSES = List.of(
            "Салықтық тексеру аясында мүлікті анықтау (№ 5-тармақ)",
            "Установить имущество проверяемого лица по акту № 12",
            "To find the vehicles: {value} \"quoted\" \\ back, ß, ≤ 5 %",
            "Өтініштегі мәліметтерді салыстыру: ә ғ қ ң ө ұ ү һ і");
    private static final List<Subject> NUMBERS = Stream.of(
                    "990101500006", "990101500016", "991340000017", "881340000024", "991340000027")
            .map(number -> Subject.recognise(number).orElseThrow())
            .toList();

    /** Subjects of every kind, with and without what they may leave out. */
    static final List<Subject> SUBJECTS = Stream.concat(
                    NUMBERS.stream().limit(2),
                    Stream.concat(
                            Stream.of(DocumentKind.values()).map(RandomDocuments::document),
                            Stream.of(
                                    new Subject.Vin("XXABCDEF000000017"),
                                    new Subject.Plate("123ABC02"),
                                    new Subject.CadastralNumber("20:315:040:122:1/12"),
                                    new Subject.Address("Алматы қаласы, Абай даңғылы, 10", Optional.empty()),
                                    new Subject.Address("Абай даңғылы, 10", Optional.of("0201300080265846")),
                                    new Subject.PersonName(
                                            "Мырзабеков", "Айдар", Optional.empty(), LocalDate.of(2099, 1, 31)),
                                    new Subject.PersonName(
                                            "van den Berg",
                                            "Anna-Maria",
                                            Optional.of("Нұрланұлы"),
                                            LocalDate.of(2099, 12, 1)))))
            .toList();

    private static Subject document(DocumentKind kind) {
        return new Subject.Document(kind, kind == DocumentKind.PASSPORT ? "N12345678" : "012345678");
    }

    private final Random random;

    RandomDocuments(long seed) {
        this.random = new Random(seed);
    }

    /** An encumbrance of any shape. */
    EncumbranceDocument nextEncumbrance() {
        QuestionDocument like = next();
        QuestionFields fields = like.fields();
        Encumbrance encumbrance = new Encumbrance(
                one(List.of(Encumbrance.Action.values())),
                random.nextBoolean() ? Optional.empty() : Optional.of("20:315:040:122:1/12"),
                new Encumbrance.Ground(
                        number() + "/15 №", LocalDate.of(2026, 1 + random.nextInt(12), 1), one(PURPOSES)));
        QuestionFields single = new QuestionFields(
                fields.profile(),
                fields.basis(),
                fields.services().subList(0, 1),
                List.of(one(NUMBERS)),
                fields.purpose(),
                fields.language(),
                fields.onBehalfOf());
        return EncumbranceDocument.issue(
                like.audience(), like.id(), like.issued(), new EncumbranceDocument.Wish(single, encumbrance), EDITION);
    }

    QuestionDocument next() {
        long millis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() + random.nextInt(1_000_000_000);
        UUID id = new UUID(
                (millis << 16) | 0x7000L | random.nextInt(0x1000), (random.nextLong() >>> 2) | 0x8000000000000000L);
        return QuestionDocument.issue("negiz-test", id, Instant.ofEpochMilli(millis), fields(), 1, WORDS);
    }

    private QuestionFields fields() {
        List<Profile> profiles = List.copyOf(EDITION.profiles());
        List<String> services =
                some(EDITION.services().stream().map(Service::code).toList());
        List<Subject> subjects = some(random.nextBoolean() ? NUMBERS : SUBJECTS);
        return new QuestionFields(
                one(profiles).code(),
                basis(),
                services,
                subjects,
                one(PURPOSES),
                one(List.of("kk", "ru", "en")),
                one(List.of(
                        Optional.empty(),
                        Optional.of(new Officer("990101500006", "")),
                        Optional.of(new Officer("990101500006", "991340000017")))));
    }

    private Basis basis() {
        return switch (random.nextInt(4)) {
            case 0 -> new Basis.Inspection(number());
            case 1 -> new Basis.CriminalCase(number(), random.nextBoolean() ? Optional.empty() : assignment());
            case 2 -> new Basis.OptionalText(random.nextBoolean() ? "" : one(PURPOSES), namedCase());
            default -> new Basis.Chosen("ORDER_OF_THE_HEAD", number() + "/15 бұйрық", namedCase());
        };
    }

    private Optional<Basis.Assignment> assignment() {
        return Optional.of(new Basis.Assignment(number(), LocalDate.of(2026, 1 + random.nextInt(12), 1), "body-7"));
    }

    private Optional<String> namedCase() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(number());
    }

    private String number() {
        return "26" + random.nextInt(1_000_000) + one(List.of("", "-Ж", "_k", ".1"));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> some(List<T> values) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(Math.min(values.size(), 6)));
    }
}
