package kz.negiz.demo.sources.world;

import java.time.LocalDate;
import java.util.List;
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
                            place.cadastre() + ":" + draw.digits(3) + ":" + draw.digits(3) + ":" + draw.digits(3),
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
}
