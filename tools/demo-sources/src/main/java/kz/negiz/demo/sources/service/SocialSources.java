package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Job;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Snapshot;
import kz.negiz.demo.sources.world.Subject;
import org.jspecify.annotations.Nullable;

/** Work, pensions, assistance and health. */
final class SocialSources {

    private static final int MONTHS_OF_A_PERSON = 12;
    private static final int MONTHS_OF_A_COMPANY = 3;
    private static final int TENTH = 10;

    static List<Source> all() {
        return List.of(
                Source.ofBoth(11, "PENSION_CONTRIBUTIONS", PensionAnswer.class, SocialSources::pension),
                Source.ofPersons(12, "DISABILITY", DisabilityAnswer.class, SocialSources::disability),
                Source.ofPersons(13, "SOCIAL_ASSISTANCE", AssistanceAnswer.class, SocialSources::assistance),
                Source.ofBoth(14, "LABOUR_MARKET", LabourAnswer.class, SocialSources::labour),
                Source.ofPersons(26, "CIVIL_SERVANT_REQUEST", ServantRequestAnswer.class, SocialSources::request),
                Source.ofPersons(63, "CIVIL_SERVANTS_INFO", ServantAnswer.class, SocialSources::servant),
                Source.ofPersons(74, "DISPENSARY_REGISTRATION", DispensaryAnswer.class, SocialSources::dispensary));
    }

    record PensionAnswer(List<Contribution> contributions, Totals totals) {}

    /** One receipt of the pension fund; the amounts are what the reduced service leaves out. */
    record Contribution(
            YearMonth month,
            String employerBin,
            String employerName,
            String contributorIin,
            String contributorName,
            String kind,
            long amount,
            long declaredIncome,
            LocalDate receivedOn,
            String paymentNumber) {}

    record Totals(
            int contributions,
            int months,
            @Nullable YearMonth firstMonth,
            @Nullable YearMonth lastMonth,
            long amount) {}

    private static PensionAnswer pension(Subject subject) {
        List<Job> jobs = switch (subject) {
            case Person person -> person.jobs();
            case Organisation organisation -> organisation.staff();
        };
        int months = subject instanceof Person ? MONTHS_OF_A_PERSON : MONTHS_OF_A_COMPANY;
        List<Contribution> contributions = new ArrayList<>();
        YearMonth last = YearMonth.from(Snapshot.DAY).minusMonths(1);
        for (int back = 0; back < months; back++) {
            YearMonth month = last.minusMonths(back);
            for (Job job : jobs) {
                if (job.covers(month)) {
                    contributions.add(contribution(job, month));
                }
            }
        }
        return new PensionAnswer(List.copyOf(contributions), totals(contributions));
    }

    private static Contribution contribution(Job job, YearMonth month) {
        Draw draw =
                Draw.of("contribution", job.person().number(), job.employer().number(), month.toString());
        return new Contribution(
                month,
                job.employer().number(),
                job.employer().fullName(),
                job.person().number(),
                job.person().fullName(),
                "MANDATORY",
                job.monthlyIncome() / TENTH,
                job.monthlyIncome(),
                month.plusMonths(1).atDay(draw.between(3, 25)),
                "ПТ-" + draw.digits(8));
    }

    private static Totals totals(List<Contribution> contributions) {
        List<YearMonth> months = contributions.stream()
                .map(Contribution::month)
                .distinct()
                .sorted()
                .toList();
        return new Totals(
                contributions.size(),
                months.size(),
                months.isEmpty() ? null : months.getFirst(),
                months.isEmpty() ? null : months.getLast(),
                contributions.stream().mapToLong(Contribution::amount).sum());
    }

    record DisabilityAnswer(
            boolean established,
            @Nullable Integer group,
            @Nullable String cause,
            @Nullable LocalDate establishedOn,
            @Nullable LocalDate validUntil,
            @Nullable String commission,
            List<Benefit> benefits) {}

    record Benefit(String kind, long monthlyAmount, LocalDate since) {}

    private static boolean isDisabled(Person person) {
        return person.draw("disability").chance(8);
    }

    private static DisabilityAnswer disability(Person person) {
        if (!isDisabled(person)) {
            return new DisabilityAnswer(false, null, null, null, null, null, List.of());
        }
        Draw draw = person.draw("disability entry");
        LocalDate established = Entries.recent(draw, 4);
        return new DisabilityAnswer(
                true,
                draw.between(1, 3),
                draw.pick(List.of("GENERAL_DISEASE", "WORK_INJURY", "FROM_CHILDHOOD")),
                established,
                established.plusYears(5),
                person.address().locality() + " МӘС бөлімі №" + draw.between(1, 4),
                List.of(new Benefit("DISABILITY_BENEFIT", draw.tenge(60_000, 110_000), established.plusDays(20))));
    }

    record AssistanceAnswer(List<Assistance> payments, long monthlyTotal) {}

    record Assistance(
            String kind, LocalDate since, @Nullable LocalDate until, long monthlyAmount, String paidBy) {}

    private static AssistanceAnswer assistance(Person person) {
        List<Assistance> payments = new ArrayList<>();
        for (Benefit benefit : disability(person).benefits()) {
            payments.add(new Assistance(
                    benefit.kind(), benefit.since(), null, benefit.monthlyAmount(), "Мемлекеттік корпорация"));
        }
        payments.addAll(Entries.sometimes(person, "assistance", 20, draw -> {
            LocalDate since = Entries.recent(draw, 2);
            return new Assistance(
                    draw.pick(List.of("TARGETED_ASSISTANCE", "HOUSING_ASSISTANCE", "CHILD_BENEFIT")),
                    since,
                    since.plusMonths(6),
                    draw.tenge(15_000, 60_000),
                    person.address().locality() + " жұмыспен қамту бөлімі");
        }));
        return new AssistanceAnswer(
                List.copyOf(payments),
                payments.stream().mapToLong(Assistance::monthlyAmount).sum());
    }

