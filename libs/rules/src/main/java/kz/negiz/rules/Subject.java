package kz.negiz.rules;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import kz.negiz.eds.NationalNumber;

/**
 * Whom or what a question is about, as somebody names it. Every subject has one canonical form; {@link SubjectReading} finds it
 * in what people type.
 *
 * <p>Its text form never shows more than the kind.
 */
public sealed interface Subject {

    /** By what a subject is named. */
    enum Kind {
        IIN,
        BIN,
        DOCUMENT,
        VIN,
        PLATE,
        CADASTRAL_NUMBER,
        ADDRESS,
        NAME;

        /** Whether it is the number of a person or an organisation, by which the registers of bases name them too. */
        public boolean isNational() {
            return this == IIN || this == BIN;
        }
    }

    Kind kind();

    /** The fields by which documents, sources and records name it, beside its kind; always in the same order. */
    SequencedMap<String, String> fields();

    /** It in one line, for people and records; the kind says how to read it. */
    String value();

    /** It in one line as a person writes it. */
    default String shown() {
        return value();
    }

    /** The kind, and of a document also which one; what the texts for people are found by. */
    default String label() {
        return kind().name();
    }

    /**
     * The subject with exactly these fields.
     *
     * @throws IllegalArgumentException if they are not its canonical form; what they say is not repeated
     */
    static Subject of(Kind kind, Map<String, String> fields) {
        if (SubjectReading.of(kind, fields) instanceof SubjectReading.Read(Subject subject)
                && subject.fields().equals(fields)) {
            return subject;
        }
        throw new IllegalArgumentException("not a well-formed " + kind);
    }

    /** The subject of a kind that has one value. */
    static Subject of(Kind kind, String value) {
        return of(kind, Map.of("value", value));
    }

    /** The person or organisation that twelve digits mean: the fifth digit tells one from the other. */
    static Optional<Subject> recognise(String number) {
        if (Iin.isWellFormed(number)) {
            return Optional.of(new Iin(number));
        }
        return Bin.isWellFormed(number) ? Optional.of(new Bin(number)) : Optional.empty();
    }

