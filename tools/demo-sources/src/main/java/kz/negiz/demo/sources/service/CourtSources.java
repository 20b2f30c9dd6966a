package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kz.negiz.demo.sources.register.CaseRegister;
import kz.negiz.demo.sources.register.CriminalCase;
import kz.negiz.demo.sources.register.Inspection;
import kz.negiz.demo.sources.register.InspectionRegister;
import kz.negiz.demo.sources.register.SubjectKind;
import kz.negiz.demo.sources.world.Address;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;
import org.jspecify.annotations.Nullable;

/** Investigations, courts, bailiffs, wanted and missing people, inspections by the state. */
final class CourtSources {

    static final String CHAPTER_OF_ECONOMIC_OFFENCES = "8";

    private static final List<Offence> ECONOMIC = List.of(
            new Offence("214", "1", "8", "заңсыз кәсіпкерлік"),
            new Offence("215", "2", "8", "жалған кәсіпкерлік"),
            new Offence("216", "2", "8", "нақты жұмыс орындалмай шот-фактура жазу"),
            new Offence("217", "2", "8", "қаржылық пирамида құру"),
            new Offence("234", "1", "8", "экономикалық контрабанда"),
            new Offence("245", "2", "8", "ұйымдарға салынатын салықты төлеуден жалтару"));
    private static final List<Offence> OTHER = List.of(
            new Offence("188", "2", "6", "ұрлық"),
            new Offence("190", "3", "6", "алаяқтық"),
            new Offence("106", "1", "1", "денсаулыққа қасақана ауыр зиян келтіру"),
            new Offence("293", "2", "10", "бұзақылық"),
            new Offence("345", "1", "14", "жол қозғалысы қағидаларын бұзу"),
            new Offence("366", "2", "15", "пара алу"));

    /**
     * An article of the Criminal Code.
     *
     * @param part nothing for an article without parts
     * @param chapter of the special part
     */
    private record Offence(String article, @Nullable String part, String chapter, String words) {}

    static List<Source> all(CaseRegister cases, InspectionRegister inspections) {
        return List.of(
                Source.ofBoth(16, "SPECIAL_RECORDS", SpecialAnswer.class, CourtSources::special),
                Source.ofBoth(
                        18,
                        "ENFORCEMENT_PROCEEDINGS",
                        EnforcementAnswer.class,
                        subject -> new EnforcementAnswer(enforcement(subject))),
                Source.ofBoth(19, "COURT_BODIES", CourtAnswer.class, subject -> new CourtAnswer(courtCases(subject))),
                Source.ofBoth(20, "COURT_CARDS", CardsAnswer.class, subject -> new CardsAnswer(cards(subject))),
                Source.ofBoth(22, "DEMANDS", DemandsAnswer.class, subject -> new DemandsAnswer(demands(subject))),
                Source.ofBoth(
                        50,
                        "STATE_BODY_INSPECTIONS",
                        InspectionsAnswer.class,
                        subject -> new InspectionsAnswer(inspections(subject, inspections))),
                Source.ofPersons(54, "FUGITIVES", WantedAnswer.class, person -> new WantedAnswer(false, wanted(person)))
                        .alsoByDocument()
                        .alsoByName(persons -> new WantedAnswer(
                                false,
                                persons.stream()
                                        .flatMap(person -> wanted(person).stream())
                                        .toList())),
                Source.ofPersons(55, "MISSING_PERSONS", MissingAnswer.class, CourtSources::missing)
                        .alsoByDocument()
                        .alsoByName(persons -> new MissingAnswer(
                                false,
                                persons.stream()
                                        .flatMap(person -> missing(person).reports().stream())
                                        .toList())),
                Source.ofBoth(73, "DEBTORS_AND_DEFENDANTS", DebtorsAnswer.class, CourtSources::debtors),
                Source.ofBoth(
                        101,
                        "PRETRIAL_REGISTER",
                        PretrialAnswer.class,
                        subject -> new PretrialAnswer(pretrial(subject, cases))));
    }

    static String court(Address address) {
        return address.locality() + " аудандық соты";
    }

    /** Fifteen digits: year, region, body, running number. */
    static String caseNumber(Draw draw, LocalDate registeredOn) {
        return String.format(Locale.ROOT, "%02d", registeredOn.getYear() % 100) + draw.digits(2) + "00" + "0"
                + draw.digits(8);
    }

