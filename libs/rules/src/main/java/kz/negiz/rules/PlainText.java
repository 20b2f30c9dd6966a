package kz.negiz.rules;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Texts that are signed: what a person reads is all that stands in them. */
public final class PlainText {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private PlainText() {}

    /** A text that shows exactly what it is: composed letters, no invisible characters, no odd spaces. */
    public static boolean isPlain(String value) {
        return value.equals(tidy(value))
                && value.codePoints().allMatch(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    case Character.SPACE_SEPARATOR -> c == ' ';
                    default -> true;
                });
    }

    /** Composed, with single spaces inside and none around. */
    static String tidy(String typed) {
        return SPACES.matcher(Normalizer.normalize(typed, Normalizer.Form.NFC).replace('\u00a0', ' '))
                .replaceAll(" ")
                .strip();
    }
}