    record LabourAnswer(List<Contract> contracts, List<Unemployment> unemployment, List<Vacancy> vacancies) {}

    record Contract(
            String number,
            String employerBin,
            String employerName,
            String workerIin,
            String workerName,
            String position,
            YearMonth since,
            @Nullable YearMonth until) {}

    record Unemployment(LocalDate registeredOn, LocalDate removedOn, String centre) {}

    record Vacancy(String position, long salaryFrom, LocalDate publishedOn) {}

    private static LabourAnswer labour(Subject subject) {
        return switch (subject) {
            case Person person ->
                new LabourAnswer(
                        contracts(person.jobs()),
                        Entries.sometimes(person, "unemployment", 15, draw -> {
                            LocalDate registered = draw.day(LocalDate.of(2012, 1, 5), LocalDate.of(2018, 6, 30));
                            return new Unemployment(
                                    registered,
                                    registered.plusDays(draw.between(30, 180)),
                                    person.address().locality() + " мансап орталығы");
                        }),
                        List.of());
            case Organisation organisation ->
                new LabourAnswer(
                        contracts(organisation.staff()),
                        List.of(),
                        Entries.of(
                                organisation,
                                "vacancies",
                                0,
                                2,
                                draw -> new Vacancy(
                                        draw.pick(List.of("бухгалтер", "жүргізуші", "инженер", "оператор")),
                                        draw.tenge(180_000, 600_000),
                                        Entries.recent(draw, 1))));
        };
    }

    private static List<Contract> contracts(List<Job> jobs) {
        return jobs.stream()
                .map(job -> new Contract(
                        "ЕШ-"
                                + Draw.of(
                                                "contract",
                                                job.person().number(),
                                                job.employer().number())
                                        .digits(6),
                        job.employer().number(),
                        job.employer().fullName(),
                        job.person().number(),
                        job.person().fullName(),
                        job.position(),
                        job.since(),
                        job.until().orElse(null)))
                .toList();
    }

    record ServantRequestAnswer(
            String registrationNumber,
            boolean servant,
            @Nullable String body,
            @Nullable String position,
            @Nullable String category,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<Declaration> declarations) {}

    record Declaration(int year, LocalDate filedOn, String number) {}

    record ServantAnswer(List<Service> service, List<Penalty> penalties, List<Training> trainings) {}

    record Service(
            String body, String position, String category, LocalDate from, LocalDate until, String leftBecause) {}

    record Penalty(String kind, LocalDate imposedOn, String orderNumber) {}

    record Training(String subject, LocalDate completedOn, int hours) {}

    /** Service in the past only, so that it never contradicts the present job. */
    private static List<Service> service(Person person) {
        return Entries.sometimes(person, "civil service", 20, draw -> {
            LocalDate from = draw.day(LocalDate.of(2004, 2, 1), LocalDate.of(2009, 6, 30));
            return new Service(
                    person.address().locality() + " әкімдігі",
                    draw.pick(List.of("бас маман", "жетекші маман", "бөлім басшысы")),
                    draw.pick(List.of("E-R-4", "E-R-5", "D-O-4")),
                    from,
                    from.plusMonths(draw.between(18, 50)),
                    "өз қалауымен");
        });
    }

    private static ServantRequestAnswer request(Person person) {
        String number = "МҚ-" + person.draw("servant request").digits(6);
        List<Service> service = service(person);
        if (service.isEmpty()) {
            return new ServantRequestAnswer(number, false, null, null, null, null, null, List.of());
        }
        Service last = service.getLast();
        LocalDate filed = LocalDate.of(last.until().getYear(), 3, 20);
        return new ServantRequestAnswer(
                number,
                true,
                last.body(),
                last.position(),
                last.category(),
                last.from(),
                last.until(),
                List.of(new Declaration(
                        filed.getYear() - 1,
                        filed,
                        "250-" + person.draw("declaration").digits(6))));
    }

    private static ServantAnswer servant(Person person) {
        List<Service> service = service(person);
        if (service.isEmpty()) {
            return new ServantAnswer(List.of(), List.of(), List.of());
        }
        LocalDate from = service.getFirst().from();
        return new ServantAnswer(
                service,
                Entries.sometimes(
                        person,
                        "servant's penalty",
                        15,
                        draw -> new Penalty("REPRIMAND", from.plusMonths(9), draw.digits(3) + "-ж/қ")),
                List.of(new Training("Мемлекеттік қызмет негіздері", from.plusMonths(4), 80)));
    }

    record DispensaryAnswer(boolean registered, List<Dispensary> records) {}

    record Dispensary(
            String kind,
            String organisation,
            LocalDate registeredOn,
            String group,
            @Nullable LocalDate removedOn) {}

    private static DispensaryAnswer dispensary(Person person) {
        List<Dispensary> records = Entries.sometimes(person, "dispensary", 6, draw -> {
            LocalDate registered = Entries.recent(draw, 6);
            return new Dispensary(
                    draw.pick(List.of("NARCOLOGY", "PSYCHIATRY", "PHTHISIOLOGY")),
                    person.address().region() + " психикалық денсаулық орталығы",
                    registered,
                    draw.pick(List.of("I", "II", "III")),
                    draw.chance(40) ? registered.plusMonths(10) : null);
        });
        return new DispensaryAnswer(records.stream().anyMatch(each -> each.removedOn() == null), records);
    }

    private SocialSources() {}
}
