package kz.negiz.demo.sources.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A flat, house or building.
 *
 * @param share of the owner in percent
 */
public record RealEstate(
        String cadastralNumber, String kind, Address address, int areaSquareMetres, int share, LocalDate since) {

    static List<RealEstate> of(Subject owner) {
        List<RealEstate> owned = new ArrayList<>();
        switch (owner) {
            case Person person -> {
                // The home belongs to the parents in equal shares, or to the only one there is.
                if (person.isParent()) {
                    Draw home =
                            Draw.of("home", String.valueOf(person.household().number()));
                    owned.add(new RealEstate(
                            cadastralNumber(person.address(), home),
                            person.address().flat().isEmpty() ? "HOUSE" : "FLAT",
                            person.address(),
                            home.between(38, 180),
                            person.spouse().isPresent() ? 50 : 100,
                            home.day(LocalDate.of(2005, 1, 5), LocalDate.of(2024, 12, 25))));
                }
                Draw second = person.draw("second home");
                if (second.chance(20)) {
                    owned.add(drawn(second, "FLAT"));
                }
            }
            case Organisation organisation -> {
                Draw draw = organisation.draw("buildings");
                owned.add(new RealEstate(
                        cadastralNumber(organisation.address(), draw),
                        "OFFICE",
                        organisation.address(),
                        draw.between(60, 900),
                        100,
                        draw.day(LocalDate.of(2012, 1, 5), LocalDate.of(2024, 12, 25))));
                if (draw.chance(60)) {
                    owned.add(drawn(draw, "WAREHOUSE"));
                }
            }
        }
        return List.copyOf(owned);
    }

    /** The building with this cadastral number among somebody's. */
    public static Optional<RealEstate> of(Subject owner, String cadastralNumber) {
        return of(owner).stream()
                .filter(each -> each.cadastralNumber().equals(cadastralNumber))
                .findFirst();
    }

    private static RealEstate drawn(Draw draw, String kind) {
        Address address = Place.drawn(draw).address(draw, !kind.equals("FLAT"));
        return new RealEstate(
                cadastralNumber(address, draw),
                kind,
                address,
                kind.equals("FLAT") ? draw.between(30, 120) : draw.between(200, 4_000),
                100,
                draw.day(LocalDate.of(2010, 1, 5), LocalDate.of(2025, 12, 25)));
    }

    private static String cadastralNumber(Address address, Draw draw) {
        return Place.of(address).cadastre() + ":" + draw.digits(3) + ":" + draw.digits(3) + ":" + draw.digits(3) + ":"
                + draw.between(1, 9) + "/" + draw.between(1, 140);
    }
}