    record PretrialAnswer(List<PretrialCase> cases) {}

    record PretrialCase(
            String number,
            String article,
            @Nullable String part,
            String chapter,
            LocalDate registeredOn,
            String status,
            String body,
            List<Involved> persons,
            List<Item> items,
            String facts,
            List<Event> events,
            String circumstances) {}

    record Involved(String role, SubjectKind kind, String number, String name) {}

    record Item(String kind, String description, LocalDate seizedOn) {}

    record Event(LocalDate on, String kind, String words) {}

    private static List<PretrialCase> pretrial(Subject subject, CaseRegister register) {
        List<PretrialCase> cases = new ArrayList<>();
        for (CriminalCase registered : register.casesOf(subject)) {
            cases.add(registeredCase(subject, registered));
        }
        // Everybody has one of each kind, so that a reduced answer always has something to leave out.
        cases.addAll(Entries.of(subject, "economic case", 1, 2, draw -> drawnCase(subject, draw.pick(ECONOMIC), draw)));
        cases.addAll(Entries.of(subject, "other case", 1, 2, draw -> drawnCase(subject, draw.pick(OTHER), draw)));
        return List.copyOf(cases);
    }

    private static PretrialCase registeredCase(Subject subject, CriminalCase registered) {
        CriminalCase.Article article = registered.articles().getFirst();
        Offence offence = Stream.concat(ECONOMIC.stream(), OTHER.stream())
                .filter(known -> known.article().equals(article.article()))
                .findFirst()
                .map(known -> new Offence(known.article(), article.part(), known.chapter(), known.words()))
                .orElse(new Offence(article.article(), article.part(), "", "қылмыстық құқық бұзушылық"));
        Draw draw = Draw.of("case", registered.number());
        return pretrialCase(
                subject,
                offence,
                draw,
                registered.number(),
                registered.registeredOn(),
                registered.closed() ? "CLOSED" : "UNDER_INVESTIGATION",
                "SUSPECT");
    }

    private static PretrialCase drawnCase(Subject subject, Offence offence, Draw draw) {
        LocalDate registered = Entries.recent(draw, 4);
        return pretrialCase(
                subject,
                offence,
                draw,
                caseNumber(draw, registered),
                registered,
                draw.pick(List.of("UNDER_INVESTIGATION", "SUSPENDED", "CLOSED", "IN_COURT")),
                draw.pick(List.of("WITNESS", "VICTIM", "SUSPECT", "APPLICANT")));
    }

    private static PretrialCase pretrialCase(
            Subject subject,
            Offence offence,
            Draw draw,
            String number,
            LocalDate registeredOn,
            String status,
            String role) {
        Person other = Party.somePerson(draw);
        String city = subject.address().locality();
        return new PretrialCase(
                number,
                offence.article(),
                offence.part(),
                offence.chapter(),
                registeredOn,
                status,
                city
                        + (offence.chapter().equals(CHAPTER_OF_ECONOMIC_OFFENCES)
                                ? " экономикалық тергеп-тексеру департаменті"
                                : " полиция департаменті"),
                List.of(
                        new Involved(role, SubjectKind.of(subject), subject.number(), subject.fullName()),
                        new Involved(
                                role.equals("SUSPECT") ? "VICTIM" : "SUSPECT",
                                SubjectKind.IIN,
                                other.number(),
                                other.fullName())),
                List.of(new Item(
                        draw.pick(List.of("DOCUMENT", "MONEY", "DEVICE", "VEHICLE")),
                        draw.pick(List.of("бухгалтерлік құжаттар", "қолма-қол ақша", "ноутбук", "ұялы телефон")),
                        registeredOn.plusDays(draw.between(1, 20)))),
                city + " қаласында " + offence.words() + " фактісі тіркелді",
                List.of(
                        new Event(registeredOn, "REGISTERED", "сотқа дейінгі тергеп-тексеру басталды"),
                        new Event(
                                registeredOn.plusDays(draw.between(3, 30)),
                                "INTERROGATION",
                                "куә " + other.surname() + " жауап берді")),
                "Залал мөлшері " + draw.tenge(200_000, 90_000_000) + " теңге; " + role + ": " + subject.fullName());
    }

    record SpecialAnswer(boolean onRecord, List<SpecialRecord> records) {}

