package kz.negiz.demo.sources.world;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kz.negiz.demo.pki.SyntheticNumbers;

/** A synthetic person, wholly derived from the IIN. */
public final class Person implements Subject {

    /** Ordinals of one sex: 12 months of 31 days of 10 000 numbers. */
    static final long OF_ONE_SEX = 12L * 31 * 10_000;

    private static final Permutation MEN = new Permutation(OF_ONE_SEX, 1_234_577, 271_828);
    private static final Permutation WOMEN = new Permutation(OF_ONE_SEX, 2_718_281, 1_414_213);

    private static final Permutation CARDS = new Permutation(100_000_000, 1_234_577, 14_142);
    private static final Permutation PASSPORTS = new Permutation(100_000_000, 2_718_281, 17_320);

    private static final Remembered<Person, List<Job>> JOBS = new Remembered<>(5_000, Job::of);

    private final String iin;
    private final Sex sex;
    private final LocalDate birthDate;
    private final long place;

    private Person(String iin, Sex sex, LocalDate birthDate, long place) {
        this.iin = iin;
        this.sex = sex;
        this.birthDate = birthDate;
        this.place = place;
    }

    /** The person with this IIN; nobody for numbers that are not synthetic. */
    public static Optional<Person> withIin(String iin) {
        if (!SyntheticNumbers.hasRightCheckDigit(iin) || !iin.startsWith("99")) {
            return Optional.empty();
        }
        Sex sex;
        switch (iin.charAt(6)) {
            case '5' -> sex = Sex.MALE;
            case '6' -> sex = Sex.FEMALE;
            default -> {
                return Optional.empty();
            }
        }
        int month = Integer.parseInt(iin.substring(2, 4));
        int day = Integer.parseInt(iin.substring(4, 6));
        long ordinal = ((month - 1) * 31L + day - 1) * 10_000 + Integer.parseInt(iin.substring(7, 11));
        try {
            LocalDate birthDate = LocalDate.of(2099, month, day);
            return Optional.of(new Person(iin, sex, birthDate, scattered(sex).scatter(ordinal)));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /** The person of this sex at a place in the world; not every place is taken. */
    static Optional<Person> at(Sex sex, long place) {
        if (place < 0 || place >= OF_ONE_SEX) {
            return Optional.empty();
        }
        long ordinal = scattered(sex).gather(place);
        long dayOfYear = ordinal / 10_000;
        String body = "99" + padded(dayOfYear / 31 + 1, 2) + padded(dayOfYear % 31 + 1, 2) + (sex == Sex.MALE ? 5 : 6)
                + padded(ordinal % 10_000, 4);
        return SyntheticNumbers.withCheckDigit(body).flatMap(Person::withIin);
    }

    /** The person at a place among both sexes. */
    static Optional<Person> atPlaceOfAll(long place) {
        return at(place % 2 == 0 ? Sex.MALE : Sex.FEMALE, place / 2);
    }

    /** With leading zeros; formatting by pattern would take most of the time of an answer. */
    static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static Permutation scattered(Sex sex) {
        return sex == Sex.MALE ? MEN : WOMEN;
    }

    /** Place among both sexes. */
    long placeOfAll() {
        return 2 * place + (sex == Sex.MALE ? 0 : 1);
    }

    @Override
    public String number() {
        return iin;
    }

    public Sex sex() {
        return sex;
    }

    public LocalDate birthDate() {
        return birthDate;
    }

    public Household household() {
        return new Household((int) (place / 2));
    }

    public boolean isParent() {
        return place % 2 == 0;
    }

    public String givenName() {
        // Twins by number are called differently from their parents often enough.
        return draw("given name").pick(sex == Sex.MALE ? Names.MEN : Names.WOMEN);
    }

    public String surname() {
        return Names.surname(household().surname(), sex);
    }

    /** Surname before marriage. */
    public String maidenName() {
        return sex == Sex.FEMALE && isParent() ? Names.surname(household().mothersMaidenName(), sex) : surname();
    }

    public String patronymic() {
        return Names.patronymic(fathersName(), sex);
    }

    private String fathersName() {
        Household household = household();
        if (!isParent()) {
            return household.father().map(Person::givenName).orElseGet(household::grandfathersName);
        }
        return sex == Sex.MALE ? household.grandfathersName() : household.mothersFathersName();
    }

    @Override
    public String fullName() {
        return surname() + " " + givenName() + " " + patronymic();
    }

    @Override
    public Address address() {
        return household().address();
    }

    public String nationality() {
        return Draw.of("nationality", household().surname()).chance(85) ? "қазақ" : "татар";
    }

    /** Country of citizenship; one in sixteen came from abroad. */
    public String citizenship() {
        Draw draw = draw("citizenship");
        return draw.below(16) == 0 ? draw.pick(List.of("UZB", "KGZ", "TUR", "CHN")) : "KAZ";
    }

    public boolean isCitizen() {
        return citizenship().equals("KAZ");
    }

    public String birthPlace() {
        return draw("birth place").pick(Place.ALL).locality();
    }

    /** Number of the identity card, or of the residence permit of a foreigner. */
    public String documentNumber() {
        return "0" + padded(CARDS.scatter(placeOfAll()), 8);
    }

    /** Number that the passport has, where there is one. */
    public String passportNumber() {
        return "N" + padded(PASSPORTS.scatter(placeOfAll()), 8);
    }

    /** The person to whom the number of a document leads; whether there is such a document, is not looked at. */
    public static Optional<Person> withDocumentNumber(String number) {
        if (!number.matches("[0N][0-9]{8}")) {
            return Optional.empty();
        }
        long code = Long.parseLong(number.substring(1));
        return atPlaceOfAll(number.charAt(0) == 'N' ? PASSPORTS.gather(code) : CARDS.gather(code))
                .filter(person -> number.equals(person.documentNumber()) || number.equals(person.passportNumber()));
    }

    /**
     * Everybody with this name, born on this day; upper and lower case are the same.
     *
     * @param patronymic empty where it is not known
     */
    public static List<Person> named(String surname, String givenName, String patronymic, LocalDate birthDate) {
        String day = padded(birthDate.getMonthValue(), 2) + padded(birthDate.getDayOfMonth(), 2);
        if (birthDate.getYear() != 2099) {
            return List.of();
        }
        return IntStream.range(0, 20_000)
                .mapToObj(each -> SyntheticNumbers.withCheckDigit(
                        "99" + day + (each < 10_000 ? '5' : '6') + padded(each % 10_000, 4)))
                .flatMap(Optional::stream)
                .map(Person::withIin)
                .flatMap(Optional::stream)
                .filter(person -> person.givenName().equalsIgnoreCase(givenName)
                        && person.surname().equalsIgnoreCase(surname)
                        && (patronymic.isEmpty() || person.patronymic().equalsIgnoreCase(patronymic)))
                .toList();
    }

    public Optional<Person> spouse() {
        if (!isParent()) {
            return Optional.empty();
        }
        return sex == Sex.MALE ? household().mother() : household().father();
    }

    public List<Kin> kin() {
        Household household = household();
        List<Kin> kin = new ArrayList<>();
        if (isParent()) {
            spouse().ifPresent(spouse -> kin.add(new Kin(Kin.Kind.SPOUSE, spouse)));
            household.son().ifPresent(child -> kin.add(new Kin(Kin.Kind.CHILD, child)));
            household.daughter().ifPresent(child -> kin.add(new Kin(Kin.Kind.CHILD, child)));
            if (sex == Sex.MALE) {
                household.ofUncle().father().ifPresent(brother -> kin.add(new Kin(Kin.Kind.SIBLING, brother)));
            }
        } else {
            household.father().ifPresent(parent -> kin.add(new Kin(Kin.Kind.PARENT, parent)));
            household.mother().ifPresent(parent -> kin.add(new Kin(Kin.Kind.PARENT, parent)));
            Optional<Person> sibling = sex == Sex.MALE ? household.daughter() : household.son();
            sibling.ifPresent(other -> kin.add(new Kin(Kin.Kind.SIBLING, other)));
        }
        return List.copyOf(kin);
    }

    /** Every job, the present ones first. */
    public List<Job> jobs() {
        return JOBS.of(this);
    }

    /** The organisations that this person heads. */
    public List<Organisation> directed() {
        return Organisation.ofHousehold(household()).stream()
                .filter(organisation ->
                        organisation.director().filter(this::equals).isPresent())
                .toList();
    }

    /** The organisations in which this person holds a share. */
    public List<Organisation> founded() {
        return Organisation.ofHousehold(household()).stream()
                .filter(organisation -> organisation.founders().stream()
                        .anyMatch(founder -> founder.person().equals(this)))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Person person && person.iin.equals(iin);
    }

    @Override
    public int hashCode() {
        return iin.hashCode();
    }

    /** Says nothing about the number. */
    @Override
    public String toString() {
        return "Person";
    }
}
