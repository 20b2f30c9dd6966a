package kz.negiz.demo.sources.fault;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Switches faults on and off. */
@RestController
@RequestMapping("/faults")
final class FaultEndpoint {

    private static final long MOST_MILLIS = 600_000;
    private static final long MOST_BYTES = 1L << 30;
    private static final long DEFAULT_MILLIS = 2_000;
    private static final long DEFAULT_BYTES = 64L << 20;

    private final FaultBoard board;
    private final Set<String> targets;

    FaultEndpoint(FaultBoard board, List<Target> targets) {
        this.board = board;
        this.targets = targets.stream()
                .flatMap(target -> Stream.of(target, target.kind()))
                .map(Target::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A fault to switch on.
     *
     * @param target {@code services/CODE}, {@code registers/inspections}, {@code services/*} …
     * @param count how many answers it spoils; all until it is cleared, if not given
     */
    record Wanted(
            @Nullable String target,
            @Nullable Fault fault,
            @Nullable Long millis,
            @Nullable Long bytes,
            @Nullable Long count) {}

    @PostMapping
    FaultBoard.Active set(@RequestBody Wanted wanted) {
        String target = wanted.target();
        if (target == null || !targets.contains(target)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No such target");
        }
        Fault fault = wanted.fault();
        if (fault == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No fault is named");
        }
        FaultBoard.Active active = new FaultBoard.Active(
                target,
                fault,
                bounded("millis", wanted.millis(), DEFAULT_MILLIS, MOST_MILLIS),
                bounded("bytes", wanted.bytes(), DEFAULT_BYTES, MOST_BYTES));
        board.set(active, bounded("count", wanted.count(), Long.MAX_VALUE, Long.MAX_VALUE));
        return active;
    }

    @GetMapping
    List<FaultBoard.Active> active() {
        return board.active();
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@RequestParam(required = false) @Nullable String target) {
        if (target == null) {
            board.clear();
        } else {
            board.clear(target);
        }
    }

    private static long bounded(String name, @Nullable Long value, long otherwise, long most) {
        if (value == null) {
            return otherwise;
        }
        if (value < 1 || value > most) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, name + " is from 1 to " + most);
        }
        return value;
    }
}