    record SpecialRecord(
            String number,
            String kind,
            String article,
            LocalDate registeredOn,
            String body,
            String measure,
            @Nullable LocalDate removedOn) {}

    private static SpecialAnswer special(Subject subject) {
        List<SpecialRecord> records = Entries.sometimes(subject, "special record", 25, draw -> {
            LocalDate registered = Entries.recent(draw, 9);
            Offence offence = draw.pick(draw.chance(50) ? OTHER : ECONOMIC);
            return new SpecialRecord(
                    "АЕ-" + draw.digits(7),
                    subject instanceof Person ? "CONVICTION" : "ADMINISTRATIVE_PENALTY",
                    offence.article(),
                    registered,
                    "Құқықтық статистика комитеті",
                    subject instanceof Person ? "шартты түрде бас бостандығынан айыру" : "айыппұл",
                    draw.chance(70) ? registered.plusYears(2) : null);
        });
        return new SpecialAnswer(!records.isEmpty(), records);
    }

    record EnforcementAnswer(List<Enforcement> proceedings) {}

    record Enforcement(
            String number,
            LocalDate openedOn,
            String document,
            Party debtor,
            Party creditor,
            long amount,
            long recovered,
            String bailiff,
            String state,
            boolean travelBan) {}

    private static List<Enforcement> enforcement(Subject subject) {
        return courtCases(subject).stream()
                .filter(each -> each.claimAmount() > 0 && each.role().equals("DEFENDANT"))
                .map(each -> {
                    Draw draw = Draw.of("enforcement", each.number());
                    boolean finished = draw.chance(50);
                    return new Enforcement(
                            draw.digits(4) + "/" + each.filedOn().plusYears(1).getYear() % 100 + "-75-"
                                    + draw.digits(4),
                            each.filedOn().plusDays(90),
                            each.number(),
                            Party.of(subject),
                            each.otherSide(),
                            each.claimAmount(),
                            finished ? each.claimAmount() : each.claimAmount() / 5,
                            Party.somePerson(draw).fullName(),
                            finished ? "FINISHED" : "OPEN",
                            !finished && subject instanceof Person);
                })
                .toList();
    }

    record CourtAnswer(List<CourtCase> cases) {}

    record CourtCase(
            String number,
            String court,
            String kind,
            LocalDate filedOn,
            String role,
            Party otherSide,
            String dispute,
            long claimAmount,
            String outcome) {}

    private static List<CourtCase> courtCases(Subject subject) {
        return Entries.of(
                subject,
                "court cases",
                1,
                3,
                draw -> new CourtCase(
                        "7514-" + draw.between(23, 26) + "-00-2/" + draw.digits(4),
                        court(subject.address()),
                        draw.chance(70) ? "CIVIL" : "ADMINISTRATIVE",
                        Entries.recent(draw, 4),
                        draw.chance(60) ? "DEFENDANT" : "CLAIMANT",
                        Party.of(draw.chance(50) ? Party.someOrganisation(draw) : Party.somePerson(draw)),
                        draw.pick(List.of("қарызды өндіру", "шартты бұзу", "залалды өтеу", "еңбек дауы")),
                        draw.tenge(100_000, 25_000_000),
                        draw.pick(List.of("SATISFIED", "PARTLY_SATISFIED", "DISMISSED", "PENDING"))));
    }

    record CardsAnswer(List<CourtCard> cards) {}

    record CourtCard(
            String cardNumber,
            String caseNumber,
            String court,
            String judge,
            LocalDate hearingOn,
            String articleOrDispute,
            String decision,
            @Nullable LocalDate inForceOn) {}

    private static List<CourtCard> cards(Subject subject) {
        return courtCases(subject).stream()
                .map(each -> {
                    Draw draw = Draw.of("court card", each.number());
                    LocalDate hearing = each.filedOn().plusDays(draw.between(15, 19));
                    return new CourtCard(
                            "СК-" + draw.digits(7),
                            each.number(),
                            each.court(),
                            "судья " + Party.somePerson(draw).surname(),
                            hearing,
                            each.dispute(),
                            each.outcome(),
                            each.outcome().equals("PENDING") ? null : hearing.plusDays(30));
                })
                .toList();
    }

    record DemandsAnswer(List<Demand> demands) {}

    record Demand(
            String number,
            LocalDate sentOn,
            String initiator,
            String purpose,
            boolean convictionsFound,
            boolean wanted,
            LocalDate answeredOn) {}

