package kz.negiz.demo.sources.world;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cadastral numbers that lead back to their owners: the three groups after the district are a scattered number. */
record Cadastre(int section, long place) {

    static final int HOMES = 0;
    static final int SECOND_HOMES = 1;
    static final int BUILDINGS = 2;
    static final int PLOTS_OF_PERSONS = 3;
    static final int PLOTS_OF_ORGANISATIONS = 4;

    private static final long OF_A_SECTION = 100_000_000;
    private static final Permutation ALL = new Permutation(10 * OF_A_SECTION, 1_234_577, 987_654);
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]{2}:([0-9]{3}):([0-9]{3}):([0-9]{3})(?::[0-9]+/[0-9]+)?");

    String number(String district) {
        String digits = Person.padded(ALL.scatter(section * OF_A_SECTION + place), 9);
        return district + ":" + digits.substring(0, 3) + ":" + digits.substring(3, 6) + ":" + digits.substring(6);
    }

    /** What a number means; whether anybody owns it, only the owner's things tell. */
    static Optional<Cadastre> of(String number) {
        Matcher groups = NUMBER.matcher(number);
        if (!groups.matches()) {
            return Optional.empty();
        }
        long code = ALL.gather(Long.parseLong(groups.group(1) + groups.group(2) + groups.group(3)));
        return Optional.of(new Cadastre((int) (code / OF_A_SECTION), code % OF_A_SECTION));
    }
}
