package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Organisation;
import kz.negiz.demo.sources.world.Owned;
import kz.negiz.demo.sources.world.Person;
import kz.negiz.demo.sources.world.Subject;
import kz.negiz.demo.sources.world.Vehicle;
import org.jspecify.annotations.Nullable;

/** Whatever moves: cars, ships, wagons, tractors, and what happened to them; weapons too. */
final class TransportSources {

    private static final ZoneOffset ASTANA = ZoneOffset.ofHours(5);
    private static final List<String> STATIONS =
            List.of("Алматы-2", "Нұрлы жол", "Шымкент", "Қарағанды", "Ақтөбе-1", "Атырау", "Қостанай");

    static List<Source> all() {
        return List.of(
                Source.ofBoth(5, "VEHICLES", VehiclesAnswer.class, TransportSources::vehicles)
                        .alsoByPlate(TransportSources::vehicle)
                        .alsoByVin(TransportSources::vehicle),
                Source.ofBoth(
                        6, "REGISTERED_WEAPONS", WeaponsAnswer.class, subject -> new WeaponsAnswer(weapons(subject))),
                Source.ofBoth(7, "RAILWAY_TRANSPORT", RollingStockAnswer.class, TransportSources::rollingStock),
                Source.ofBoth(
                        8,
                        "SMALL_AND_RIVER_VESSELS",
                        VesselsAnswer.class,
                        subject -> new VesselsAnswer(
                                vessels(subject, "small vessel", 12, List.of("BOAT", "MOTOR_BOAT", "BARGE")))),
                Source.ofBoth(
                        9,
                        "SEA_VESSELS",
                        VesselsAnswer.class,
                        subject -> new VesselsAnswer(
                                subject instanceof Organisation
                                        ? vessels(subject, "sea vessel", 10, List.of("TANKER", "DRY_CARGO", "TUG"))
                                        : List.of())),
                Source.ofBoth(
                        10,
                        "AGRICULTURAL_MACHINERY",
                        MachineryAnswer.class,
                        subject -> new MachineryAnswer(machines(subject))),
                Source.ofBoth(
                                21,
                                "TRAFFIC_VIOLATIONS",
                                TrafficAnswer.class,
                                subject -> new TrafficAnswer(trafficViolations(subject)))
                        .alsoByPlate(owned -> new TrafficAnswer(trafficViolations(owned.owner()).stream()
                                .filter(each ->
                                        each.plate().equals(owned.object().plate()))
                                .toList())),
                Source.ofBoth(
                                23,
                                "CRIMINAL_VEHICLES",
                                WantedVehiclesAnswer.class,
                                subject -> new WantedVehiclesAnswer(wantedVehicles(subject)))
                        .alsoByPlate(TransportSources::wantedVehicle)
                        .alsoByVin(TransportSources::wantedVehicle),
                Source.ofBoth(
                        24,
                        "CRIMINAL_WEAPONS",
                        WantedWeaponsAnswer.class,
                        subject -> new WantedWeaponsAnswer(wantedWeapons(subject))),
                Source.ofBoth(
                                25,
                                "ROAD_ACCIDENTS",
                                AccidentsAnswer.class,
                                subject -> new AccidentsAnswer(accidents(subject)))
                        .alsoByPlate(owned -> new AccidentsAnswer(accidents(owned.owner()).stream()
                                .filter(each ->
                                        each.plate().equals(owned.object().plate()))
                                .toList())),
                Source.ofBoth(
                                45,
                                "VEHICLE_DECLARATIONS",
                                VehicleDeclarationsAnswer.class,
                                subject -> new VehicleDeclarationsAnswer(vehicleDeclarations(subject)))
                        .alsoByVin(owned -> new VehicleDeclarationsAnswer(vehicleDeclarations(owned.owner()).stream()
                                .filter(each -> each.vin().equals(owned.object().vin()))
                                .toList())),
                Source.ofBoth(52, "KAZAKHSTAN_RAILWAYS", RailwayAnswer.class, TransportSources::railway),
                Source.ofBoth(
                                64,
                                "VEHICLE_TECHNICAL_INSPECTION",
                                TechnicalInspectionAnswer.class,
                                subject -> new TechnicalInspectionAnswer(technicalInspections(subject)))
                        .alsoByPlate(TransportSources::technicalInspection)
                        .alsoByVin(TransportSources::technicalInspection));
    }

