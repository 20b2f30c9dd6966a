package kz.negiz.registry.blocking;

import java.time.LocalDate;
import java.util.List;
import kz.negiz.registry.account.Paper;

/** Why an account is blocked. */
sealed interface BlockGround {

    /**
     * A breach that the operator found: no Application is needed (R41-32a, R150-46).
     *
     * @param rule the requirement that was broken
     * @param evidence ids of events, questions or files that show it
     */
    record Violation(String rule, List<String> evidence) implements BlockGround {
        public Violation {
            evidence = List.copyOf(evidence);
        }
    }

    /** An Application for blocking, which is followed at once (R41-10c, R150-34). */
    record OnApplication(Paper application, ApplicationReason reason) implements BlockGround {}

    /** What an Application for blocking gives as its reason. */
    enum ApplicationReason {
        DISMISSAL,
        REMOVAL_FROM_OFFICE,
        ABSENCE_OVER_2_MONTHS,
        OTHER
    }

    /** The latest day on which a paper was made that this rests on. */
    default LocalDate latestDate() {
        return switch (this) {
            case Violation violation -> LocalDate.MIN;
            case OnApplication on -> on.application().date();
        };
    }
}
