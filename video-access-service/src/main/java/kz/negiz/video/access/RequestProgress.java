package kz.negiz.video.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.negiz.kit.time.AstanaTime;
import kz.negiz.video.request.AccessRequest;

/**
 * How far a request is answered.
 *
 * @param missing what the newest answer lacks; empty also while there is none
 */
public record RequestProgress(AccessRequest request, State state, Set<Access.Part> missing) {

    public RequestProgress {
        missing = Set.copyOf(missing);
    }

    /** What became of the request (R283-4a, R283-4c). */
    public enum State {
        WAITING,
        OVERDUE,
        INCOMPLETE,
        INCOMPLETE_OVERDUE,
        IN_TIME,
        LATE;

        /** Whether the owner still has something to hand over. */
        public boolean isOpen() {
            return this != IN_TIME && this != LATE;
        }
    }

    /**
     * The state of a request.
     *
     * @param versions the hand-overs of the warehouse, the oldest first
     */
    static RequestProgress of(AccessRequest request, List<AccessVersion> versions, LocalDate today) {
        List<AccessVersion> answers = versions.stream()
                .filter(version -> version.request().equals(Optional.of(request.getId())))
                .toList();
        Optional<AccessVersion> complete =
                answers.stream().filter(AccessVersion::isComplete).findFirst();
        if (complete.isPresent()) {
            boolean late = AstanaTime.date(complete.get().recordedAt()).isAfter(request.dueOn());
            return new RequestProgress(request, late ? State.LATE : State.IN_TIME, Set.of());
        }
        boolean overdue = today.isAfter(request.dueOn());
        return answers.isEmpty()
                ? new RequestProgress(request, overdue ? State.OVERDUE : State.WAITING, Set.of())
                : new RequestProgress(
                        request,
                        overdue ? State.INCOMPLETE_OVERDUE : State.INCOMPLETE,
                        answers.getLast().missing());
    }
}