    private static List<Demand> demands(Subject subject) {
        return Entries.of(subject, "demands", 0, 2, draw -> {
            LocalDate sent = Entries.recent(draw, 3);
            return new Demand(
                    "Т-" + draw.digits(6),
                    sent,
                    subject.address().locality() + " полиция департаменті",
                    draw.pick(List.of("жұмысқа қабылдау", "рұқсат беру", "тергеп-тексеру")),
                    special(subject).onRecord(),
                    false,
                    sent.plusDays(draw.between(1, 5)));
        });
    }

    record InspectionsAnswer(List<StateInspection> inspections) {}

    record StateInspection(
            String number,
            String kind,
            String body,
            boolean field,
            LocalDate openedOn,
            @Nullable LocalDate closedOn,
            @Nullable String result) {}

    private static List<StateInspection> inspections(Subject subject, InspectionRegister register) {
        List<StateInspection> found = new ArrayList<>();
        for (Inspection inspection : register.inspectionsOf(subject)) {
            found.add(new StateInspection(
                    inspection.number(),
                    inspection.kind().name(),
                    inspection.bodyId(),
                    inspection.field(),
                    inspection.openedOn(),
                    inspection.closedOn(),
                    inspection.closedOn() == null ? null : "бұзушылық анықталды"));
        }
        found.addAll(Entries.of(subject, "state inspections", 0, 2, draw -> {
            LocalDate opened = Entries.recent(draw, 4);
            return new StateInspection(
                    "МБ-" + draw.digits(7),
                    draw.pick(List.of("FIRE_SAFETY", "LABOUR", "SANITARY")),
                    subject.address().locality() + " мемлекеттік бақылау басқармасы",
                    true,
                    opened,
                    opened.plusDays(15),
                    draw.chance(50) ? "бұзушылық анықталмады" : "нұсқама берілді");
        }));
        return List.copyOf(found);
    }

    record WantedAnswer(boolean wanted, List<Search> searches) {}

    record Search(
            String number,
            Party person,
            String category,
            LocalDate declaredOn,
            String initiator,
            String article,
            String measure,
            @Nullable LocalDate stoppedOn) {}

    private static List<Search> wanted(Person person) {
        return Entries.sometimes(person, "search", 5, draw -> {
            LocalDate declared = Entries.recent(draw, 6);
            return new Search(
                    "ІЗ-" + draw.digits(6),
                    Party.of(person),
                    "FUGITIVE",
                    declared,
                    person.address().locality() + " полиция департаменті",
                    draw.pick(OTHER).article(),
                    "күзетпен ұстау",
                    declared.plusDays(12));
        });
    }

    record MissingAnswer(boolean missing, List<Missing> reports) {}

    record Missing(
            String number,
            Party person,
            LocalDate reportedOn,
            String reportedBy,
            String lastSeenAt,
            String signs,
            String state,
            @Nullable LocalDate foundOn) {}

    private static MissingAnswer missing(Person person) {
        List<Missing> reports = Entries.sometimes(person, "missing", 3, draw -> {
            LocalDate reported = Entries.recent(draw, 6);
            return new Missing(
                    "ХЖ-" + draw.digits(6),
                    Party.of(person),
                    reported,
                    person.kin().stream()
                            .findFirst()
                            .map(kin -> kin.person().fullName())
                            .orElse("көршісі"),
                    person.address().locality(),
                    "бойы " + draw.between(155, 190) + " см",
                    "FOUND",
                    reported.plusDays(draw.between(1, 9)));
        });
        return new MissingAnswer(false, reports);
    }

    record DebtorsAnswer(boolean debtor, List<Debt> debts, long totalOwed) {}

    record Debt(String proceedingNumber, Party creditor, long owed, LocalDate since, String court, String role) {}

    private static DebtorsAnswer debtors(Subject subject) {
        List<Debt> debts = enforcement(subject).stream()
                .filter(each -> each.amount() > each.recovered())
                .map(each -> new Debt(
                        each.number(),
                        each.creditor(),
                        each.amount() - each.recovered(),
                        each.openedOn(),
                        court(subject.address()),
                        "DEBTOR"))
                .toList();
        return new DebtorsAnswer(
                !debts.isEmpty(), debts, debts.stream().mapToLong(Debt::owed).sum());
    }

    private CourtSources() {}
}
