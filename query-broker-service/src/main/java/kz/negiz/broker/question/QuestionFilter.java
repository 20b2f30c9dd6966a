package kz.negiz.broker.question;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which questions of a list are wanted; all that is given has to hold.
 *
 * @param outcome {@code PERMITTED}, {@code REFUSED} or {@code UNVERIFIABLE}
 * @param from the first day of receipt, by the calendar of Astana
 * @param to the last day of receipt
 * @param service code of one of the services asked
 */
public record QuestionFilter(
        Optional<String> outcome, Optional<LocalDate> from, Optional<LocalDate> to, Optional<String> service) {

    public static final QuestionFilter ALL =
            new QuestionFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static QuestionFilter ofOutcome(String outcome) {
        return ALL.withOutcome(Optional.of(outcome));
    }

    /** The same with another outcome, or any. */
    public QuestionFilter withOutcome(Optional<String> other) {
        return new QuestionFilter(other, from, to, service);
    }

    public boolean isNarrow() {
        return !equals(ALL);
    }
}
