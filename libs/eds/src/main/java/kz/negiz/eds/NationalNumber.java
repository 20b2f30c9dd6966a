package kz.negiz.eds;

/** Individual and business identification numbers: twelve digits, of which the last one checks the others. */
public final class NationalNumber {

    private static final int LENGTH = 12;
    private static final int[] FIRST_WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND_WEIGHTS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

    private NationalNumber() {}

    /** Whether the text is twelve digits with the right check digit; what the digits say of their holder is not looked at. */
    public static boolean isWellFormed(String text) {
        return text.length() == LENGTH
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && text.charAt(LENGTH - 1) - '0' == checkDigit(text);
    }

    /** 10 where the rule gives none: such a number is never assigned. */
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
