package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Household;
import kz.negiz.demo.sources.world.LandPlot;
import kz.negiz.demo.sources.world.Owned;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.RealEstate;
import kz.negiz.demo.sources.world.Snapshot;
import kz.negiz.demo.sources.world.Subject;
import org.jspecify.annotations.Nullable;

/** Land, buildings, and what is forbidden to be done with them. */
final class PropertySources {

    static List<Source> all() {
        return List.of(
                Source.ofBoth(
                                3,
                                "REAL_ESTATE_REGISTER",
                                RealEstateAnswer.class,
                                subject -> new RealEstateAnswer(objects(subject)))
                        .alsoBy(
                                NamedBy.CADASTRAL_NUMBER,
                                fields -> owned(RealEstate.withCadastralNumber(fields.getOrDefault("value", ""))))
                        .alsoBy(NamedBy.ADDRESS, fields -> owned(homes(fields.getOrDefault("text", "")))),
                Source.ofBoth(4, "LAND_PLOTS", LandAnswer.class, subject -> new LandAnswer(plots(subject)))
                        .alsoBy(
                                NamedBy.CADASTRAL_NUMBER,
                                fields -> LandPlot.withCadastralNumber(fields.getOrDefault("value", ""))
                                        .map(owned -> new LandAnswer(List.of(plot(owned.owner(), owned.object()))))),
                Source.ofBoth(30, "E_NOTARY", NotaryAnswer.class, subject -> new NotaryAnswer(notarialActs(subject))),
                Source.acting(
                        57,
                        "REAL_ESTATE_BAN",
                        BanAnswer.class,
                        (subject, wish) -> new BanAnswer(
                                objects(subject).stream()
                                        .flatMap(object -> object.encumbrances().stream())
                                        .toList(),
                                outcome(subject, wish, ownsBuilding(subject, wish)))),
                Source.acting(
                        58,
                        "LEGAL_ENTITY_BAN",
                        BanAnswer.class,
                        (subject, wish) -> new BanAnswer(
                                bans(subject, subject.number()), outcome(subject, wish, !(subject instanceof Person)))),
                Source.acting(
                        59,
                        "PERSON_PARTICIPATION_BAN",
                        BanAnswer.class,
                        (subject, wish) -> new BanAnswer(
                                bans(subject, subject.number()), outcome(subject, wish, subject instanceof Person))),
                Source.acting(
                        65,
                        "LAND_PLOT_ENCUMBRANCE",
                        BanAnswer.class,
                        (subject, wish) -> new BanAnswer(
                                plots(subject).stream()
                                        .flatMap(plot -> plot.encumbrances().stream())
                                        .toList(),
                                outcome(subject, wish, ownsPlot(subject, wish)))));
    }

    record RealEstateAnswer(List<Building> objects) {}

    /** The building or flat, once for each of its owners. */
    private static Optional<RealEstateAnswer> owned(List<Owned<RealEstate>> owned) {
        return owned.isEmpty()
                ? Optional.empty()
                : Optional.of(new RealEstateAnswer(owned.stream()
                        .map(each -> building(each.owner(), each.object()))
                        .toList()));
    }

    /** What those who live at an address own there. */
    private static List<Owned<RealEstate>> homes(String address) {
        return Household.at(address).stream()
                .flatMap(household -> household.members().stream())
                .flatMap(member -> member.realEstate().stream()
                        .filter(object -> object.address().equals(member.address()))
                        .map(object -> new Owned<RealEstate>(member, object)))
                .toList();
    }

    record Building(
            Party owner,
            String cadastralNumber,
            String kind,
            String address,
            int areaSquareMetres,
            int share,
            String right,
            LocalDate since,
            String basis,
            List<Encumbrance> encumbrances) {}

    record Encumbrance(
            String number,
            String kind,
            String object,
            LocalDate imposedOn,
            String imposedBy,
            String groundNumber,
            @Nullable LocalDate releasedOn) {}

    private static List<Building> objects(Subject subject) {
        return subject.realEstate().stream()
                .map(owned -> building(subject, owned))
                .toList();
    }

    private static Building building(Subject owner, RealEstate owned) {
        Draw draw = Draw.of("building", owned.cadastralNumber());
        return new Building(
                Party.of(owner),
                owned.cadastralNumber(),
                owned.kind(),
                owned.address().line(),
                owned.areaSquareMetres(),
                owned.share(),
                owned.share() < 100 ? "JOINT_OWNERSHIP" : "OWNERSHIP",
                owned.since(),
                draw.pick(List.of("сатып алу-сату шарты", "сыйға тарту шарты", "мұра туралы куәлік")),
                encumbrances(owned.cadastralNumber(), "PLEDGE", owned.since()));
    }

