package kz.negiz.demo.sources.world;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Four who live at one address: parents, a son and a daughter.
 *
 * <p>All are born in 2099, as synthetic numbers demand; ages say nothing here. One whose number has no check digit does
 * not exist, and the others live without.
 */
public record Household(int number) {

    static final int COUNT = 1_860_000;

    private static final Permutation ADDRESSES = new Permutation(COUNT, 1_234_577, 57_721);

    public Optional<Person> father() {
        return Person.at(Sex.MALE, 2L * number);
    }

    public Optional<Person> mother() {
        return Person.at(Sex.FEMALE, 2L * number);
    }

    public Optional<Person> son() {
        return Person.at(Sex.MALE, 2L * number + 1);
    }

    public Optional<Person> daughter() {
        return Person.at(Sex.FEMALE, 2L * number + 1);
    }

    public List<Person> members() {
        return Stream.of(father(), mother(), son(), daughter())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The household of the father's brother. */
    Household ofUncle() {
        return new Household(number ^ 1);
    }

    public Address address() {
        return Place.home(ADDRESSES.scatter(number));
    }

    /** Those who live at an address, as it is written in one line. */
    public static Optional<Household> at(String address) {
        return Place.numberOfHome(address)
                .filter(home -> home < COUNT)
                .map(home -> new Household((int) ADDRESSES.gather(home)));
    }

    String surname() {
        return Draw.of("clan", String.valueOf(number >> 1)).pick(Names.SURNAMES);
    }

    String grandfathersName() {
        return Draw.of("grandfather", String.valueOf(number >> 1)).pick(Names.MEN);
    }

    String mothersMaidenName() {
        return Draw.of("maiden name", String.valueOf(number)).pick(Names.SURNAMES);
    }

    String mothersFathersName() {
        return Draw.of("mother's father", String.valueOf(number)).pick(Names.MEN);
    }
}
