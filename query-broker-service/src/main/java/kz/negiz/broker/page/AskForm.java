package kz.negiz.broker.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.negiz.broker.desk.TypedQuestion;
import kz.negiz.broker.document.DocumentRefused;
import kz.negiz.broker.document.QuestionFields;
import kz.negiz.rules.Basis;
import kz.negiz.rules.BasisKind;
import kz.negiz.rules.DocumentKind;
import kz.negiz.rules.Subject;
import kz.negiz.rules.SubjectReading;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was typed into the form, as it was typed; nothing of it is lost when something is wrong. Templates read it by the names
 * of its inputs.
 *
 * @param single what each input holds, by its name; an input that was not sent is empty
 * @param services codes of the chosen services
 * @param others subjects that are not told from what is typed alone, each with what it is
 */
record AskForm(Map<String, String> single, List<String> services, List<Other> others) {

    /**
     * The inputs that hold one value; {@code number} is of the inspection or of the criminal case, {@code unfinished} the id under
     * which the question is kept until it is asked.
     */
    private static final List<String> NAMES = List.of(
            "profile",
            "number",
            "assignmentNumber",
            "assignmentDate",
            "assignmentBody",
            "text",
            "code",
            "material",
            "namedCase",
            "subject",
            "purpose",
            "unfinished");

    private static final int LENGTH = 12;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** As many characters as the input of the subjects takes. */
    private static final int LONGEST_SUBJECTS = 1_000;

    /** One more than a question may have, so that it shows that there are too many. */
    private static final int MOST_NUMBERS = QuestionFields.MAX_SUBJECTS + 1;

    /** What a subject of its own line may be, in the order of the list to choose from; as {@link Subject#label()} says it. */
    static final List<String> LABELS = Stream.concat(
                    Stream.of(Subject.Kind.NAME.name(), Subject.Kind.ADDRESS.name()),
                    Stream.of(DocumentKind.values()).map(kind -> Subject.Kind.DOCUMENT + "." + kind))
            .toList();

    /**
     * A subject on a line of its own.
     *
     * @param label what it is
     * @param text what was typed
     */
    record Other(String label, String text) {

        static Other blank() {
            return new Other(LABELS.getFirst(), "");
        }

        boolean isBlank() {
            return text.isBlank();
        }

        SubjectReading read() {
            int dot = label.indexOf('.');
            if (dot >= 0) {
                return SubjectReading.of(
                        Subject.Kind.DOCUMENT, Map.of("document", label.substring(dot + 1), "number", text));
            }
            return label.equals(Subject.Kind.ADDRESS.name())
                    ? SubjectReading.ofLine(Subject.Kind.ADDRESS, text)
                    : SubjectReading.ofLine(Subject.Kind.NAME, text);
        }

        @Override
        public String toString() {
            return "Other[" + label + "]";
        }
    }

