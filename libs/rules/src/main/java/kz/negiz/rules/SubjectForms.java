package kz.negiz.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** The canonical forms of what subjects are named by, and the way to them from what people type. */
final class SubjectForms {

    private static final int LONGEST_ADDRESS = 200;
    private static final int LETTERS_OF_AN_ADDRESS = 3;

    private static final Pattern VIN = Pattern.compile("[A-HJ-NPR-Z0-9]{17}");

    /** Values of the letters of a VIN from A on; those that do not occur count as nothing. */
    private static final String VIN_LETTERS = "12345678012345070923456789";

    private static final int[] VIN_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    private static final String REGION = "(0[1-9]|1[0-9]|20)";

    /** Cars, lorries, trailers and motorcycles; those given before 2012; diplomats. */
    private static final Pattern PLATE = Pattern.compile("(?!000|00[A-Z])[0-9]{2,3}[A-Z]{2,3}" + REGION
            + "|[A-Z](?!000)[0-9]{3}[A-Z]{2,3}|(?!0000)[0-9]{4}[A-Z]{2}|[DTHKM](?!000000)[0-9]{6}");

    private static final Pattern CADASTRAL_NUMBER =
            Pattern.compile("[0-9]{2}:[0-9]{3}:[0-9]{3}:[0-9]{3,4}(:[0-9]{1,4}(/[0-9]{1,5})?)?");
    private static final Pattern ELEVEN_DIGITS = Pattern.compile("([0-9]{2})([0-9]{3})([0-9]{3})([0-9]{3})");
    private static final Pattern PART_OF_A_BUILDING = Pattern.compile("(([0-9]+:){4}[0-9]+):([0-9]+)");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s:.\\-‐-―]+");

    /** Lines in which people write what has several fields. */
    static final Pattern DOCUMENT_LINE = Pattern.compile("([A-Z_]+)[ :](.+)");

    static final Pattern CODED_ADDRESS = Pattern.compile("(.+?)[;, ]+([0-9]{16})");
    static final Pattern DATE = Pattern.compile("([0-9]{2})\\.([0-9]{2})\\.([0-9]{4})");

    /** A day as people write it here. */
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private static final Pattern ADDRESS_CODE = Pattern.compile("[0-9]{16}");
    private static final Pattern NAME = Pattern.compile("\\p{L}(?:[ '’.-]?\\p{L}){0,63}\\.?");

    private static final String CYRILLIC = "АВЕКМНОРСТУХІ";
    private static final String LATIN = "ABEKMHOPCTYXI";

    private SubjectForms() {}

    static boolean hasBirthDate(String iin) {
        int century = switch (iin.charAt(6)) {
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
            int year = iin.charAt(6) == '0' ? 2000 : century + Integer.parseInt(iin.substring(0, 2));
            LocalDate.of(year, Integer.parseInt(iin.substring(2, 4)), Integer.parseInt(iin.substring(4, 6)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean isVin(String value) {
        return VIN.matcher(value).matches() && (!isNorthAmerican(value) || hasRightVinDigit(value));
    }

    static boolean hasVinLetters(String value) {
        return VIN.matcher(value).matches();
    }

    /** There the check digit is prescribed (49 CFR 565). */
    private static boolean isNorthAmerican(String vin) {
        return vin.charAt(0) >= '1' && vin.charAt(0) <= '5';
    }

    /** China prescribes it too (GB 16735); a vehicle from there may be older than that. */
    static boolean usesCheckDigit(String vin) {
        return vin.charAt(0) == 'L';
    }

    static boolean hasRightVinDigit(String vin) {
        int sum = 0;
        for (int i = 0; i < VIN_WEIGHTS.length; i++) {
            char c = vin.charAt(i);
            sum += VIN_WEIGHTS[i] * (c >= 'A' ? VIN_LETTERS.charAt(c - 'A') - '0' : c - '0');
        }
        return vin.charAt(8) == "0123456789X".charAt(sum % 11);
    }

    static boolean isPlate(String value) {
        return PLATE.matcher(value).matches();
    }

    static boolean isCadastralNumber(String value) {
        return CADASTRAL_NUMBER.matcher(value).matches();
    }

    static boolean isAddress(String value) {
        return value.length() <= LONGEST_ADDRESS
                && value.codePoints().filter(Character::isLetter).count() >= LETTERS_OF_AN_ADDRESS
                && PlainText.isPlain(value);
    }

    static boolean isAddressCode(String value) {
        return ADDRESS_CODE.matcher(value).matches();
    }

    static boolean isName(String value) {
        return value.length() <= 64 && NAME.matcher(value).matches() && PlainText.isPlain(value);
    }

    /** People live long, and the synthetic ones of demonstrations are born in 2099. */
    static boolean isBirthDate(LocalDate date) {
        return date.getYear() >= 1900 && date.getYear() < 2100;
    }

    /** Capital Latin letters and digits: spaces and hyphens out, Cyrillic letters that look the same replaced. */
    static String bare(String typed) {
        StringBuilder bare = new StringBuilder();
        typed.toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && c != '\u00a0' && c != '-')
                .forEach(c -> {
                    int at = CYRILLIC.indexOf(c);
                    bare.appendCodePoint(at < 0 ? c : LATIN.charAt(at));
                });
        return bare.toString();
    }

    /** {@code 20-315-040-122:1:12}, with other separators or none, as {@code 20:315:040:122:1/12}. */
    static String cadastralNumber(String typed) {
        String set = SEPARATORS.matcher(typed.strip()).replaceAll(":").replace(":/", "/");
        set = ELEVEN_DIGITS.matcher(set).matches() ? ELEVEN_DIGITS.matcher(set).replaceAll("$1:$2:$3:$4") : set;
        return PART_OF_A_BUILDING.matcher(set).replaceFirst("$1/$3");
    }
}
