package kz.negiz.registry.holder;

import java.util.regex.Pattern;

/**
 * Who holds an account: a natural person by IIN, or a natural person acting for an organisation by IIN and BIN.
 *
 * @param bin empty for a natural person
 */
public record Holder(String iin, String bin) {

    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");
    private static final int[] FIRST_WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND_WEIGHTS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

    public Holder {
        if (!isNumber(iin) || !(bin.isEmpty() || isNumber(bin))) {
            throw new IllegalArgumentException("not an IIN or BIN: twelve digits, the last one the right check digit");
        }
    }

    public static Holder person(String iin) {
        return new Holder(iin, "");
    }

    public boolean isOrganisation() {
        return !bin.isEmpty();
    }

    /** Twelve digits of which the last one checks the others. */
    public static boolean isNumber(String number) {
        return TWELVE_DIGITS.matcher(number).matches() && number.charAt(11) - '0' == checkDigit(number);
    }

    private static int checkDigit(String number) {
        int first = weigh(number, FIRST_WEIGHTS);
        return first == 10 ? weigh(number, SECOND_WEIGHTS) : first;
    }

    private static int weigh(String number, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (number.charAt(i) - '0') * weights[i];
        }
        return sum % 11;
    }

    /** The numbers stay out of log lines. */
    @Override
    public String toString() {
        return isOrganisation() ? "Holder[organisation]" : "Holder[person]";
    }
}
