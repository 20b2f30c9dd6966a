package kz.negiz.demo.sources.service;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import kz.negiz.demo.sources.world.Draw;
import kz.negiz.demo.sources.world.Snapshot;
import kz.negiz.demo.sources.world.Subject;

/** Lists of invented entries about one subject. */
final class Entries {

    /** From this many to that many entries of a topic, each with draws of its own. */
    static <T> List<T> of(Subject subject, String topic, int from, int to, Function<Draw, T> entry) {
        int count = subject.draw(topic + " count").between(from, to);
        return IntStream.range(0, count)
                .mapToObj(each -> entry.apply(subject.draw(topic + " " + each)))
                .toList();
    }

    /** One entry in so many cases of a hundred, otherwise none. */
    static <T> List<T> sometimes(Subject subject, String topic, int percent, Function<Draw, T> entry) {
        return subject.draw(topic + " at all").chance(percent) ? of(subject, topic, 1, 1, entry) : List.of();
    }

    /** A day of the years before the snapshot. */
    static LocalDate recent(Draw draw, int years) {
        return draw.day(Snapshot.DAY.minusYears(years), Snapshot.DAY.minusDays(20));
    }

    private Entries() {}
}
