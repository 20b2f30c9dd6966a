package kz.negiz.demo.sources.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kz.negiz.demo.pki.SyntheticNumbers;

/** A synthetic organisation, wholly derived from the BIN. */
public final class Organisation implements Subject {

    /** A hundred years of a hundred thousand numbers. */
    private static final long COUNT = 10_000_000;

    private static final Permutation ALL = new Permutation(COUNT, 6_700_417, 314_159);

    /** Every thirty-second organisation is an employer of others than its head. */
    private static final int ONE_EMPLOYER_IN = 32;

    private static final String HEAD_OFFICE = "40";

    private static final Remembered<Organisation, List<Job>> STAFF = new Remembered<>(500, Organisation::findStaff);

    private final String bin;
    private final long place;

    private Organisation(String bin, long place) {
        this.bin = bin;
        this.place = place;
    }

    /** The organisation with this BIN; none for numbers that are not synthetic. */
    public static Optional<Organisation> withBin(String bin) {
        if (!SyntheticNumbers.hasRightCheckDigit(bin) || !bin.startsWith("13", 2)) {
            return Optional.empty();
        }
        long ordinal = Long.parseLong(bin.substring(0, 2)) * 100_000 + Long.parseLong(bin.substring(6, 11));
        return Optional.of(new Organisation(bin, ALL.scatter(ordinal)));
    }

    static Optional<Organisation> at(long place) {
        if (place < 0 || place >= COUNT) {
            return Optional.empty();
        }
        long ordinal = ALL.gather(place);
        String body = Person.padded(ordinal / 100_000, 2) + "13" + HEAD_OFFICE + Person.padded(ordinal % 100_000, 5);
        return SyntheticNumbers.withCheckDigit(body).flatMap(Organisation::withBin);
    }

    /** Place among all organisations. */
    long placeOfAll() {
        return place;
    }

    /** The employer with this number among the employers. */
    static Optional<Organisation> employer(long number) {
        return at(number * ONE_EMPLOYER_IN);
    }

    /** The organisations founded in a household. */
    static List<Organisation> ofHousehold(Household household) {
        return LongStream.iterate(household.number(), next -> next < COUNT, next -> next + Household.COUNT)
                .mapToObj(Organisation::at)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String number() {
        return bin;
    }

    /** With the legal form, as registered. */
    @Override
    public String fullName() {
        return legalForm() + " «" + name() + "»";
    }

    public String name() {
        Draw draw = draw("name");
        return draw.pick(Names.COMPANIES) + " " + draw.pick(Names.TRADES) + "-" + draw.between(2, 99);
    }

    public String legalForm() {
        return draw("legal form").chance(90) ? "ЖШС" : "АҚ";
    }

    public LocalDate registeredOn() {
        return draw("registered").day(LocalDate.of(2008, 1, 10), LocalDate.of(2021, 12, 20));
    }

    public boolean isActive() {
        return isEmployer() || draw("active").chance(60);
    }

    @Override
    public Address address() {
        Draw draw = draw("address");
        return Place.drawn(draw).address(draw, true);
    }

    public Place place() {
        return Place.of(address());
    }

    public Activity activity() {
        return draw("activity").pick(Activity.ALL);
    }

    public String bankAccount() {
        return "KZ" + draw("account").digits(2) + "DEMO" + draw("account end").digits(12);
    }

    /** The one who heads it; nobody in the few households where none exists. */
    public Optional<Person> director() {
        Household household = household();
        long turn = place / Household.COUNT;
        Stream<Optional<Person>> preferred = switch ((int) turn) {
            case 0, 2 -> Stream.of(household.father());
            case 1, 4 -> Stream.of(household.mother());
            case 3 -> Stream.of(household.son());
            default -> Stream.of(household.daughter());
        };
        return Stream.concat(preferred.flatMap(Optional::stream), household.members().stream())
                .findFirst();
    }

    public List<Founder> founders() {
        Optional<Person> director = director();
        if (director.isEmpty()) {
            return List.of();
        }
        Draw draw = draw("founders");
        Optional<Person> partner = household().members().stream()
                .filter(member -> !member.equals(director.orElseThrow()))
                .findFirst();
        if (partner.isEmpty() || draw.chance(50)) {
            return List.of(new Founder(director.orElseThrow(), 100));
        }
        int share = 10 * draw.between(5, 9);
        return List.of(new Founder(director.orElseThrow(), share), new Founder(partner.orElseThrow(), 100 - share));
    }

    /** Those it trades with; the other side names this one too. */
    public List<Trade> trades() {
        List<Trade> trades = new ArrayList<>();
        at(place + ONE_EMPLOYER_IN).ifPresent(seller -> trades.add(new Trade(Trade.Side.SUPPLIER, seller)));
        at(place - ONE_EMPLOYER_IN).ifPresent(buyer -> trades.add(new Trade(Trade.Side.BUYER, buyer)));
        at(place ^ 2L * ONE_EMPLOYER_IN)
                .filter(other ->
                        trades.stream().noneMatch(trade -> trade.partner().equals(other)))
                .ifPresent(other ->
                        trades.add(new Trade(place < other.place ? Trade.Side.SUPPLIER : Trade.Side.BUYER, other)));
        return List.copyOf(trades);
    }

    /** The present jobs here, the head's first. */
    public List<Job> staff() {
        return STAFF.of(this);
    }

    private List<Job> findStaff() {
        Set<Person> candidates = new LinkedHashSet<>();
        director().ifPresent(candidates::add);
        if (isEmployer()) {
            candidates.addAll(Job.presentEmployees(place / ONE_EMPLOYER_IN));
        }
        return candidates.stream()
                .flatMap(person -> person.jobs().stream())
                .filter(job -> job.isPresent() && job.employer().equals(this))
                .toList();
    }

    private boolean isEmployer() {
        return place % ONE_EMPLOYER_IN == 0 && bin.startsWith(HEAD_OFFICE, 4);
    }

    private Household household() {
        return new Household((int) (place % Household.COUNT));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Organisation organisation && organisation.bin.equals(bin);
    }

    @Override
    public int hashCode() {
        return bin.hashCode();
    }

    /** Says nothing about the number. */
    @Override
    public String toString() {
        return "Organisation";
    }
}
