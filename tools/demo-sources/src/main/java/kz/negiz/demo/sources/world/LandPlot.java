package kz.negiz.demo.sources.world;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A plot of land of somebody. */
public record LandPlot(
        String cadastralNumber, String locality, String purpose, String right, double areaHectares, LocalDate since) {

    static List<LandPlot> of(Subject owner) {
        boolean person = owner instanceof Person;
        Draw count = owner.draw("land plots");
        int plots = person ? (count.chance(40) ? 1 : 0) : count.between(1, 2);
        return IntStream.range(0, plots)
                .mapToObj(each -> {
                    Draw draw = owner.draw("land plot " + each);
                    Place place = Place.of(owner.address());
                    return new LandPlot(
                            cadastre(owner, each).number(place.cadastre()),
                            place.locality(),
                            person
                                    ? draw.pick(List.of("жеке тұрғын үй салу", "бағбандық", "жеке қосалқы шаруашылық"))
                                    : draw.pick(List.of("өндірістік база", "қойма", "ауыл шаруашылығы")),
                            person ? "OWNERSHIP" : draw.pick(List.of("OWNERSHIP", "LEASE")),
                            person ? draw.between(6, 12) / 100.0 : draw.between(10, 900) / 10.0,
                            draw.day(LocalDate.of(2006, 2, 1), LocalDate.of(2025, 9, 30)));
                })
                .toList();
    }

    private static Cadastre cadastre(Subject owner, int index) {
        return switch (owner) {
            case Person person -> new Cadastre(Cadastre.PLOTS_OF_PERSONS, person.placeOfAll());
            case Organisation organisation ->
                new Cadastre(Cadastre.PLOTS_OF_ORGANISATIONS, 2 * organisation.placeOfAll() + index);
        };
    }

    /** The plot with this cadastral number, and whose it is. */
    public static Optional<Owned<LandPlot>> withCadastralNumber(String number) {
        Optional<? extends Subject> owner = Cadastre.of(number).flatMap(cadastre -> switch (cadastre.section()) {
            case Cadastre.PLOTS_OF_PERSONS -> Person.atPlaceOfAll(cadastre.place());
            case Cadastre.PLOTS_OF_ORGANISATIONS -> Organisation.at(cadastre.place() / 2);
            default -> Optional.<Subject>empty();
        });
        return owner.flatMap(found -> of(found).stream()
                .filter(plot -> plot.cadastralNumber().equals(number))
                .findFirst()
                .map(plot -> new Owned<>((Subject) found, plot)));
    }
}
