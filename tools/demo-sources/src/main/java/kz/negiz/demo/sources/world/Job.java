package kz.negiz.demo.sources.world;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A person's work for an organisation.
 *
 * @param until last month; nothing while the job goes on
 * @param monthlyIncome in tenge
 */
public record Job(
        Person person,
        Organisation employer,
        String position,
        YearMonth since,
        Optional<YearMonth> until,
        long monthlyIncome) {

    private static final int STAFF = 24;
    private static final Permutation PRESENT = new Permutation(2 * Person.OF_ONE_SEX, 5_000_011, 1_618_033);
    private static final Permutation FORMER = new Permutation(2 * Person.OF_ONE_SEX, 3_000_017, 2_236_067);

    private static final List<String> POSITIONS = List.of(
            "бас бухгалтер",
            "бухгалтер",
            "сату менеджері",
            "жүргізуші",
            "инженер",
            "қоймашы",
            "заңгер",
            "экономист",
            "оператор",
            "күзетші",
            "технолог",
            "маман");

    public boolean isPresent() {
        return until.isEmpty();
    }

    /** True when the job was held in that month. */
    public boolean covers(YearMonth month) {
        return !month.isBefore(since) && until.map(last -> !month.isAfter(last)).orElse(true);
    }

    static List<Job> of(Person person) {
        List<Job> jobs = new ArrayList<>();
        for (Organisation headed : person.directed()) {
            if (headed.isActive()) {
                jobs.add(new Job(
                        person,
                        headed,
                        "директор",
                        YearMonth.from(headed.registeredOn()),
                        Optional.empty(),
                        headed.draw("director's income").tenge(400_000, 1_400_000)));
            }
        }
        Draw draw = person.draw("jobs");
        YearMonth since = YearMonth.of(draw.between(2019, 2024), draw.between(1, 12));
        YearMonth before = since.minusMonths(draw.between(13, 48));
        long income = draw.tenge(150_000, 900_000);
        String position = draw.pick(POSITIONS);
        employer(PRESENT, person)
                .filter(employer -> !person.directed().contains(employer))
                .ifPresent(employer -> jobs.add(new Job(person, employer, position, since, Optional.empty(), income)));
        employer(FORMER, person)
                .ifPresent(employer -> jobs.add(new Job(
                        person,
                        employer,
                        "маман",
                        before,
                        Optional.of(since.minusMonths(1)),
                        income * 3 / 4 / 100 * 100)));
        return List.copyOf(jobs);
    }

    private static Optional<Organisation> employer(Permutation jobs, Person person) {
        return Organisation.employer(jobs.scatter(person.placeOfAll()) / STAFF);
    }

    static List<Person> presentEmployees(long employer) {
        return IntStream.range(0, STAFF)
                .mapToLong(seat -> employer * STAFF + seat)
                .filter(seat -> seat < 2 * Person.OF_ONE_SEX)
                .mapToObj(seat -> Person.atPlaceOfAll(PRESENT.gather(seat)))
                .flatMap(Optional::stream)
                .toList();
    }
}
