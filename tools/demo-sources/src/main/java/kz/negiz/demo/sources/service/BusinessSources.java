package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import kz.negiz.demo.sources.world.Activity;
import kz.negiz.demo.sources.world.Address;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Founder;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Snapshot;
import kz.negiz.demo.sources.world.Subject;
import org.jspecify.annotations.Nullable;

/** Organisations: who they are, what they may do, what they sell to the state, what they dig up. */
final class BusinessSources {

    static List<Source> all() {
        return List.of(
                Source.ofBoth(2, "LEGAL_ENTITIES_REGISTER", EntitiesAnswer.class, BusinessSources::entities),
                Source.ofOrganisations(
                        17, "UNIFIED_STATISTICAL_SYSTEM", StatisticsAnswer.class, BusinessSources::statistics),
                Source.ofBoth(
                        41, "E_LICENSING", LicensingAnswer.class, subject -> new LicensingAnswer(licences(subject))),
                Source.ofBoth(
                        42,
                        "E_PUBLIC_PROCUREMENT",
                        ProcurementAnswer.class,
                        subject -> new ProcurementAnswer(procurement(subject))),
                Source.ofOrganisations(47, "MONOPOLISTS", MonopolistAnswer.class, BusinessSources::monopolist),
                Source.ofOrganisations(
                        48,
                        "SUBSOIL_CONTRACTS_HYDROCARBONS",
                        SubsoilAnswer.class,
                        organisation -> new SubsoilAnswer(subsoil(
                                organisation, "hydrocarbons", List.of("мұнай", "табиғи газ", "газ конденсаты")))),
                Source.ofOrganisations(
                        49,
                        "SUBSOIL_CONTRACTS_SOLID_MINERALS_GROUNDWATER",
                        SubsoilAnswer.class,
                        organisation -> new SubsoilAnswer(
                                subsoil(organisation, "minerals", List.of("мыс", "алтын", "құм", "жер асты суы")))),
                Source.ofBoth(53, "KAZAKHTELECOM", TelecomAnswer.class, BusinessSources::telecom),
                Source.ofBoth(
                        61,
                        "BAD_FAITH_PROCUREMENT_PARTICIPANT_CHECK",
                        BadFaithAnswer.class,
                        BusinessSources::badFaith));
    }

    record EntitiesAnswer(@Nullable Entity entity, List<Participation> participations) {}

    record Entity(
            String bin,
            String name,
            String legalForm,
            String status,
            LocalDate registeredOn,
            Address address,
            Activity activity,
            @Nullable Party director,
            List<Share> founders,
            long charterCapital) {}

    record Share(String iin, String name, int percent) {}

    record Participation(
            String bin,
            String name,
            String status,
            String role,
            @Nullable Integer percent) {}

    private static EntitiesAnswer entities(Subject subject) {
        return switch (subject) {
            case Organisation organisation -> new EntitiesAnswer(entity(organisation), List.of());
            case Person person ->
                new EntitiesAnswer(
                        null,
                        Stream.concat(
                                        person.directed().stream()
                                                .map(headed -> new Participation(
                                                        headed.number(),
                                                        headed.fullName(),
                                                        status(headed),
                                                        "DIRECTOR",
                                                        null)),
                                        person.founded().stream()
                                                .map(founded -> new Participation(
                                                        founded.number(),
                                                        founded.fullName(),
                                                        status(founded),
                                                        "FOUNDER",
                                                        share(founded, person))))
                                .toList());
        };
    }

    private static Entity entity(Organisation organisation) {
        return new Entity(
                organisation.number(),
                organisation.fullName(),
                organisation.legalForm(),
                status(organisation),
                organisation.registeredOn(),
                organisation.address(),
                organisation.activity(),
                organisation.director().map(Party::of).orElse(null),
                organisation.founders().stream()
                        .map(founder -> new Share(
                                founder.person().number(), founder.person().fullName(), founder.share()))
                        .toList(),
                organisation.draw("capital").tenge(100_000, 60_000_000));
    }

    static String status(Organisation organisation) {
        return organisation.isActive() ? "ACTIVE" : "LIQUIDATED";
    }

    private static int share(Organisation organisation, Person person) {
        return organisation.founders().stream()
                .filter(founder -> founder.person().equals(person))
                .mapToInt(Founder::share)
                .findFirst()
                .orElse(0);
    }

    record StatisticsAnswer(
            String bin,
            String name,
            String statisticalCode,
            Activity activity,
            String sizeClass,
            int employees,
            List<StatisticalForm> forms) {}

    record StatisticalForm(String form, String period, LocalDate submittedOn, String state) {}

    private static StatisticsAnswer statistics(Organisation organisation) {
        int employees = organisation.staff().size();
        return new StatisticsAnswer(
                organisation.number(),
                organisation.fullName(),
                organisation.draw("statistical code").digits(8),
                organisation.activity(),
                employees > 15 ? "MEDIUM" : "SMALL",
                employees,
                Entries.of(
                        organisation,
                        "statistical forms",
                        2,
                        4,
                        draw -> new StatisticalForm(
                                draw.pick(List.of("1-Т", "2-МП", "1-ИС", "П-1")),
                                draw.between(2023, 2025) + "-" + draw.pick(List.of("I", "II", "III", "IV")),
                                Entries.recent(draw, 2),
                                "ACCEPTED")));
    }

    record LicensingAnswer(List<License> licences) {}

    record License(
            String number,
            String kind,
            String activity,
            String issuedBy,
            LocalDate issuedOn,
            @Nullable LocalDate validUntil,
            String state) {}

