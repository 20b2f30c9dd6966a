package kz.negiz.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import kz.negiz.eds.NationalNumber;

/** What becomes of a subject that somebody typed: its canonical form, or what is wrong with it. */
public sealed interface SubjectReading {

    /** It can be read. */
    record Read(Subject subject) implements SubjectReading {}

    /**
     * It can't be read.
     *
     * @param field the name of the field that is wrong, as in {@link Subject#fields()}
     */
    record Wrong(String field, Fault fault) implements SubjectReading {}

    /** What can be wrong; the texts for people say beside it what would be right. */
    enum Fault {
        MISSING,
        UNKNOWN_FIELD,
        NOT_RECOGNISED,
        TWELVE_DIGITS,
        CHECK_DIGIT,
        NOT_A_PERSON,
        NOT_AN_ORGANISATION,
        DOCUMENT_KIND,
        DOCUMENT_NUMBER,
        VIN,
        VIN_CHECK_DIGIT,
        PLATE,
        CADASTRAL_NUMBER,
        ADDRESS,
        ADDRESS_CODE,
        NAME_PARTS,
        NAME,
        BIRTH_DATE
    }

    /** No field of a subject is longer, however it is typed. */
    int LONGEST = 300;

    /** Reads the fields of a subject. */
    static SubjectReading of(Subject.Kind kind, Map<String, String> typed) {
        Set<String> known = switch (kind) {
            case IIN, BIN, VIN, PLATE, CADASTRAL_NUMBER -> Set.of("value");
            case DOCUMENT -> Set.of("document", "number");
            case ADDRESS -> Set.of("text", "code");
            case NAME -> Set.of("surname", "name", "patronymic", "birthDate");
        };
        for (Map.Entry<String, String> field : typed.entrySet()) {
            if (!known.contains(field.getKey())) {
                return new Wrong("kind", Fault.UNKNOWN_FIELD);
            }
            if (field.getValue().length() > LONGEST) {
                return new Wrong(field.getKey(), tooLong(kind));
            }
        }
        return switch (kind) {
            case IIN, BIN -> national(kind, typed.getOrDefault("value", ""));
            case DOCUMENT -> document(typed.getOrDefault("document", ""), typed.getOrDefault("number", ""));
            case VIN -> vin(typed.getOrDefault("value", ""));
            case PLATE -> plate(typed.getOrDefault("value", ""));
            case CADASTRAL_NUMBER -> cadastralNumber(typed.getOrDefault("value", ""));
            case ADDRESS -> address(typed.getOrDefault("text", ""), Optional.ofNullable(typed.get("code")));
            case NAME -> name(typed);
        };
    }

    /**
     * Reads a subject from one line: {@code PASSPORT N12345678}, {@code Surname Name Patronymic 31.01.1990} (with semicolons
     * between them where a part has two words), an address with its code at the end where it is known, and what the other kinds
     * have as their value.
     */
    static SubjectReading ofLine(Subject.Kind kind, String line) {
        if (line.length() > LONGEST) {
            return new Wrong("value", tooLong(kind));
        }
        String typed = PlainText.tidy(line);
        return switch (kind) {
            case IIN, BIN, VIN, PLATE, CADASTRAL_NUMBER -> of(kind, Map.of("value", typed));
            case DOCUMENT -> documentLine(typed);
            case ADDRESS -> addressLine(typed);
            case NAME -> nameLine(typed);
        };
    }

    /** Reads what needs no kind beside it: an IIN, a BIN, a VIN, a number plate, a cadastral number. */
    static SubjectReading recognise(String typed) {
        if (typed.length() > LONGEST) {
            return new Wrong("value", Fault.NOT_RECOGNISED);
        }
        String bare = SubjectForms.bare(typed);
        if (bare.isEmpty()) {
            return new Wrong("value", Fault.MISSING);
        }
        boolean parted = typed.indexOf('-') >= 0 || typed.indexOf(':') >= 0;
        String cadastral = SubjectForms.cadastralNumber(typed);
        if (SubjectForms.isCadastralNumber(cadastral) && (parted || bare.length() != 12)) {
            return new Read(new Subject.CadastralNumber(cadastral));
        }
        if (bare.matches("[0-9]{12}")) {
            return national(bare.charAt(4) >= '4' ? Subject.Kind.BIN : Subject.Kind.IIN, bare);
        }
        if (typed.indexOf(':') >= 0) {
            return new Wrong("value", Fault.CADASTRAL_NUMBER);
        }
        if (SubjectForms.isPlate(bare)) {
            return new Read(new Subject.Plate(bare));
        }
        if (bare.length() == 17) {
            return vin(bare);
        }
        boolean digits = bare.chars().allMatch(c -> c >= '0' && c <= '9');
        return new Wrong("value", digits ? Fault.TWELVE_DIGITS : Fault.NOT_RECOGNISED);
    }

    private static Fault tooLong(Subject.Kind kind) {
        return switch (kind) {
            case IIN, BIN -> Fault.TWELVE_DIGITS;
            case DOCUMENT -> Fault.DOCUMENT_NUMBER;
            case VIN -> Fault.VIN;
            case PLATE -> Fault.PLATE;
            case CADASTRAL_NUMBER -> Fault.CADASTRAL_NUMBER;
            case ADDRESS -> Fault.ADDRESS;
            case NAME -> Fault.NAME;
        };
    }