    record VehiclesAnswer(Party owner, List<Vehicle> vehicles, int total) {}

    private static VehiclesAnswer vehicles(Subject subject) {
        return new VehiclesAnswer(
                Party.of(subject), subject.vehicles(), subject.vehicles().size());
    }

    private static VehiclesAnswer vehicle(Owned<Vehicle> owned) {
        return new VehiclesAnswer(Party.of(owned.owner()), List.of(owned.object()), 1);
    }

    record WeaponsAnswer(List<Weapon> weapons) {}

    record Weapon(
            String kind,
            String model,
            String calibre,
            String serialNumber,
            String permitNumber,
            LocalDate permitIssuedOn,
            LocalDate permitValidUntil,
            String storage) {}

    private static List<Weapon> weapons(Subject subject) {
        return Entries.sometimes(subject, "weapon", subject instanceof Person ? 25 : 15, draw -> {
            LocalDate issued = Entries.recent(draw, 4);
            return new Weapon(
                    draw.pick(List.of("HUNTING_SMOOTHBORE", "HUNTING_RIFLED", "SERVICE", "TRAUMATIC")),
                    draw.pick(List.of("ИЖ-27", "Сайга-12", "CZ-550", "МР-155")),
                    draw.pick(List.of("12", "16", "7.62", ".308")),
                    draw.letters(2) + draw.digits(6),
                    "РҚ-" + draw.digits(7),
                    issued,
                    issued.plusYears(5),
                    subject.address().line());
        });
    }

    record RollingStockAnswer(Party owner, List<Wagon> wagons) {}

    record Wagon(
            String number, String kind, int builtIn, int capacityTonnes, String homeStation, LocalDate registeredOn) {}

    private static RollingStockAnswer rollingStock(Subject subject) {
        List<Wagon> wagons = subject instanceof Organisation
                ? Entries.of(
                        subject,
                        "wagons",
                        0,
                        4,
                        draw -> new Wagon(
                                draw.digits(8),
                                draw.pick(List.of("TANK", "GONDOLA", "PLATFORM", "HOPPER")),
                                draw.between(1998, 2022),
                                draw.between(60, 75),
                                draw.pick(STATIONS),
                                Entries.recent(draw, 12)))
                : List.of();
        return new RollingStockAnswer(Party.of(subject), wagons);
    }

    record VesselsAnswer(List<Vessel> vessels) {}

    record Vessel(
            String sideNumber,
            String name,
            String kind,
            int builtIn,
            double lengthMetres,
            int enginePowerKilowatts,
            String homePort,
            LocalDate registeredOn) {}

    private static List<Vessel> vessels(Subject subject, String topic, int percent, List<String> kinds) {
        return Entries.sometimes(
                subject,
                topic,
                percent,
                draw -> new Vessel(
                        draw.letters(1) + " " + draw.digits(2) + "-" + draw.digits(2) + " KZ",
                        draw.pick(List.of("Қайсар", "Ақтеңіз", "Шортан", "Самал")),
                        draw.pick(kinds),
                        draw.between(1985, 2021),
                        draw.between(45, 900) / 10.0,
                        draw.between(15, 2_000),
                        draw.pick(List.of("Ақтау", "Баутино", "Атырау", "Қонаев", "Балқаш")),
                        Entries.recent(draw, 15)));
    }

    record MachineryAnswer(List<Machine> machines) {}

    record Machine(
            String plate,
            String kind,
            String make,
            int builtIn,
            String serialNumber,
            LocalDate registeredOn,
            @Nullable String pledgedTo) {}

    private static List<Machine> machines(Subject subject) {
        int percent = subject instanceof Person ? 10 : 40;
        return Entries.sometimes(
                subject,
                "machinery",
                percent,
                draw -> new Machine(
                        draw.letters(3) + " " + draw.digits(3),
                        draw.pick(List.of("TRACTOR", "COMBINE", "LOADER", "EXCAVATOR")),
                        draw.pick(List.of("John Deere 8R", "Беларус-82", "Claas Tucano", "CAT 320")),
                        draw.between(1999, 2024),
                        draw.letters(3) + draw.digits(7),
                        Entries.recent(draw, 10),
                        draw.chance(30) ? "DEMO БАНК АҚ" : null));
    }

    record TrafficAnswer(List<TrafficViolation> violations) {}

