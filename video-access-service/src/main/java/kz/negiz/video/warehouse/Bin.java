package kz.negiz.video.warehouse;

import java.util.regex.Pattern;

/** Business identification numbers: twelve digits, of which the last one checks the others. */
public final class Bin {

    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");
    private static final int[] FIRST_WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND_WEIGHTS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

    private Bin() {}

    public static boolean isBin(String number) {
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
}