    AskForm {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : NAMES) {
            all.put(name, Objects.requireNonNullElse(single.get(name), ""));
        }
        single = Map.copyOf(all);
        services = List.copyOf(services);
        others = List.copyOf(others);
    }

    static AskForm under(String profile) {
        return new AskForm(Map.of("profile", profile), List.of(), List.of());
    }

    static AskForm of(MultiValueMap<String, String> sent) {
        List<Other> others = IntStream.range(0, MOST_NUMBERS)
                .mapToObj(row -> other(sent, row))
                .flatMap(Optional::stream)
                .toList();
        AskForm form = new AskForm(
                sent.toSingleValueMap(), Objects.requireNonNullElse(sent.get("services"), List.of()), others);
        for (String offered : Objects.requireNonNullElse(sent.get("again"), List.<String>of())) {
            form = form.withOffered(offered);
        }
        return form;
    }

    /** What a subject that is offered again is sent as when it is ticked. */
    static String offered(Subject subject) {
        return subject.label() + " " + subject.value();
    }

    /** With a subject that was ticked, as if it had been typed; once, however often it is there. */
    private AskForm withOffered(String offered) {
        int blank = offered.indexOf(' ');
        if (blank < 0 || readable().stream().map(AskForm::offered).anyMatch(offered::equals)) {
            return this;
        }
        String label = offered.substring(0, blank);
        String value = offered.substring(blank + 1);
        if (LABELS.contains(label)) {
            return others.size() >= MOST_NUMBERS
                    ? this
                    : new AskForm(
                            single,
                            services,
                            Stream.concat(others.stream(), Stream.of(new Other(label, value)))
                                    .toList());
        }
        String typed = of("subject").strip();
        return with("subject", typed.isEmpty() ? value : typed + ", " + value);
    }

    /** The form as it was kept. */
    static AskForm of(TypedQuestion typed) {
        Map<String, String> single = new LinkedHashMap<>();
        single.put("profile", held(typed.profile()));
        single.put("number", held(typed.number()));
        single.put("assignmentNumber", held(typed.assignmentNumber()));
        single.put("assignmentDate", held(typed.assignmentDate()));
        single.put("assignmentBody", held(typed.assignmentBody()));
        single.put("text", held(typed.text()));
        single.put("code", held(typed.code()));
        single.put("material", held(typed.material()));
        single.put("namedCase", held(typed.namedCase()));
        single.put("subject", held(typed.subject()));
        single.put("purpose", held(typed.purpose()));
        return new AskForm(
                single,
                typed.services(),
                typed.others().stream()
                        .map(line -> new Other(line.label(), line.text()))
                        .toList());
    }

    private static String held(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /** The form as it is kept. */
    TypedQuestion typed() {
        return new TypedQuestion(
                of("profile"),
                of("number"),
                of("assignmentNumber"),
                of("assignmentDate"),
                of("assignmentBody"),
                of("text"),
                of("code"),
                of("material"),
                of("namedCase"),
                of("subject"),
                of("purpose"),
                services,
                others.stream()
                        .map(other -> new TypedQuestion.Line(other.label(), other.text()))
                        .toList());
    }

    /** What stands in a line of its own, counted from 0; nothing where it is blank. */
    static Optional<Other> other(MultiValueMap<String, String> sent, int row) {
        List<String> labels = Objects.requireNonNullElse(sent.get("otherKind"), List.of());
        List<String> texts = Objects.requireNonNullElse(sent.get("otherText"), List.of());
        if (row < 0 || row >= Math.min(labels.size(), texts.size())) {
            return Optional.empty();
        }
        String label = LABELS.contains(labels.get(row)) ? labels.get(row) : LABELS.getFirst();
        return Optional.of(new Other(label, texts.get(row))).filter(other -> !other.isBlank());
    }

    /** The form that gives these fields. */
    static AskForm of(QuestionFields fields) {
        Map<String, String> single = new LinkedHashMap<>();
        single.put("profile", fields.profile());
        single.put("purpose", fields.purpose());
        single.put(
                "subject",
                fields.subjects().stream()
                        .filter(subject -> !LABELS.contains(subject.label()))
                        .map(Subject::value)
                        .collect(Collectors.joining(", ")));
        List<Other> others = fields.subjects().stream()
                .filter(subject -> LABELS.contains(subject.label()))
                .map(subject -> new Other(subject.label(), subject.value()))
                .toList();
        switch (fields.basis()) {
            case Basis.Inspection inspection -> single.put("number", inspection.number());
            case Basis.CriminalCase named -> {
                single.put("number", named.number());
                named.assignment().ifPresent(assignment -> {
                    single.put("assignmentNumber", assignment.number());
                    single.put("assignmentDate", assignment.date().toString());
                    single.put("assignmentBody", assignment.issuingBody());
                });
            }
            case Basis.OptionalText text -> {
                single.put("text", text.text());
                single.put("namedCase", text.namedCase().orElse(""));
            }
            case Basis.Chosen chosen -> {
                single.put("code", chosen.code());
                single.put("material", chosen.material());
                single.put("namedCase", chosen.namedCase().orElse(""));
            }
        }
        return new AskForm(single, fields.services(), others);
    }

    /** The id under which it is kept; nothing where none was sent, or no id. */
    Optional<UUID> unfinished() {
        try {
            return Optional.of(UUID.fromString(of("unfinished")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** With other services and another purpose, as a template or an earlier question has them. */
    AskForm with(String purpose, List<String> wanted) {
        return new AskForm(with("purpose", purpose).single, wanted, others);
    }

    AskForm with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(single);
        changed.put(name, value);
        return new AskForm(changed, services, others);
    }

    /** The lines of the other subjects, and an empty one after them. */
    public List<Other> rows() {
        List<Other> rows = new ArrayList<>(others);
        rows.add(Other.blank());
        return rows;
    }

    /** What an input holds. */
    public String of(String name) {
        return Objects.requireNonNull(single.get(name));
    }

    public boolean asks(String service) {
        return services.contains(service);
    }

    /** Everything typed, to be handed on by a page that shows none of it. */
    public List<Map.Entry<String, String>> kept() {
        List<Map.Entry<String, String>> kept = new ArrayList<>();
        NAMES.forEach(name -> kept.add(Map.entry(name, of(name))));
        services.forEach(service -> kept.add(Map.entry("services", service)));
        for (Other other : others) {
            kept.add(Map.entry("otherKind", other.label()));
            kept.add(Map.entry("otherText", other.text()));
        }
        return kept;
    }

    /**
     * The subjects as they were typed, without the spaces that people copy along. Of what is longer than the input takes, or more
     * than a question may have, only the beginning is looked at; the form is wrong then.
     */
    List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        String typed = of("subject");
        for (String part :
                typed.substring(0, Math.min(typed.length(), LONGEST_SUBJECTS)).split("[,;\\n]", -1)) {
            String bare = part.replaceAll("\\s", "");
            // Several numbers, set apart by spaces only.
            if (bare.length() > LENGTH
                    && bare.length() % LENGTH == 0
                    && DIGITS.matcher(bare).matches()) {
                for (int start = 0; start < bare.length(); start += LENGTH) {
                    numbers.add(bare.substring(start, start + LENGTH));
                }
            } else if (!bare.isEmpty()) {
                numbers.add(bare);
            }
        }
        return numbers.size() > MOST_NUMBERS ? List.copyOf(numbers.subList(0, MOST_NUMBERS)) : numbers;
    }

    /** The fields of the question, for the kind of basis that the access right asks for. */
    QuestionFields fields(BasisKind kind, String language) throws DocumentRefused {
        return QuestionFields.ofInput(json(kind, language));
    }

    /** The inputs that have to be mended. */
    Set<String> wrong(BasisKind kind, String language) {
        Set<String> wrong = new HashSet<>();
        if (of("subject").length() > LONGEST_SUBJECTS) {
            wrong.add("subject");
        }
        for (String field : QuestionFields.wrongIn(json(kind, language))) {
            wrong.add(
                    switch (field) {
                        case "basis" -> wrongInBasis(kind, language);
                        case "subjects" -> "subjects";
                        case "services", "purpose" -> field;
                        default -> "profile";
                    });
        }
        if (wrong.remove("subjects")) {
            wrong.addAll(wrongOfSubjects());
        }
        return wrong;
    }

    /** Which inputs of subjects can't be read; the first one where each can be read and all of them together are wrong. */
    private Set<String> wrongOfSubjects() {
        Set<String> wrong = new LinkedHashSet<>();
        List<String> numbers = numbers();
        boolean none = numbers.isEmpty() && others.isEmpty();
        if (none || !numbers.stream().allMatch(AskForm::isRecognised)) {
            wrong.add("subject");
        }
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).read() instanceof SubjectReading.Wrong) {
                wrong.add(idOfOther(i));
            }
        }
        return wrong.isEmpty() ? Set.of("subject") : wrong;
    }

    private static boolean isRecognised(String typed) {
        return SubjectReading.recognise(typed) instanceof SubjectReading.Read;
    }

    /** The id of the input that the text of another subject stands in. */
    static String idOfOther(int index) {
        return "otherText" + index;
    }

    /** The subjects that can be read. */
    List<Subject> readable() {
        return Stream.concat(
                        numbers().stream().map(SubjectReading::recognise),
                        others.stream().map(Other::read))
                .filter(SubjectReading.Read.class::isInstance)
                .map(read -> ((SubjectReading.Read) read).subject())
                .toList();
    }

    /** The basis is one field of the question and several inputs: what is right without its second part is wrong in it. */
    private String wrongInBasis(BasisKind kind, String language) {
        return switch (kind) {
            case INSPECTION_NUMBER -> "number";
            case CRIMINAL_CASE_NUMBER ->
                with("assignmentNumber", "").basisIsWrong(kind, language) ? "number" : "assignmentNumber";
            case OPTIONAL_TEXT -> with("namedCase", "").basisIsWrong(kind, language) ? "text" : "namedCase";
            case CHOSEN_BASIS -> with("namedCase", "").basisIsWrong(kind, language) ? "material" : "namedCase";
        };
    }

    private boolean basisIsWrong(BasisKind kind, String language) {
        return QuestionFields.wrongIn(json(kind, language)).contains("basis");
    }

    private ObjectNode json(BasisKind kind, String language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("profile", of("profile"));
        basis(json.putObject("basis"), kind);
        ArrayNode codes = json.putArray("services");
        services.forEach(codes::add);
        ArrayNode subjects = json.putArray("subjects");
        numbers().forEach(typed -> put(SubjectReading.recognise(typed), subjects.addObject()));
        others.forEach(other -> put(other.read(), subjects.addObject()));
        json.put("purpose", of("purpose"));
        json.put("language", language);
        return json;
    }

    /** What can't be read stays without a kind, and the question can't be read either. */
    private static void put(SubjectReading reading, ObjectNode json) {
        if (reading instanceof SubjectReading.Read(Subject subject)) {
            json.put("kind", subject.kind().name());
            subject.fields().forEach(json::put);
        }
    }

    private void basis(ObjectNode basis, BasisKind kind) {
        basis.put("kind", kind.name());
        switch (kind) {
            case INSPECTION_NUMBER -> basis.put("number", of("number"));
            case CRIMINAL_CASE_NUMBER -> {
                basis.put("number", of("number"));
                if (!of("assignmentNumber").isBlank()) {
                    basis.putObject("assignment")
                            .put("number", of("assignmentNumber"))
                            .put("date", of("assignmentDate"))
                            .put("issuingBody", of("assignmentBody").strip());
                }
            }
            case OPTIONAL_TEXT -> basis.put("text", of("text"));
            case CHOSEN_BASIS -> basis.put("code", of("code")).put("material", of("material"));
        }
        boolean mayNameCase = kind == BasisKind.OPTIONAL_TEXT || kind == BasisKind.CHOSEN_BASIS;
        if (mayNameCase && !of("namedCase").isBlank()) {
            basis.put("criminalCase", of("namedCase"));
        }
    }

    /** What was typed is about persons. */
    @Override
    public String toString() {
        return "AskForm[" + of("profile") + "]";
    }
}
