package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;
import org.jspecify.annotations.Nullable;

/** The state border and the foreigners inside it. */
final class BorderSources {

    private static final ZoneOffset ASTANA = ZoneOffset.ofHours(5);
    private static final List<String> CHECKPOINTS =
            List.of("Алматы әуежайы", "Астана әуежайы", "Қорғас", "Қордай", "Жаңажол", "Достық", "Сырым");

    static List<Source> all() {
        return List.of(
                Source.ofPersons(
                                33,
                                "BORDER_CROSSINGS_CITIZENS",
                                CrossingsAnswer.class,
                                person -> new CrossingsAnswer(person.isCitizen() ? crossings(person) : List.of()))
                        .alsoByDocument(),
                Source.ofPersons(
                                34,
                                "BORDER_CROSSINGS_FOREIGNERS",
                                ForeignCrossingsAnswer.class,
                                person -> new ForeignCrossingsAnswer(
                                        person.isCitizen() ? null : person.citizenship(),
                                        person.isCitizen() ? List.of() : crossings(person)))
                        .alsoByDocument(),
                Source.ofBoth(
                        46,
                        "FOREIGN_LABOUR",
                        ForeignLabourAnswer.class,
                        subject -> new ForeignLabourAnswer(permits(subject))),
                Source.ofBoth(
                        56,
                        "FOREIGN_WORKER_VIOLATIONS",
                        WorkerViolationsAnswer.class,
                        subject -> new WorkerViolationsAnswer(violations(subject))),
                Source.ofPersons(60, "FOREIGNER_EXPULSION_CHECK", ExpulsionAnswer.class, BorderSources::expulsion)
                        .alsoByDocument());
    }

    record CrossingsAnswer(List<Crossing> crossings) {}

    record ForeignCrossingsAnswer(@Nullable String citizenship, List<Crossing> crossings) {}

    record Crossing(
            OffsetDateTime crossedAt,
            String direction,
            String checkpoint,
            String transport,
            String documentNumber,
            String otherCountry) {}

    private static List<Crossing> crossings(Person person) {
        return Entries.of(
                person,
                "crossings",
                person.isCitizen() ? 0 : 1,
                5,
                draw -> new Crossing(
                        Entries.recent(draw, 3)
                                .atTime(draw.below(24), draw.below(60))
                                .atOffset(ASTANA),
                        draw.chance(50) ? "EXIT" : "ENTRY",
                        draw.pick(CHECKPOINTS),
                        draw.pick(List.of("AIR", "ROAD", "RAIL")),
                        person.documentNumber(),
                        draw.pick(List.of("UZB", "KGZ", "TUR", "CHN", "ARE", "GEO"))));
    }

    record ForeignLabourAnswer(List<Permit> permits) {}

    record Permit(
            String number,
            Party employer,
            Party worker,
            String category,
            String occupation,
            LocalDate issuedOn,
            LocalDate validUntil,
            String region) {}

    private static List<Permit> permits(Subject subject) {
        return switch (subject) {
            case Person person ->
                person.isCitizen()
                        ? List.of()
                        : person.jobs().stream()
                                .filter(job -> job.isPresent())
                                .map(job -> permit(person, job.employer()))
                                .toList();
            case Organisation organisation ->
                organisation.staff().stream()
                        .map(job -> job.person())
                        .filter(person -> !person.isCitizen())
                        .map(person -> permit(person, organisation))
                        .toList();
        };
    }

    private static Permit permit(Person worker, Organisation employer) {
        Draw draw = Draw.of("labour permit", worker.number(), employer.number());
        LocalDate issued = Entries.recent(draw, 1);
        return new Permit(
                "РН-" + draw.digits(6),
                Party.of(employer),
                Party.of(worker),
                String.valueOf(draw.between(1, 4)),
                draw.pick(List.of("инженер", "құрылысшы", "технолог", "аспаз")),
                issued,
                issued.plusYears(1),
                employer.address().region());
    }

    record WorkerViolationsAnswer(List<WorkerViolation> violations) {}

    record WorkerViolation(
            String protocolNumber, LocalDate foundOn, Party worker, Party employer, String violation, long fine) {}

    private static List<WorkerViolation> violations(Subject subject) {
        return permits(subject).stream()
                .filter(permit -> Draw.of("labour violation", permit.number()).chance(25))
                .map(permit -> {
                    Draw draw = Draw.of("labour violation entry", permit.number());
                    return new WorkerViolation(
                            draw.digits(9),
                            Entries.recent(draw, 2),
                            permit.worker(),
                            permit.employer(),
                            draw.pick(List.of("тіркеу мерзімін бұзу", "рұқсатсыз еңбек қызметі")),
                            draw.tenge(60_000, 200_000));
                })
                .toList();
    }

    record ExpulsionAnswer(boolean foreigner, String citizenship, List<Expulsion> decisions) {}

    record Expulsion(
            String decisionNumber,
            LocalDate decidedOn,
            String court,
            LocalDate leaveBy,
            int entryBanYears,
            String state) {}

    private static ExpulsionAnswer expulsion(Person person) {
        List<Expulsion> decisions = person.isCitizen()
                ? List.of()
                : Entries.sometimes(person, "expulsion", 20, draw -> {
                    LocalDate decided = Entries.recent(draw, 3);
                    return new Expulsion(
                            "3-" + draw.digits(5),
                            decided,
                            CourtSources.court(person.address()),
                            decided.plusDays(10),
                            5,
                            draw.chance(70) ? "CARRIED_OUT" : "UNDER_WAY");
                });
        return new ExpulsionAnswer(!person.isCitizen(), person.citizenship(), decisions);
    }

    private BorderSources() {}
}