    private static List<License> licences(Subject subject) {
        return Entries.of(subject, "licences", 0, subject instanceof Person ? 1 : 3, draw -> {
            LocalDate issued = Entries.recent(draw, 8);
            return new License(
                    draw.digits(8),
                    draw.chance(70) ? "LICENCE" : "PERMIT",
                    draw.pick(List.of(
                            "құрылыс-монтаж жұмыстары", "алкоголь өнімін сақтау және көтерме сату", "жүк тасымалы")),
                    subject.address().region() + " рұқсат беру басқармасы",
                    issued,
                    draw.chance(50) ? issued.plusYears(5) : null,
                    draw.chance(85) ? "IN_FORCE" : "SUSPENDED");
        });
    }

    record ProcurementAnswer(List<ProcurementContract> contracts) {}

    record ProcurementContract(
            String number,
            String announcement,
            Party customer,
            Party supplier,
            String subject,
            long amount,
            LocalDate signedOn,
            String state) {}

    private static List<ProcurementContract> procurement(Subject subject) {
        return Entries.of(
                subject,
                "procurement",
                0,
                subject instanceof Person ? 1 : 4,
                draw -> new ProcurementContract(
                        draw.digits(8) + "-" + draw.digits(2),
                        draw.digits(7) + "-1",
                        Party.of(Party.someOrganisation(draw)),
                        Party.of(subject),
                        draw.pick(List.of("кеңсе тауарлары", "жөндеу жұмыстары", "отын жеткізу", "күзет қызметі")),
                        draw.tenge(150_000, 90_000_000),
                        Entries.recent(draw, 3),
                        draw.pick(List.of("EXECUTED", "IN_FORCE", "TERMINATED"))));
    }

    record BadFaithAnswer(boolean listed, List<BadFaith> entries) {}

    record BadFaith(
            String decisionNumber,
            LocalDate decidedOn,
            String court,
            Party customer,
            String ground,
            LocalDate listedUntil) {}

    private static BadFaithAnswer badFaith(Subject subject) {
        List<BadFaith> entries = Entries.sometimes(subject, "bad faith", 10, draw -> {
            LocalDate decided = Entries.recent(draw, 4);
            return new BadFaith(
                    draw.digits(6),
                    decided,
                    CourtSources.court(subject.address()),
                    Party.of(Party.someOrganisation(draw)),
                    "шарттық міндеттемелерді орындамау",
                    decided.plusYears(2));
        });
        return new BadFaithAnswer(
                entries.stream().anyMatch(entry -> entry.listedUntil().isAfter(Snapshot.DAY)), entries);
    }

    record MonopolistAnswer(boolean listed, @Nullable Monopoly entry) {}

    record Monopoly(
            String registerNumber,
            String service,
            String register,
            LocalDate includedOn,
            String order,
            long tariff,
            LocalDate tariffSince) {}

    private static MonopolistAnswer monopolist(Organisation organisation) {
        List<Monopoly> entry = Entries.sometimes(
                organisation,
                "monopoly",
                10,
                draw -> new Monopoly(
                        draw.digits(5),
                        draw.pick(List.of("жылу энергиясын беру", "сумен жабдықтау", "электр энергиясын беру")),
                        "жергілікті бөлім",
                        Entries.recent(draw, 9),
                        draw.digits(3) + "-НҚ",
                        draw.tenge(1_000, 12_000),
                        Entries.recent(draw, 1)));
        return new MonopolistAnswer(!entry.isEmpty(), entry.isEmpty() ? null : entry.getFirst());
    }

    record SubsoilAnswer(List<SubsoilContract> contracts) {}

    record SubsoilContract(
            String number,
            LocalDate signedOn,
            LocalDate validUntil,
            String field,
            String mineral,
            String region,
            String stage,
            double areaSquareKilometres,
            long obligations,
            long obligationsMet) {}

    private static List<SubsoilContract> subsoil(Organisation organisation, String topic, List<String> minerals) {
        return Entries.sometimes(organisation, topic, 20, draw -> {
            LocalDate signed = Entries.recent(draw, 14);
            long obligations = draw.tenge(40_000_000, 2_000_000_000L);
            return new SubsoilContract(
                    draw.digits(4) + "-УВС",
                    signed,
                    signed.plusYears(25),
                    draw.pick(List.of("Көктас", "Ақшағыл", "Сарыбұлақ", "Теректі")),
                    draw.pick(minerals),
                    organisation.address().region(),
                    draw.chance(50) ? "EXPLORATION" : "PRODUCTION",
                    draw.between(10, 9_000) / 10.0,
                    obligations,
                    obligations / 100 * draw.between(60, 100));
        });
    }

    record TelecomAnswer(Party subscriber, List<Line> lines, long balance) {}

    record Line(
            String contractNumber,
            String phone,
            String service,
            Address installedAt,
            LocalDate since,
            @Nullable LocalDate until) {}

    private static TelecomAnswer telecom(Subject subject) {
        // One line a home: all who live there see the same contract.
        Draw draw = Draw.of("telecom", subject.address().line());
        return new TelecomAnswer(
                Party.of(subject),
                List.of(new Line(
                        draw.digits(10),
                        "+7 727 000 " + draw.digits(2) + " " + draw.digits(2),
                        draw.pick(List.of("INTERNET", "PHONE", "INTERNET_AND_TV")),
                        subject.address(),
                        draw.day(LocalDate.of(2012, 2, 1), LocalDate.of(2025, 6, 30)),
                        null)),
                -draw.tenge(0, 9_000));
    }

    private BusinessSources() {}
}
