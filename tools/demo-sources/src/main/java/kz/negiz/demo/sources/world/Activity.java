package kz.negiz.demo.sources.world;

import java.util.List;

/** What an organisation does, by the national classifier. */
public record Activity(String code, String name) {

    static final List<Activity> ALL = List.of(
            new Activity("01110", "Дәнді дақылдарды өсіру"),
            new Activity("06100", "Шикі мұнай өндіру"),
            new Activity("07290", "Басқа түсті металл кендерін өндіру"),
            new Activity("10710", "Нан және ұннан жасалған кондитерлік өнімдерді өндіру"),
            new Activity("11010", "Алкогольді ішімдіктерді айдау және тазарту"),
            new Activity("19201", "Мұнай өнімдерін өндіру"),
            new Activity("41201", "Тұрғын ғимараттарды салу"),
            new Activity("46711", "Отынды көтерме сату"),
            new Activity("46900", "Мамандандырылмаған көтерме сауда"),
            new Activity("47111", "Азық-түлікті бөлшек сату"),
            new Activity("49410", "Автомобильмен жүк тасымалдау"),
            new Activity("52101", "Астықты қоспағанда, қоймалау және сақтау"),
            new Activity("62011", "Бағдарламалық қамтамасыз етуді әзірлеу"),
            new Activity("69201", "Бухгалтерлік есеп саласындағы қызмет"),
            new Activity("86100", "Ауруханалар қызметі"));
}