    record LandAnswer(List<Plot> plots) {}

    record Plot(
            Party owner,
            String cadastralNumber,
            String locality,
            String purpose,
            String right,
            double areaHectares,
            LocalDate since,
            String actNumber,
            long cadastralValue,
            List<Encumbrance> encumbrances) {}

    private static List<Plot> plots(Subject subject) {
        return subject.landPlots().stream().map(owned -> plot(subject, owned)).toList();
    }

    private static Plot plot(Subject owner, LandPlot owned) {
        Draw draw = Draw.of("plot", owned.cadastralNumber());
        return new Plot(
                Party.of(owner),
                owned.cadastralNumber(),
                owned.locality(),
                owned.purpose(),
                owned.right(),
                owned.areaHectares(),
                owned.since(),
                draw.digits(7),
                draw.tenge(400_000, 30_000_000),
                encumbrances(owned.cadastralNumber(), "ARREST", owned.since()));
    }

    private static List<Encumbrance> encumbrances(String object, String kind, LocalDate after) {
        Draw draw = Draw.of("encumbrance", object);
        if (!draw.chance(30)) {
            return List.of();
        }
        LocalDate imposed = draw.day(after, Snapshot.DAY);
        return List.of(new Encumbrance(
                "АУ-" + draw.digits(8),
                kind,
                object,
                imposed,
                kind.equals("PLEDGE") ? "DEMO БАНК АҚ" : "жеке сот орындаушысы",
                draw.digits(4) + "/" + imposed.getYear(),
                null));
    }

    record NotaryAnswer(List<NotarialAct> acts) {}

    record NotarialAct(
            String registerNumber,
            LocalDate doneOn,
            String kind,
            String notary,
            List<Party> parties,
            String object,
            long price) {}

    private static List<NotarialAct> notarialActs(Subject subject) {
        return Entries.of(subject, "notarial acts", 0, 3, draw -> {
            Person other = Party.somePerson(draw);
            return new NotarialAct(
                    draw.digits(4) + "-" + draw.digits(3),
                    Entries.recent(draw, 6),
                    draw.pick(List.of("SALE", "POWER_OF_ATTORNEY", "DONATION", "LOAN")),
                    "жекеше нотариус " + Party.somePerson(draw).surname(),
                    List.of(Party.of(subject), Party.of(other)),
                    draw.pick(List.of("пәтер", "жер телімі", "автокөлік", "үлес")),
                    draw.tenge(300_000, 40_000_000));
        });
    }

    record BanAnswer(
            List<Encumbrance> encumbrances, @Nullable Outcome outcome) {}

    /** What became of a wished action; the same request is answered with the same number. */
    record Outcome(
            String requestId,
            Wish.Action.Kind action,
            String object,
            String groundNumber,
            String state,
            @Nullable String registrationNumber) {}

    private static @Nullable Outcome outcome(Subject subject, Wish wish, boolean possible) {
        Optional<Wish.Action> action = wish.action();
        if (action.isEmpty()) {
            return null;
        }
        Wish.Action wished = action.orElseThrow();
        String object = wished.lies(subject.number());
        return new Outcome(
                wish.requestId(),
                wished.kind(),
                object,
                wished.groundNumber(),
                possible ? "DONE" : "NO_SUCH_OBJECT",
                possible ? "АУ-" + Draw.of("outcome", wish.requestId(), object).digits(8) : null);
    }

    private static boolean ownsBuilding(Subject subject, Wish wish) {
        return wish.action()
                .flatMap(action -> RealEstate.of(subject, action.lies("")))
                .isPresent();
    }

    private static boolean ownsPlot(Subject subject, Wish wish) {
        return wish.action().stream()
                .anyMatch(action -> subject.landPlots().stream()
                        .anyMatch(plot -> plot.cadastralNumber().equals(action.lies(""))));
    }

    private static List<Encumbrance> bans(Subject subject, String object) {
        return Entries.sometimes(subject, "ban", 12, draw -> {
            LocalDate imposed = Entries.recent(draw, 3);
            return new Encumbrance(
                    "ТС-" + draw.digits(8),
                    "BAN",
                    object,
                    imposed,
                    CourtSources.court(subject.address()),
                    draw.digits(4) + "/" + imposed.getYear(),
                    draw.chance(50) ? imposed.plusMonths(5) : null);
        });
    }

    private PropertySources() {}
}
