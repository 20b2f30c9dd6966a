package kz.negiz.demo.sources.world;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A car or lorry of somebody. */
public record Vehicle(
        String plate,
        String vin,
        String make,
        String model,
        int year,
        String colour,
        String category,
        String registrationCertificate,
        LocalDate registeredOn) {

    private record Kind(String make, String model, String category) {}

    private static final List<Kind> CARS = List.of(
            new Kind("Toyota", "Camry", "B"),
            new Kind("Toyota", "Land Cruiser Prado", "B"),
            new Kind("Hyundai", "Tucson", "B"),
            new Kind("Hyundai", "Accent", "B"),
            new Kind("Kia", "Sportage", "B"),
            new Kind("Chevrolet", "Cobalt", "B"),
            new Kind("Lada", "Niva", "B"),
            new Kind("Volkswagen", "Polo", "B"));
    private static final List<Kind> LORRIES = List.of(
            new Kind("КамАЗ", "5490", "C"),
            new Kind("MAN", "TGX", "C"),
            new Kind("Hyundai", "Mighty", "C"),
            new Kind("ГАЗ", "Газель Next", "B"),
            new Kind("Iveco", "Daily", "C"));
    private static final List<String> COLOURS = List.of("ақ", "қара", "күміс түсті", "сұр", "көк", "қызыл");

    /** The vehicle with this number plate, and whose it is. */
    public static Optional<Owned<Vehicle>> withPlate(String plate) {
        return Markings.withPlate(plate);
    }

    /** The vehicle with this identification number, and whose it is. */
    public static Optional<Owned<Vehicle>> withVin(String vin) {
        return Markings.withVin(vin);
    }

    static List<Vehicle> of(Subject owner) {
        Draw count = owner.draw("vehicles");
        int vehicles = switch (owner) {
            case Person person -> person.isParent() ? count.between(0, 2) : count.between(0, 1);
            case Organisation organisation -> count.between(1, 4);
        };
        String region = Place.of(owner.address()).plate();
        return IntStream.range(0, vehicles)
                .mapToObj(each -> {
                    Draw draw = owner.draw("vehicle " + each);
                    Kind kind = draw.pick(owner instanceof Person ? CARS : LORRIES);
                    int year = draw.between(2006, 2024);
                    return new Vehicle(
                            Markings.plate(owner, each, region),
                            // The letter O occurs in no VIN.
                            Markings.vin(owner, each, draw.letters(6).replace('O', 'P')),
                            kind.make(),
                            kind.model(),
                            year,
                            draw.pick(COLOURS),
                            kind.category(),
                            draw.letters(2) + " " + draw.digits(8),
                            draw.day(LocalDate.of(year, 3, 1), LocalDate.of(2026, 6, 30)));
                })
                .toList();
    }
}