    private static SequencedMap<String, String> single(String value) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("value", value);
        return fields;
    }

    private static void check(Kind kind, String value, Predicate<String> form) {
        if (!form.test(value)) {
            throw new IllegalArgumentException("not a well-formed " + kind);
        }
    }

    /** A natural person, by the individual identification number. */
    record Iin(String value) implements Subject {

        public Iin {
            check(Kind.IIN, value, Iin::isWellFormed);
        }

        /** Whether the digits, the date of birth and the check digit are right. */
        public static boolean isWellFormed(String number) {
            return NationalNumber.isWellFormed(number) && SubjectForms.hasBirthDate(number);
        }

        @Override
        public Kind kind() {
            return Kind.IIN;
        }

        @Override
        public SequencedMap<String, String> fields() {
            return single(value);
        }

        @Override
        public String toString() {
            return "Subject[IIN]";
        }
    }

    /** An organisation, by the business identification number. */
    record Bin(String value) implements Subject {

        public Bin {
            check(Kind.BIN, value, Bin::isWellFormed);
        }

        /** Whether the digits, the kind of organisation and the check digit are right. */
        public static boolean isWellFormed(String number) {
            // 4 a resident organisation, 5 a non-resident one, 6 a joint sole entrepreneurship
            return NationalNumber.isWellFormed(number) && number.charAt(4) >= '4' && number.charAt(4) <= '6';
        }

        @Override
        public Kind kind() {
            return Kind.BIN;
        }

        @Override
        public SequencedMap<String, String> fields() {
            return single(value);
        }

        @Override
        public String toString() {
            return "Subject[BIN]";
        }
    }

    /** A natural person, by the number of an identity document. */
    record Document(DocumentKind document, String number) implements Subject {

        public Document {
            check(Kind.DOCUMENT, number, document::isForm);
        }

        @Override
        public Kind kind() {
            return Kind.DOCUMENT;
        }

        @Override
        public SequencedMap<String, String> fields() {
            SequencedMap<String, String> fields = new LinkedHashMap<>();
            fields.put("document", document.name());
            fields.put("number", number);
            return fields;
        }

        @Override
        public String value() {
            return number;
        }

        @Override
        public String label() {
            return kind() + "." + document;
        }

        @Override
        public String toString() {
            return "Subject[DOCUMENT]";
        }
    }

    /** A vehicle, by its identification number (ISO 3779). */
    record Vin(String value) implements Subject {

        public Vin {
            check(Kind.VIN, value, SubjectForms::isVin);
        }

        /** Whether its maker's country uses the check digit, though nobody is bound to, and it does not fit. */
        public boolean isDoubtful() {
            return SubjectForms.usesCheckDigit(value) && !SubjectForms.hasRightVinDigit(value);
        }

        @Override
        public Kind kind() {
            return Kind.VIN;
        }

        @Override
        public SequencedMap<String, String> fields() {
            return single(value);
        }

        @Override
        public String toString() {
            return "Subject[VIN]";
        }
    }

    /** A vehicle, by a state number plate of Kazakhstan, in Latin letters and without spaces. */
    record Plate(String value) implements Subject {

        public Plate {
            check(Kind.PLATE, value, SubjectForms::isPlate);
        }

        @Override
        public Kind kind() {
            return Kind.PLATE;
        }

        @Override
        public SequencedMap<String, String> fields() {
            return single(value);
        }

        @Override
        public String toString() {
            return "Subject[PLATE]";
        }
    }

    /** A plot, a building or a part of one, by its cadastral number. */
    record CadastralNumber(String value) implements Subject {

        public CadastralNumber {
            check(Kind.CADASTRAL_NUMBER, value, SubjectForms::isCadastralNumber);
        }

        @Override
        public Kind kind() {
            return Kind.CADASTRAL_NUMBER;
        }

        @Override
        public SequencedMap<String, String> fields() {
            return single(value);
        }

        @Override
        public String toString() {
            return "Subject[CADASTRAL_NUMBER]";
        }
    }

    /**
     * A place, by its address in words.
     *
     * @param code registration code of the address in the Address register, where it is known
     */
    record Address(String text, Optional<String> code) implements Subject {

        public Address {
            check(Kind.ADDRESS, text, SubjectForms::isAddress);
            code.ifPresent(number -> check(Kind.ADDRESS, number, SubjectForms::isAddressCode));
        }

        @Override
        public Kind kind() {
            return Kind.ADDRESS;
        }

        @Override
        public SequencedMap<String, String> fields() {
            SequencedMap<String, String> fields = new LinkedHashMap<>();
            fields.put("text", text);
            code.ifPresent(number -> fields.put("code", number));
            return fields;
        }

        @Override
        public String value() {
            return code.map(number -> text + "; " + number).orElse(text);
        }

        @Override
        public String toString() {
            return "Subject[ADDRESS]";
        }
    }

    /** A natural person, by name and date of birth; there may be several of them. */
    record PersonName(String surname, String name, Optional<String> patronymic, LocalDate birthDate)
            implements Subject {

        public PersonName {
            check(Kind.NAME, surname, SubjectForms::isName);
            check(Kind.NAME, name, SubjectForms::isName);
            patronymic.ifPresent(part -> check(Kind.NAME, part, SubjectForms::isName));
            check(Kind.NAME, birthDate.toString(), date -> SubjectForms.isBirthDate(birthDate));
        }

        @Override
        public Kind kind() {
            return Kind.NAME;
        }

        @Override
        public SequencedMap<String, String> fields() {
            SequencedMap<String, String> fields = new LinkedHashMap<>();
            fields.put("surname", surname);
            fields.put("name", name);
            patronymic.ifPresent(part -> fields.put("patronymic", part));
            fields.put("birthDate", birthDate.toString());
            return fields;
        }

        /** With semicolons, so that a name of two words stays one. */
        @Override
        public String value() {
            return String.join("; ", fields().values());
        }

        @Override
        public String shown() {
            String names =
                    patronymic.map(part -> surname + " " + name + " " + part).orElse(surname + " " + name);
            return names + ", " + SubjectForms.DAY.format(birthDate);
        }

        @Override
        public String toString() {
            return "Subject[NAME]";
        }
    }
}