    record TrafficViolation(
            String protocolNumber,
            OffsetDateTime committedAt,
            String place,
            String article,
            String plate,
            long fine,
            @Nullable LocalDate paidOn,
            boolean automatic) {}

    private static List<TrafficViolation> trafficViolations(Subject subject) {
        List<Vehicle> vehicles = subject.vehicles();
        if (vehicles.isEmpty()) {
            return List.of();
        }
        return Entries.of(subject, "traffic violations", 0, 4, draw -> {
            LocalDate day = Entries.recent(draw, 3);
            return new TrafficViolation(
                    "00" + draw.digits(8),
                    at(day, draw),
                    subject.address().locality(),
                    draw.pick(List.of("592 ч.1", "597 ч.3-1", "599 ч.1", "593")),
                    draw.pick(vehicles).plate(),
                    draw.tenge(13_000, 150_000),
                    draw.chance(80) ? day.plusDays(5) : null,
                    draw.chance(70));
        });
    }

    record WantedVehiclesAnswer(List<WantedVehicle> vehicles) {}

    record WantedVehicle(
            String plate,
            String vin,
            String make,
            String state,
            LocalDate declaredOn,
            String initiator,
            String caseNumber,
            @Nullable LocalDate foundOn) {}

    private static List<WantedVehicle> wantedVehicles(Subject subject) {
        return subject.vehicles().stream()
                .filter(vehicle -> Draw.of("stolen", vehicle.vin()).chance(8))
                .map(vehicle -> {
                    Draw draw = Draw.of("stolen entry", vehicle.vin());
                    LocalDate declared = Entries.recent(draw, 4);
                    boolean found = draw.chance(60);
                    return new WantedVehicle(
                            vehicle.plate(),
                            vehicle.vin(),
                            vehicle.make() + " " + vehicle.model(),
                            found ? "FOUND" : "WANTED",
                            declared,
                            subject.address().locality() + " полиция департаменті",
                            CourtSources.caseNumber(draw, declared),
                            found ? declared.plusDays(40) : null);
                })
                .toList();
    }

    private static WantedVehiclesAnswer wantedVehicle(Owned<Vehicle> owned) {
        return new WantedVehiclesAnswer(wantedVehicles(owned.owner()).stream()
                .filter(each -> each.vin().equals(owned.object().vin()))
                .toList());
    }

    record WantedWeaponsAnswer(List<WantedWeapon> weapons) {}

    record WantedWeapon(
            String serialNumber,
            String kind,
            String model,
            String state,
            LocalDate declaredOn,
            String initiator,
            String caseNumber) {}

    private static List<WantedWeapon> wantedWeapons(Subject subject) {
        return weapons(subject).stream()
                .filter(weapon -> Draw.of("lost", weapon.serialNumber()).chance(15))
                .map(weapon -> {
                    Draw draw = Draw.of("lost entry", weapon.serialNumber());
                    LocalDate declared = Entries.recent(draw, 4);
                    return new WantedWeapon(
                            weapon.serialNumber(),
                            weapon.kind(),
                            weapon.model(),
                            draw.pick(List.of("LOST", "STOLEN")),
                            declared,
                            subject.address().locality() + " полиция департаменті",
                            CourtSources.caseNumber(draw, declared));
                })
                .toList();
    }

    record AccidentsAnswer(List<Accident> accidents) {}

    record Accident(
            String number,
            OffsetDateTime happenedAt,
            String place,
            String kind,
            int injured,
            int dead,
            String plate,
            Party driver,
            String cause) {}

    private static List<Accident> accidents(Subject subject) {
        List<Vehicle> vehicles = subject.vehicles();
        if (vehicles.isEmpty()) {
            return List.of();
        }
        return Entries.sometimes(
                subject,
                "accident",
                30,
                draw -> new Accident(
                        "ЖКО-" + draw.digits(7),
                        at(Entries.recent(draw, 5), draw),
                        subject.address().locality(),
                        draw.pick(List.of("COLLISION", "RUN_OVER", "OVERTURN")),
                        draw.below(3),
                        0,
                        draw.pick(vehicles).plate(),
                        Party.of(subject instanceof Person person ? person : Party.somePerson(draw)),
                        draw.pick(List.of("жылдамдықты асыру", "арақашықтықты сақтамау", "маневр ережесін бұзу"))));
    }

