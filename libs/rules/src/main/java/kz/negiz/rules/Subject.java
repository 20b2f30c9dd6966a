package kz.negiz.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import kz.negiz.eds.NationalNumber;

/**
 * Whom a question is about, by IIN or BIN.
 *
 * <p>Its text form never shows the number.
 */
public record Subject(Kind kind, String value) {

    /** Natural person or organisation. */
    public enum Kind {
        IIN,
        BIN
    }

    public Subject {
        if (!isWellFormed(kind, value)) {
            throw new IllegalArgumentException("not a well-formed " + kind);
        }
    }

    /** The subject that twelve digits mean: the fifth digit tells an organisation from a person. */
    public static Optional<Subject> recognise(String number) {
        if (isWellFormed(Kind.IIN, number)) {
            return Optional.of(new Subject(Kind.IIN, number));
        }
        return isWellFormed(Kind.BIN, number) ? Optional.of(new Subject(Kind.BIN, number)) : Optional.empty();
    }

    /** Whether the digits, the date of birth or kind of organisation, and the check digit are right. */
    public static boolean isWellFormed(Kind kind, String number) {
        return NationalNumber.isWellFormed(number)
                && switch (kind) {
                    case IIN -> hasBirthDate(number);
                    // 4 a resident organisation, 5 a non-resident one, 6 a joint sole entrepreneurship
                    case BIN -> number.charAt(4) >= '4' && number.charAt(4) <= '6';
                };
    }

    private static boolean hasBirthDate(String number) {
        int century = switch (number.charAt(6)) {
            case '1', '2' -> 1800;
            case '3', '4' -> 1900;
            case '5', '6' -> 2000;
            // 0 marks foreigners; the century is not told, and 2000 has every day that a year can have
            case '0' -> 2000;
            default -> -1;
        };
        if (century < 0) {
            return false;
        }
        try {
            int year = number.charAt(6) == '0' ? 2000 : century + Integer.parseInt(number.substring(0, 2));
            LocalDate.of(year, Integer.parseInt(number.substring(2, 4)), Integer.parseInt(number.substring(4, 6)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Subject[" + kind + "]";
    }
}
