package kz.negiz.demo.pki;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;

/**
 * IINs and BINs that belong to nobody: births in 2099, organisations registered in a thirteenth month, check digits right.
 *
 * <p>The same name always gives the same number, so that a demo, its sources and its tests speak of the same people
 * without sharing any state.
 */
public final class SyntheticNumbers {

    private static final int[] FIRST_WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND_WEIGHTS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};
    private static final int LENGTH = 12;

    private SyntheticNumbers() {}

    /** The IIN of the synthetic person with this name. */
    public static String iin(String name) {
        for (int attempt = 0; ; attempt++) {
            BigInteger seed = seed("iin", name, attempt);
            int day = 1 + part(seed, 0, 28);
            int month = 1 + part(seed, 1, 12);
            int century = 5 + part(seed, 2, 2); // 5 a man, 6 a woman, born in 2000–2099
            int sequence = part(seed, 3, 10_000);
            String body = String.format(Locale.ROOT, "99%02d%02d%d%04d", month, day, century, sequence);
            int digit = checkDigit(body);
            if (digit >= 0) {
                return body + digit;
            }
        }
    }

    /** The BIN of the synthetic organisation with this name. */
    public static String bin(String name) {
        for (int attempt = 0; ; attempt++) {
            BigInteger seed = seed("bin", name, attempt);
            // 4: a resident legal entity, 0: its head office
            String body = String.format(Locale.ROOT, "%02d1340%05d", part(seed, 0, 100), part(seed, 1, 100_000));
            int digit = checkDigit(body);
            if (digit >= 0) {
                return body + digit;
            }
        }
    }

    /** True for twelve digits whose last one is the right check digit. */
    public static boolean hasRightCheckDigit(String number) {
        return number.length() == LENGTH
                && number.chars().allMatch(c -> c >= '0' && c <= '9')
                && checkDigit(number.substring(0, LENGTH - 1)) == number.charAt(LENGTH - 1) - '0';
    }

    /** True for a number that cannot belong to anybody: a birth in 2099, or a thirteenth month. */
    public static boolean isSynthetic(String number) {
        if (!hasRightCheckDigit(number)) {
            return false;
        }
        char century = number.charAt(6);
        boolean bornIn2099 = number.startsWith("99") && (century == '5' || century == '6');
        return bornIn2099 || number.startsWith("13", 2);
    }

    /** The whole number for its first eleven digits; none where the rule gives no check digit. */
    public static Optional<String> withCheckDigit(String elevenDigits) {
        int digit = checkDigit(elevenDigits);
        return digit < 0 ? Optional.empty() : Optional.of(elevenDigits + digit);
    }

    /** The check digit of eleven digits, or -1 where the rule gives none and the number is never assigned. */
    static int checkDigit(String elevenDigits) {
        int remainder = weigh(elevenDigits, FIRST_WEIGHTS);
        if (remainder == 10) {
            remainder = weigh(elevenDigits, SECOND_WEIGHTS);
        }
        return remainder == 10 ? -1 : remainder;
    }

    private static int weigh(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum % 11;
    }

    private static BigInteger seed(String kind, String name, int attempt) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return new BigInteger(
                    1,
                    sha256.digest(
                            ("negiz synthetic " + kind + " " + name + " " + attempt).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int part(BigInteger seed, int index, int bound) {
        return seed.shiftRight(32 * index)
                .and(BigInteger.valueOf(0xFFFF_FFFFL))
                .mod(BigInteger.valueOf(bound))
                .intValue();
    }
}
