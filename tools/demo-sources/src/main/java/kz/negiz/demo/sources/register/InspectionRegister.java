package kz.negiz.demo.sources.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import kz.negiz.demo.sources.world.Subject;

/**
 * The register of inspections.
 *
 * <p>Numbers here look like 26-75-01-00-01-17: year, region, kind, and six digits in pairs. The form is of our own making.
 */
public final class InspectionRegister {

    private static final int MOST_ENTRIES = 10_000;

    private final Map<String, Inspection> entries = new ConcurrentSkipListMap<>();

    public InspectionRegister(List<Inspection> entries) {
        entries.forEach(this::put);
    }

    public Optional<Inspection> find(String number) {
        return Optional.ofNullable(entries.get(number));
    }

    public List<Inspection> inspectionsOf(Subject subject) {
        return entries.values().stream()
                .filter(entry -> entry.subject().value().equals(subject.number()))
                .toList();
    }

    /** Some entry with another number. */
    Optional<Inspection> anotherThan(String number) {
        return entries.values().stream()
                .filter(entry -> !entry.number().equals(number))
                .findFirst();
    }

    /** Enters an inspection, or changes it; false when the register is full. */
    boolean put(Inspection inspection) {
        if (entries.size() >= MOST_ENTRIES && !entries.containsKey(inspection.number())) {
            return false;
        }
        entries.put(inspection.number(), inspection);
        return true;
    }
}
