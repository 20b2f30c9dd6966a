package kz.negiz.video.record;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Texts that people state: one line that shows exactly what it is. */
public final class Texts {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final int LETTERS = 10;
    private static final int DIFFERENT_LETTERS = 5;

    private Texts() {}

    /** The text composed, without unseen characters, its spaces single and none at the ends. */
    public static String tidy(String text) {
        return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\p{Zs}]+", " "))
                .replaceAll("")
                .strip();
    }

    /** Whether the text has nothing that is not seen, such as a line end or a change of direction. */
    public static boolean isPlain(String text) {
        return !UNSEEN.matcher(text).find();
    }

    /** Whether a stated reason says something: "." and "aaaaaaaaaa" do not. */
    public static boolean hasContent(String text) {
        int[] letters = text.codePoints()
                .filter(Character::isLetter)
                .map(Character::toLowerCase)
                .toArray();
        return letters.length >= LETTERS && Arrays.stream(letters).distinct().count() >= DIFFERENT_LETTERS;
    }
}
