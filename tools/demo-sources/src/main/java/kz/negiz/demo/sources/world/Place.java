package kz.negiz.demo.sources.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A town of Kazakhstan with the codes that begin the numbers given there.
 *
 * @param plate region on number plates
 * @param taxAuthority state revenue department
 * @param cadastre first group of cadastral numbers
 */
public record Place(String region, String locality, String kato, String plate, String taxAuthority, String cadastre) {

    static final List<Place> ALL = List.of(
            new Place("Алматы қаласы", "Алматы қаласы", "750000000", "02", "6007", "20"),
            new Place("Астана қаласы", "Астана қаласы", "710000000", "01", "6201", "21"),
            new Place("Шымкент қаласы", "Шымкент қаласы", "790000000", "17", "5900", "22"),
            new Place("Абай облысы", "Семей қаласы", "101010000", "18", "1801", "23"),
            new Place("Ақмола облысы", "Көкшетау қаласы", "111010000", "03", "0301", "01"),
            new Place("Ақтөбе облысы", "Ақтөбе қаласы", "151010000", "04", "0601", "02"),
            new Place("Алматы облысы", "Қонаев қаласы", "191610000", "05", "0903", "03"),
            new Place("Атырау облысы", "Атырау қаласы", "231010000", "06", "1501", "04"),
            new Place("Батыс Қазақстан облысы", "Орал қаласы", "271010000", "07", "2701", "08"),
            new Place("Жамбыл облысы", "Тараз қаласы", "311010000", "08", "2101", "06"),
            new Place("Жетісу облысы", "Талдықорған қаласы", "331010000", "19", "1901", "24"),
            new Place("Қарағанды облысы", "Қарағанды қаласы", "351010000", "09", "3001", "09"),
            new Place("Қостанай облысы", "Қостанай қаласы", "391010000", "10", "3901", "12"),
            new Place("Қызылорда облысы", "Қызылорда қаласы", "431010000", "11", "3301", "10"),
            new Place("Маңғыстау облысы", "Ақтау қаласы", "471010000", "12", "4301", "13"),
            new Place("Павлодар облысы", "Павлодар қаласы", "551010000", "14", "4501", "14"),
            new Place("Солтүстік Қазақстан облысы", "Петропавл қаласы", "591010000", "15", "4801", "15"),
            new Place("Түркістан облысы", "Түркістан қаласы", "612010000", "13", "5801", "19"),
            new Place("Ұлытау облысы", "Жезқазған қаласы", "621810000", "20", "3101", "25"),
            new Place("Шығыс Қазақстан облысы", "Өскемен қаласы", "631010000", "16", "1802", "05"));

    private static final List<String> STREETS = List.of(
            "Абай даңғылы",
            "Қабанбай батыр көшесі",
            "Достық даңғылы",
            "Жібек жолы көшесі",
            "Сәтбаев көшесі",
            "Мұқанов көшесі",
            "Төле би көшесі",
            "Қазыбек би көшесі",
            "Әйтеке би көшесі",
            "Бөгенбай батыр көшесі",
            "Наурызбай батыр көшесі",
            "Шәкәрім көшесі",
            "Мәңгілік ел даңғылы",
            "Республика даңғылы",
            "Сарыарқа даңғылы",
            "Тәуелсіздік даңғылы",
            "Ыбырай Алтынсарин көшесі",
            "Кенесары көшесі",
            "Бейбітшілік көшесі",
            "Жеңіс даңғылы",
            "Алаш көшесі",
            "Ұлы дала көшесі",
            "Иманов көшесі",
            "Жандосов көшесі");

    private static final int HOUSES = 180;

    /** The home with this number: houses first, flats above them. */
    static Address home(long number) {
        Place place = ALL.get((int) (number % ALL.size()));
        long rest = number / ALL.size();
        String street = STREETS.get((int) (rest % STREETS.size()));
        rest /= STREETS.size();
        long flat = rest / HOUSES;
        return new Address(
                place.region(),
                place.locality(),
                place.kato(),
                street,
                String.valueOf(rest % HOUSES + 1),
                flat == 0 ? "" : String.valueOf(flat));
    }

    /** The number of the home at an address, by locality, street, house and flat; none where they are not found in it. */
    static Optional<Long> numberOfHome(String address) {
        List<String> parts = parts(address);
        long street = firstOf(STREETS, parts);
        long place = firstOf(ALL.stream().map(Place::locality).toList(), parts);
        List<Long> numbers = parts.stream()
                .map(part -> part.replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty() && digits.length() < 4)
                .map(Long::parseLong)
                .toList();
        if (street < 0 || place < 0 || numbers.isEmpty() || numbers.size() > 2) {
            return Optional.empty();
        }
        long house = numbers.getFirst() - 1;
        long flat = numbers.size() == 2 ? numbers.getLast() : 0;
        return house < 0 || house >= HOUSES
                ? Optional.empty()
                : Optional.of(((flat * HOUSES + house) * STREETS.size() + street) * ALL.size() + place);
    }

    private static List<String> parts(String address) {
        return Arrays.stream(address.toLowerCase(Locale.ROOT).split("[,;]", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static int firstOf(List<String> names, List<String> parts) {
        return IntStream.range(0, names.size())
                .filter(index -> parts.contains(names.get(index).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(-1);
    }

    static Place drawn(Draw draw) {
        // Every third one lives in one of the three great cities.
        return draw.chance(35) ? ALL.get(draw.below(3)) : draw.pick(ALL);
    }

    static Place of(Address address) {
        return ALL.stream()
                .filter(place -> place.kato().equals(address.kato()))
                .findFirst()
                .orElseThrow();
    }

    Address address(Draw draw, boolean office) {
        String street = draw.pick(STREETS);
        String house = draw.between(1, 180) + (draw.chance(15) ? "А" : "");
        String flat = draw.chance(80) ? String.valueOf(draw.between(1, 140)) : "";
        return new Address(region, locality, kato, street, house, office ? "" : flat);
    }
}
