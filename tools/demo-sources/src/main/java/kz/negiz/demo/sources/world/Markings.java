package kz.negiz.demo.sources.world;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Number plates and VINs that lead back to the owner of the vehicle. A person's cars and an organisation's first vehicle have plates
 * of today's form, further ones of an organisation those from before 2012.
 */
final class Markings {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPRSTUVWXYZ";
    private static final int TRIPLES = 25 * 25 * 25;
    private static final int PAIRS = 25 * 25;
    private static final int REGIONS = 20;

    private static final Permutation TRIPLE_PLATES = new Permutation(999L * TRIPLES, 1_234_577, 31_415);
    private static final Permutation PAIR_PLATES = new Permutation(999L * PAIRS * REGIONS, 1_234_577, 27_182);
    private static final Permutation SERIALS = new Permutation(100_000_000, 1_234_577, 16_180);

    private static final Pattern OF_PERSON = Pattern.compile("([0-9]{3})([A-Z]{3})[0-9]{2}");
    private static final Pattern OF_ORGANISATION = Pattern.compile("([0-9]{3})([A-Z]{2})([0-9]{2})");
    private static final Pattern FORMER = Pattern.compile("([ABC])([0-9]{3})([A-Z]{3})");

    /** So many vehicles are told apart. */
    private static final int MOST = 4;

    private static final long PERSONS = 10_000_000;

    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final String VALUES = "12345678012345070923456789";

    private Markings() {}

    static String plate(Subject owner, int index, String region) {
        return switch (owner) {
            case Person person -> triple(TRIPLE_PLATES.scatter(2 * person.placeOfAll() + index)) + region;
            case Organisation organisation -> {
                if (index > 0) {
                    yield "ABC".charAt(index - 1) + triple(TRIPLE_PLATES.scatter(organisation.placeOfAll()));
                }
                long code = PAIR_PLATES.scatter(organisation.placeOfAll());
                long rest = code / REGIONS;
                yield Person.padded(rest / PAIRS + 1, 3)
                        + letters(rest % PAIRS, 2)
                        + Person.padded(code % REGIONS + 1, 2);
            }
        };
    }

    static String vin(Subject owner, int index, String letters) {
        long code = switch (owner) {
            case Person person -> person.placeOfAll();
            case Organisation organisation -> PERSONS + organisation.placeOfAll();
        };
        String serial = Person.padded(SERIALS.scatter(code * MOST + index), 8);
        String open = "XX" + letters + "0" + serial;
        return open.substring(0, 8) + checkDigit(open) + serial;
    }

    /** The vehicle with this plate. */
    static Optional<Owned<Vehicle>> withPlate(String plate) {
        return ownerOfPlate(plate)
                .flatMap(owner -> owner.vehicles().stream()
                        .filter(vehicle -> vehicle.plate().equals(plate))
                        .findFirst()
                        .map(vehicle -> new Owned<>(owner, vehicle)));
    }

    private static Optional<? extends Subject> ownerOfPlate(String plate) {
        Matcher person = OF_PERSON.matcher(plate);
        if (person.matches()) {
            return code(person.group(1), person.group(2), TRIPLES)
                    .map(TRIPLE_PLATES::gather)
                    .flatMap(code -> Person.atPlaceOfAll(code / 2));
        }
        Matcher former = FORMER.matcher(plate);
        if (former.matches()) {
            return code(former.group(2), former.group(3), TRIPLES)
                    .map(TRIPLE_PLATES::gather)
                    .flatMap(Organisation::at);
        }
        Matcher organisation = OF_ORGANISATION.matcher(plate);
        if (organisation.matches()) {
            long region = Long.parseLong(organisation.group(3)) - 1;
            return region < 0 || region >= REGIONS
                    ? Optional.empty()
                    : code(organisation.group(1), organisation.group(2), PAIRS)
                            .map(code -> PAIR_PLATES.gather(code * REGIONS + region))
                            .flatMap(Organisation::at);
        }
        return Optional.empty();
    }

    /** The vehicle with this VIN. */
    static Optional<Owned<Vehicle>> withVin(String vin) {
        if (!vin.matches("XX[A-Z]{6}[0-9X][0-9]{8}")) {
            return Optional.empty();
        }
        long code = SERIALS.gather(Long.parseLong(vin.substring(9))) / MOST;
        Optional<? extends Subject> owner =
                code < PERSONS ? Person.atPlaceOfAll(code) : Organisation.at(code - PERSONS);
        return owner.flatMap(found -> found.vehicles().stream()
                .filter(vehicle -> vehicle.vin().equals(vin))
                .findFirst()
                .map(vehicle -> new Owned<>(found, vehicle)));
    }

    private static String triple(long code) {
        return Person.padded(code / TRIPLES + 1, 3) + letters(code % TRIPLES, 3);
    }

    private static Optional<Long> code(String digits, String letters, int combinations) {
        long code = 0;
        for (int i = 0; i < letters.length(); i++) {
            int at = LETTERS.indexOf(letters.charAt(i));
            if (at < 0) {
                return Optional.empty();
            }
            code = code * LETTERS.length() + at;
        }
        long number = Long.parseLong(digits) - 1;
        return number < 0 ? Optional.empty() : Optional.of(number * combinations + code);
    }

    private static String letters(long code, int count) {
        StringBuilder letters = new StringBuilder();
        long rest = code;
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt((int) (rest % LETTERS.length())));
            rest /= LETTERS.length();
        }
        return letters.reverse().toString();
    }

    private static char checkDigit(String vin) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            char c = vin.charAt(i);
            sum += WEIGHTS[i] * (c >= 'A' ? VALUES.charAt(c - 'A') - '0' : c - '0');
        }
        return "0123456789X".charAt(sum % 11);
    }
}