    record VehicleDeclarationsAnswer(List<VehicleDeclaration> declarations) {}

    record VehicleDeclaration(
            String number,
            LocalDate declaredOn,
            String customsPost,
            String vin,
            String make,
            int year,
            String countryFrom,
            long customsValue,
            long dutiesPaid) {}

    private static List<VehicleDeclaration> vehicleDeclarations(Subject subject) {
        return subject.vehicles().stream()
                .filter(vehicle -> Draw.of("imported", vehicle.vin()).chance(40))
                .map(vehicle -> {
                    Draw draw = Draw.of("imported entry", vehicle.vin());
                    long value = draw.tenge(1_500_000, 18_000_000);
                    return new VehicleDeclaration(
                            "557" + draw.digits(2) + "/" + draw.digits(6) + "/" + draw.digits(6),
                            vehicle.registeredOn().minusDays(draw.between(5, 40)),
                            draw.pick(List.of("Алматы-Орталық", "Қорғас", "Астана-Орталық", "Ақтау порты")),
                            vehicle.vin(),
                            vehicle.make() + " " + vehicle.model(),
                            vehicle.year(),
                            draw.pick(List.of("ARE", "KOR", "GEO", "JPN", "DEU")),
                            value,
                            value / 4);
                })
                .toList();
    }

    record RailwayAnswer(List<Ticket> tickets, List<Freight> freight) {}

    record Ticket(
            String number,
            LocalDate boughtOn,
            LocalDate departedOn,
            String from,
            String to,
            String train,
            long price) {}

    record Freight(
            String waybill,
            LocalDate sentOn,
            String from,
            String to,
            String cargo,
            double tonnes,
            Party sender,
            Party recipient) {}

    private static RailwayAnswer railway(Subject subject) {
        return switch (subject) {
            case Person person ->
                new RailwayAnswer(
                        Entries.of(person, "tickets", 0, 4, draw -> {
                            LocalDate departed = Entries.recent(draw, 2);
                            return new Ticket(
                                    draw.digits(14),
                                    departed.minusDays(draw.between(0, 30)),
                                    departed,
                                    draw.pick(STATIONS),
                                    draw.pick(STATIONS),
                                    String.format(Locale.ROOT, "%03dТ", draw.between(1, 399)),
                                    draw.tenge(4_000, 28_000));
                        }),
                        List.of());
            case Organisation organisation ->
                new RailwayAnswer(
                        List.of(),
                        organisation.trades().stream()
                                .map(trade -> Trades.waybill(organisation, trade))
                                .map(waybill -> new Freight(
                                        waybill.number(),
                                        waybill.sentOn(),
                                        Draw.of("station", waybill.seller().number())
                                                .pick(STATIONS),
                                        Draw.of("station", waybill.buyer().number())
                                                .pick(STATIONS),
                                        waybill.goods(),
                                        waybill.tonnes(),
                                        Party.of(waybill.seller()),
                                        Party.of(waybill.buyer())))
                                .toList());
        };
    }

    record TechnicalInspectionAnswer(List<TechnicalInspection> inspections) {}

    record TechnicalInspection(
            String cardNumber,
            String plate,
            String vin,
            LocalDate doneOn,
            LocalDate validUntil,
            String station,
            int odometerKilometres,
            boolean passed) {}

    private static List<TechnicalInspection> technicalInspections(Subject subject) {
        return subject.vehicles().stream()
                .map(vehicle -> {
                    Draw draw = Draw.of("technical inspection", vehicle.vin());
                    LocalDate done = Entries.recent(draw, 1);
                    return new TechnicalInspection(
                            draw.digits(10),
                            vehicle.plate(),
                            vehicle.vin(),
                            done,
                            done.plusYears(1),
                            subject.address().locality() + " техникалық байқау орталығы №" + draw.between(1, 12),
                            draw.between(8, 340) * 1_000,
                            draw.chance(92));
                })
                .toList();
    }

    private static TechnicalInspectionAnswer technicalInspection(Owned<Vehicle> owned) {
        return new TechnicalInspectionAnswer(technicalInspections(owned.owner()).stream()
                .filter(each -> each.vin().equals(owned.object().vin()))
                .toList());
    }

    private static OffsetDateTime at(LocalDate day, Draw draw) {
        return day.atTime(draw.below(24), draw.below(60)).atOffset(ASTANA);
    }

    private TransportSources() {}
}
