package kz.negiz.demo.sources.world;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
                            cadastralNumber(
                                    person.address(),
                                    new Cadastre(
                                            Cadastre.HOMES, person.household().number()),
                                    home),
                            person.address().flat().isEmpty() ? "HOUSE" : "FLAT",
                            person.address(),
                            home.between(38, 180),
                            person.spouse().isPresent() ? 50 : 100,
                            home.day(LocalDate.of(2005, 1, 5), LocalDate.of(2024, 12, 25))));
                }
                Draw second = person.draw("second home");
                if (second.chance(20)) {
                    owned.add(drawn(new Cadastre(Cadastre.SECOND_HOMES, person.placeOfAll()), second, "FLAT"));
                }
            }
            case Organisation organisation -> {
                Draw draw = organisation.draw("buildings");
                owned.add(new RealEstate(
                        cadastralNumber(
                                organisation.address(),
                                new Cadastre(Cadastre.BUILDINGS, 2 * organisation.placeOfAll()),
                                draw),
                        "OFFICE",
                        organisation.address(),
                        draw.between(60, 900),
                        100,
                        draw.day(LocalDate.of(2012, 1, 5), LocalDate.of(2024, 12, 25))));
                if (draw.chance(60)) {
                    owned.add(drawn(
                            new Cadastre(Cadastre.BUILDINGS, 2 * organisation.placeOfAll() + 1), draw, "WAREHOUSE"));
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

    /** What has this cadastral number, once for each who owns a share. */
    public static List<Owned<RealEstate>> withCadastralNumber(String number) {
        Stream<? extends Subject> owners = Cadastre.of(number).stream()
                .flatMap(cadastre -> switch (cadastre.section()) {
                    case Cadastre.HOMES -> new Household((int) cadastre.place()).members().stream();
                    case Cadastre.SECOND_HOMES -> Person.atPlaceOfAll(cadastre.place()).stream();
                    case Cadastre.BUILDINGS -> Organisation.at(cadastre.place() / 2).stream();
                    default -> Stream.empty();
                });
        return owners.flatMap(owner -> of(owner, number).map(object -> new Owned<>((Subject) owner, object)).stream())
                .toList();
    }

    private static RealEstate drawn(Cadastre cadastre, Draw draw, String kind) {
        Address address = Place.drawn(draw).address(draw, !kind.equals("FLAT"));
        return new RealEstate(
                cadastralNumber(address, cadastre, draw),
                kind,
                address,
                kind.equals("FLAT") ? draw.between(30, 120) : draw.between(200, 4_000),
                100,
                draw.day(LocalDate.of(2010, 1, 5), LocalDate.of(2025, 12, 25)));
    }

    private static String cadastralNumber(Address address, Cadastre cadastre, Draw draw) {
        return cadastre.number(Place.of(address).cadastre()) + ":" + draw.between(1, 9) + "/" + draw.between(1, 140);
    }
}
