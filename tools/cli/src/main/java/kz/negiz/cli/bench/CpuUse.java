package kz.negiz.cli.bench;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.negiz.platform.supervisor.PlatformState;
import kz.negiz.platform.supervisor.PlatformState.PartState;

/** CPU time that each part of the platform has used, with all processes below it, and this process too. */
record CpuUse(Map<String, Duration> byPart) {

    static final String THIS = "load generator";

    static CpuUse now(PlatformState state) {
        Set<Long> parts = state.parts().stream()
                .map(PartState::process)
                .filter(Objects::nonNull)
                .map(process -> process.pid())
                .collect(Collectors.toSet());
        Map<String, Duration> used = new TreeMap<>();
        for (PartState part : state.parts()) {
            if (part.process() != null) {
                ProcessHandle.of(part.process().pid())
                        .ifPresent(process -> used.put(part.name(), withChildren(process, parts)));
            }
        }
        used.put(THIS, cpu(ProcessHandle.current()));
        return new CpuUse(used);
    }

    /** What a process and those below it have used. */
    static Duration of(ProcessHandle process) {
        return withChildren(process, Set.of());
    }

    CpuUse since(CpuUse before) {
        Map<String, Duration> used = new TreeMap<>();
        byPart.forEach((part, duration) ->
                used.put(part, duration.minus(before.byPart().getOrDefault(part, Duration.ZERO))));
        return new CpuUse(used);
    }

    Duration total() {
        return byPart.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** What other parts use is theirs, also where one has started the other. */
    private static Duration withChildren(ProcessHandle process, Set<Long> parts) {
        return process.children()
                .filter(child -> !parts.contains(child.pid()))
                .map(child -> withChildren(child, parts))
                .reduce(cpu(process), Duration::plus);
    }

    private static Duration cpu(ProcessHandle process) {
        return Optional.of(process)
                .flatMap(one -> one.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
