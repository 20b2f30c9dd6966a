package kz.negiz.broker.document;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.negiz.rules.Basis;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.PlainText;
import kz.negiz.rules.Subject;
import kz.negiz.rules.SubjectReading;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the asker decides: the part of the document that does not come from the platform.
 *
 * @param onBehalfOf the officer for whom an information system asks; empty where an officer asks
 */
public record QuestionFields(
        String profile,
        Basis basis,
        List<String> services,
        List<Subject> subjects,
        String purpose,
        String language,
        Optional<Officer> onBehalfOf) {

    /** Longest purpose, in characters. */
    public static final int MAX_PURPOSE = 1_000;
    /** Most subjects that one question may have. */
    public static final int MAX_SUBJECTS = 50;

    /** Most bytes that the subjects of a question may take together: they stand in its words and its event as well. */
    private static final int MAX_BYTES_OF_SUBJECTS = 16_384;

    static final String ON_BEHALF_OF = "onBehalfOf";

    static final Set<String> NAMES = Set.of("profile", "basis", "services", "subjects", "purpose", "language");

    private static final Set<String> NAMES_OF_INPUT =
            Stream.concat(NAMES.stream(), Stream.of(ON_BEHALF_OF)).collect(Collectors.toUnmodifiableSet());

    private static final int MAX_SERVICES = 77;
    private static final int LETTERS_OF_A_PURPOSE = 10;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern REGISTER_NUMBER = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}._-]{0,39}");
    static final Pattern PAPER_NUMBER = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd} ./№_-]{0,62}");
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final Pattern LANGUAGE = Pattern.compile("kk|ru|en");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    public QuestionFields {
        services = List.copyOf(services);
        subjects = List.copyOf(subjects);
    }

    /**
     * Reads what a person typed: spaces are tidied and letters composed, so that the document can be strict.
     *
     * @throws DocumentRefused naming the field that is wrong
     */
    public static QuestionFields ofInput(JsonNode input) throws DocumentRefused {
        if (!(input instanceof ObjectNode object)) {
            throw new DocumentRefused("document", "a JSON object is needed");
        }
        onlyKnown(object, NAMES_OF_INPUT, "document");
        return read(object, QuestionFields::tidy, false);
    }

    /** The names of all fields that are wrong, for a person who can mend them at once; empty when they can be read. */
    public static Set<String> wrongIn(ObjectNode input) {
        Set<String> wrong = new LinkedHashSet<>();
        collect(wrong, () -> matching("profile", CODE, string(input, "profile")));
        collect(wrong, () -> basis(input.get("basis"), QuestionFields::tidy));
        collect(wrong, () -> subjects(input.get("subjects"), false));
        collect(wrong, () -> purpose(tidy(string(input, "purpose"))));
        collect(wrong, () -> services(input.get("services")));
        collect(wrong, () -> ofInput(input));
        return wrong;
    }

    private static void collect(Set<String> wrong, Reading reading) {
        try {
            reading.read();
        } catch (DocumentRefused e) {
            wrong.add(e.field());
        }
    }

    /** Reads one field, or refuses it. */
    @FunctionalInterface
    private interface Reading {
        Object read() throws DocumentRefused;
    }

    static QuestionFields ofDocument(ObjectNode document) throws DocumentRefused {
        return read(document, Function.identity(), true);
    }

    static QuestionFields read(ObjectNode json, Function<String, String> tidy, boolean strict) throws DocumentRefused {
        return new QuestionFields(
                matching("profile", CODE, string(json, "profile")),
                basis(json.get("basis"), tidy),
                services(json.get("services")),
                subjects(json.get("subjects"), strict),
                purpose(tidy.apply(string(json, "purpose"))),
                matching("language", LANGUAGE, string(json, "language")),
                json.has(ON_BEHALF_OF) ? Optional.of(officer(json.get(ON_BEHALF_OF))) : Optional.empty());
    }

    private static Officer officer(@Nullable JsonNode node) throws DocumentRefused {
        if (!(node instanceof ObjectNode json)) {
            throw new DocumentRefused(ON_BEHALF_OF, "an object is needed");
        }
        onlyKnown(json, Set.of("iin", "bin"), ON_BEHALF_OF);
        String iin = string(ON_BEHALF_OF, json.get("iin"));
        String bin = string(ON_BEHALF_OF, json.get("bin"));
        if (!Subject.Iin.isWellFormed(iin) || !(bin.isEmpty() || Subject.Bin.isWellFormed(bin))) {
            throw new DocumentRefused(ON_BEHALF_OF, "the officer's IIN, and the body's BIN or an empty text");
        }
        return new Officer(iin, bin);
    }

    /** The IIN of the officer who asks: the signer's, or of the one for whom a system signs. */
    public String officersIin(String signersIin) {
        return onBehalfOf.map(Officer::iin).orElse(signersIin);
    }

    void writeTo(ObjectNode json) {
        onBehalfOf.ifPresent(officer ->
                json.putObject(ON_BEHALF_OF).put("iin", officer.iin()).put("bin", officer.bin()));
        json.put("profile", profile);
        writeBasis(json.putObject("basis"));
        ArrayNode serviceArray = json.putArray("services");
        services.forEach(serviceArray::add);
        ArrayNode subjectArray = json.putArray("subjects");
        for (Subject subject : subjects) {
            ObjectNode named =
                    subjectArray.addObject().put("kind", subject.kind().name());
            subject.fields().forEach(named::put);
        }
        json.put("purpose", purpose);
        json.put("language", language);
    }

    private void writeBasis(ObjectNode json) {
        json.put("kind", basis.kind().name());
        switch (basis) {
            case Basis.Inspection inspection -> json.put("number", inspection.number());
            case Basis.CriminalCase named -> {
                json.put("number", named.number());
                named.assignment()
                        .ifPresent(assignment -> json.putObject("assignment")
                                .put("number", assignment.number())
                                .put("date", assignment.date().toString())
                                .put("issuingBody", assignment.issuingBody()));
            }
            case Basis.OptionalText text -> {
                json.put("text", text.text());
                text.namedCase().ifPresent(number -> json.put("criminalCase", number));
            }
            case Basis.Chosen chosen -> {
                json.put("code", chosen.code());
                json.put("material", chosen.material());
                chosen.namedCase().ifPresent(number -> json.put("criminalCase", number));
            }
        }
    }

    private static Basis basis(@Nullable JsonNode node, Function<String, String> tidy) throws DocumentRefused {
        if (!(node instanceof ObjectNode json)) {
            throw new DocumentRefused("basis", "an object is needed");
        }
        return switch (string(json, "kind")) {
            case "INSPECTION_NUMBER" -> {
                onlyKnown(json, Set.of("kind", "number"), "basis");
                yield new Basis.Inspection(matching("basis", REGISTER_NUMBER, tidy.apply(string(json, "number"))));
            }
            case "CRIMINAL_CASE_NUMBER" -> {
                onlyKnown(json, Set.of("kind", "number", "assignment"), "basis");
                yield new Basis.CriminalCase(
                        matching("basis", REGISTER_NUMBER, tidy.apply(string(json, "number"))),
                        assignment(json.get("assignment"), tidy));
            }
            case "OPTIONAL_TEXT" -> {
                onlyKnown(json, Set.of("kind", "text", "criminalCase"), "basis");
                yield new Basis.OptionalText(
                        text("basis", tidy.apply(string(json, "text")), 500), criminalCase(json, tidy));
            }
            case "CHOSEN_BASIS" -> {
                onlyKnown(json, Set.of("kind", "code", "material", "criminalCase"), "basis");
                yield new Basis.Chosen(
                        matching("basis", CODE, string(json, "code")),
                        matching("basis", PAPER_NUMBER, tidy.apply(string(json, "material"))),
                        criminalCase(json, tidy));
            }
            default -> throw new DocumentRefused("basis", "one of the kinds " + List.of(BasisKind.values()));
        };
    }

    private static Optional<Basis.Assignment> assignment(@Nullable JsonNode node, Function<String, String> tidy)
            throws DocumentRefused {
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ObjectNode json)) {
            throw new DocumentRefused("basis", "the assignment is an object");
        }
        onlyKnown(json, Set.of("number", "date", "issuingBody"), "basis");
        return Optional.of(new Basis.Assignment(
                matching("basis", PAPER_NUMBER, tidy.apply(string(json, "number"))),
                date("basis", string(json, "date")),
                matching("basis", BODY, string(json, "issuingBody"))));
    }

    static LocalDate date(String field, String text) throws DocumentRefused {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 2000 && date.getYear() < 2100) {
                return date;
            }
        } catch (DateTimeException e) {
            // The sentence below says what is needed; the reader's own message repeats the input.
        }
        throw new DocumentRefused(field, "a date like 2026-11-22 is needed");
    }

    private static Optional<String> criminalCase(ObjectNode json, Function<String, String> tidy)
            throws DocumentRefused {
        return json.has("criminalCase")
                ? Optional.of(matching("basis", REGISTER_NUMBER, tidy.apply(string(json, "criminalCase"))))
                : Optional.empty();
    }

    private static List<String> services(@Nullable JsonNode node) throws DocumentRefused {
        ArrayNode array = array("services", node, MAX_SERVICES);
        Set<String> seen = new HashSet<>();
        List<String> services = new ArrayList<>();
        for (JsonNode value : array) {
            String code = matching("services", CODE, string("services", value));
            if (!seen.add(code)) {
                throw new DocumentRefused("services", "each service once");
            }
            services.add(code);
        }
        return services;
    }

    /**
     * The subjects.
     *
     * @param strict whether only the canonical form will do, as in a document
     */
    private static List<Subject> subjects(@Nullable JsonNode node, boolean strict) throws DocumentRefused {
        ArrayNode array = array("subjects", node, MAX_SUBJECTS);
        Set<Subject> seen = new HashSet<>();
        List<Subject> subjects = new ArrayList<>();
        for (JsonNode value : array) {
            if (!(value instanceof ObjectNode json)) {
                throw new DocumentRefused("subjects", "objects are needed");
            }
            Subject subject = subject(subjects.size() + 1, json, strict);
            if (!seen.add(subject)) {
                throw new DocumentRefused("subjects", "each subject once");
            }
            subjects.add(subject);
        }
        int bytes = subjects.stream()
                .flatMap(subject -> subject.fields().values().stream())
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MAX_BYTES_OF_SUBJECTS) {
            throw new DocumentRefused("subjects", "longer than " + MAX_BYTES_OF_SUBJECTS + " bytes together");
        }
        return subjects;
    }

    private static Subject subject(int ordinal, ObjectNode json, boolean strict) throws DocumentRefused {
        Subject.Kind kind = kind(string("subjects", json.get("kind")));
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getKey().equals("kind")) {
                fields.put(field.getKey(), string("subjects", field.getValue()));
            }
        }
        return switch (SubjectReading.of(kind, fields)) {
            case SubjectReading.Wrong wrong -> throw new DocumentRefused(ordinal, wrong);
            case SubjectReading.Read(Subject subject) -> {
                if (strict && !subject.fields().equals(fields)) {
                    throw new DocumentRefused("subjects", "not in canonical form");
                }
                yield subject;
            }
        };
    }

    private static Subject.Kind kind(String name) throws DocumentRefused {
        for (Subject.Kind known : Subject.Kind.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw new DocumentRefused("subjects", "one of the kinds " + List.of(Subject.Kind.values()));
    }

    private static String purpose(String value) throws DocumentRefused {
        // A reason that a full stop satisfies is no reason (R41-9a, R150-23a).
        if (value.codePoints().filter(Character::isLetter).count() < LETTERS_OF_A_PURPOSE) {
            throw new DocumentRefused("purpose", "a sentence that says what the data are needed for");
        }
        return text("purpose", value, MAX_PURPOSE);
    }

    /** A text that shows exactly what it is: composed letters, no control or invisible characters, no odd spaces. */
    static String text(String field, String value, int longest) throws DocumentRefused {
        if (value.length() > longest) {
            throw new DocumentRefused(field, "at most " + longest + " characters");
        }
        if (!PlainText.isPlain(value)) {
            throw new DocumentRefused(field, "plain text without invisible characters is needed");
        }
        return value;
    }

    static String tidy(String value) {
        return SPACES.matcher(Normalizer.normalize(value, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }

    private static ArrayNode array(String field, @Nullable JsonNode node, int most) throws DocumentRefused {
        if (!(node instanceof ArrayNode array) || array.isEmpty() || array.size() > most) {
            throw new DocumentRefused(field, "a list of 1 to " + most + " is needed");
        }
        return array;
    }

    static void onlyKnown(ObjectNode json, Set<String> names, String field) throws DocumentRefused {
        if (!names.containsAll(json.propertyNames())) {
            throw new DocumentRefused(field, "unknown field");
        }
    }

    static String string(ObjectNode json, String field) throws DocumentRefused {
        return string(field, json.get(field));
    }

    static String string(String field, @Nullable JsonNode value) throws DocumentRefused {
        if (value == null || !value.isString()) {
            throw new DocumentRefused(field, "text is needed");
        }
        return value.stringValue();
    }

    static String matching(String field, Pattern pattern, String value) throws DocumentRefused {
        if (!pattern.matcher(value).matches() || !Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new DocumentRefused(field, "not of the form " + pattern);
        }
        return value;
    }

    /** Subjects and texts are left out. */
    @Override
    public String toString() {
        return "QuestionFields[" + profile + ", " + basis.kind() + ", " + services + "]";
    }
}