    private static SubjectReading national(Subject.Kind kind, String typed) {
        String number = SubjectForms.bare(typed);
        if (number.isEmpty()) {
            return new Wrong("value", Fault.MISSING);
        }
        if (!number.matches("[0-9]{12}")) {
            return new Wrong("value", Fault.TWELVE_DIGITS);
        }
        if (!NationalNumber.isWellFormed(number)) {
            return new Wrong("value", Fault.CHECK_DIGIT);
        }
        if (kind == Subject.Kind.IIN) {
            return Subject.Iin.isWellFormed(number)
                    ? new Read(new Subject.Iin(number))
                    : new Wrong("value", Fault.NOT_A_PERSON);
        }
        return Subject.Bin.isWellFormed(number)
                ? new Read(new Subject.Bin(number))
                : new Wrong("value", Fault.NOT_AN_ORGANISATION);
    }

    private static SubjectReading document(String kind, String typed) {
        Optional<DocumentKind> known = Arrays.stream(DocumentKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst();
        if (known.isEmpty()) {
            return new Wrong("document", Fault.DOCUMENT_KIND);
        }
        String number = SubjectForms.bare(typed);
        if (number.isEmpty()) {
            return new Wrong("number", Fault.MISSING);
        }
        return known.get().isForm(number)
                ? new Read(new Subject.Document(known.get(), number))
                : new Wrong("number", Fault.DOCUMENT_NUMBER);
    }

    private static SubjectReading documentLine(String typed) {
        Matcher parts = SubjectForms.DOCUMENT_LINE.matcher(typed);
        return parts.matches() ? document(parts.group(1), parts.group(2)) : new Wrong("document", Fault.DOCUMENT_KIND);
    }

    private static SubjectReading vin(String typed) {
        String vin = SubjectForms.bare(typed);
        if (vin.isEmpty()) {
            return new Wrong("value", Fault.MISSING);
        }
        if (!SubjectForms.hasVinLetters(vin)) {
            return new Wrong("value", Fault.VIN);
        }
        return SubjectForms.isVin(vin) ? new Read(new Subject.Vin(vin)) : new Wrong("value", Fault.VIN_CHECK_DIGIT);
    }

    private static SubjectReading plate(String typed) {
        String plate = SubjectForms.bare(typed);
        if (plate.isEmpty()) {
            return new Wrong("value", Fault.MISSING);
        }
        return SubjectForms.isPlate(plate) ? new Read(new Subject.Plate(plate)) : new Wrong("value", Fault.PLATE);
    }

    private static SubjectReading cadastralNumber(String typed) {
        String number = SubjectForms.cadastralNumber(typed);
        if (number.isEmpty()) {
            return new Wrong("value", Fault.MISSING);
        }
        return SubjectForms.isCadastralNumber(number)
                ? new Read(new Subject.CadastralNumber(number))
                : new Wrong("value", Fault.CADASTRAL_NUMBER);
    }

    private static SubjectReading address(String typed, Optional<String> code) {
        String text = PlainText.tidy(typed);
        if (text.isEmpty()) {
            return new Wrong("text", Fault.MISSING);
        }
        if (!SubjectForms.isAddress(text)) {
            return new Wrong("text", Fault.ADDRESS);
        }
        Optional<String> bare = code.map(SubjectForms::bare);
        return bare.isPresent() && !SubjectForms.isAddressCode(bare.get())
                ? new Wrong("code", Fault.ADDRESS_CODE)
                : new Read(new Subject.Address(text, bare));
    }

    private static SubjectReading addressLine(String typed) {
        Matcher coded = SubjectForms.CODED_ADDRESS.matcher(typed);
        return coded.matches()
                ? address(coded.group(1), Optional.of(coded.group(2)))
                : address(typed, Optional.empty());
    }

    private static SubjectReading name(Map<String, String> typed) {
        Map<String, String> tidy = new LinkedHashMap<>();
        for (String part : List.of("surname", "name", "patronymic")) {
            String text = PlainText.tidy(typed.getOrDefault(part, ""));
            if (text.isEmpty() && !part.equals("patronymic")) {
                return new Wrong(part, Fault.NAME_PARTS);
            }
            if (!text.isEmpty() && !SubjectForms.isName(text)) {
                return new Wrong(part, Fault.NAME);
            }
            tidy.put(part, text);
        }
        Optional<LocalDate> birthDate = date(PlainText.tidy(typed.getOrDefault("birthDate", "")));
        if (birthDate.isEmpty()) {
            return new Wrong("birthDate", Fault.BIRTH_DATE);
        }
        return new Read(new Subject.PersonName(
                tidy.getOrDefault("surname", ""),
                tidy.getOrDefault("name", ""),
                Optional.ofNullable(tidy.get("patronymic")).filter(part -> !part.isEmpty()),
                birthDate.get()));
    }

    private static SubjectReading nameLine(String typed) {
        if (typed.isEmpty()) {
            return new Wrong("surname", Fault.MISSING);
        }
        boolean marked = typed.indexOf(';') >= 0;
        List<String> parts = Arrays.stream(typed.split(marked ? ";" : " ", -1))
                .map(String::strip)
                .toList();
        if (date(parts.getLast()).isEmpty()) {
            return new Wrong("birthDate", Fault.BIRTH_DATE);
        }
        if (parts.size() < 3 || (marked && parts.size() > 4)) {
            return new Wrong("name", Fault.NAME_PARTS);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("surname", parts.get(0));
        fields.put("name", parts.get(1));
        fields.put("patronymic", String.join(" ", parts.subList(2, parts.size() - 1)));
        fields.put("birthDate", parts.getLast());
        return name(fields);
    }

    /** {@code 31.01.1990} as people write it, or {@code 1990-01-31}. */
    private static Optional<LocalDate> date(String typed) {
        Matcher people = SubjectForms.DATE.matcher(typed);
        String iso = people.matches() ? people.group(3) + "-" + people.group(2) + "-" + people.group(1) : typed;
        try {
            return Optional.of(LocalDate.parse(iso)).filter(SubjectForms::isBirthDate);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
