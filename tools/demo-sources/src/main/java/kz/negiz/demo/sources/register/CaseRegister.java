package kz.negiz.demo.sources.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import kz.negiz.demo.sources.world.Subject;

/**
 * The register of pre-trial investigations.
 *
 * <p>Numbers have fifteen digits: year, four of the region, three of the body, six running. The form is of our own making.
 */
public final class CaseRegister {

    private static final int MOST_ENTRIES = 10_000;

    private final Map<String, CriminalCase> entries = new ConcurrentSkipListMap<>();

    public CaseRegister(List<CriminalCase> entries) {
        entries.forEach(this::put);
    }

    public Optional<CriminalCase> find(String number) {
        return Optional.ofNullable(entries.get(number));
    }

    public List<CriminalCase> casesOf(Subject subject) {
        return entries.values().stream()
                .filter(entry ->
                        entry.parties().stream().anyMatch(party -> party.value().equals(subject.number())))
                .toList();
    }

    /** Some entry with another number. */
    Optional<CriminalCase> anotherThan(String number) {
        return entries.values().stream()
                .filter(entry -> !entry.number().equals(number))
                .findFirst();
    }

    /** Enters a case, or changes it; false when the register is full. */
    boolean put(CriminalCase criminalCase) {
        if (entries.size() >= MOST_ENTRIES && !entries.containsKey(criminalCase.number())) {
            return false;
        }
        entries.put(criminalCase.number(), criminalCase);
        return true;
    }
}
