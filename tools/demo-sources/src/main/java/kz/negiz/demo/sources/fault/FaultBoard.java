package kz.negiz.demo.sources.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The faults that are switched on. */
@Component
final class FaultBoard {

    /**
     * A fault that is switched on.
     *
     * @param millis how slow
     * @param bytes how huge
     */
    record Active(String target, Fault fault, long millis, long bytes) {}

    private record Counted(Active active, AtomicLong left) {}

    private final Map<String, Counted> faults = new ConcurrentSkipListMap<>();

    /** Switches a fault on for so many answers; it takes the place of an earlier one on the same target. */
    void set(Active active, long answers) {
        faults.put(active.target(), new Counted(active, new AtomicLong(answers)));
    }

    void clear() {
        faults.clear();
    }

    void clear(String target) {
        faults.remove(target);
    }

    List<Active> active() {
        return faults.values().stream()
                .filter(counted -> counted.left().get() > 0)
                .map(Counted::active)
                .toList();
    }

    /** The fault for the answer that is given now. */
    Optional<Active> take(Target target) {
        return take(target.name()).or(() -> take(target.kind().name()));
    }

    private Optional<Active> take(String target) {
        return Optional.ofNullable(faults.get(target))
                .filter(counted -> counted.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0)
                .map(Counted::active);
    }
}
