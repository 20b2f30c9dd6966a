package kz.negiz.registry.decision;

import java.util.List;
import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;

/**
 * How a decision ends: made or refused, on record either way.
 *
 * @param <T> what a decision that was made results in
 */
public sealed interface Ruling<T> {

    /**
     * The decision was made.
     *
     * @param events what goes on record, in this order
     */
    record Made<T>(T result, List<AuditEventDraft> events) implements Ruling<T> {
        public Made {
            events = List.copyOf(events);
        }
    }

    /**
     * The decision was refused; nothing but this is stored.
     *
     * @param event what goes on record
     */
    record Refused<T>(ProblemException refusal, AuditEventDraft event) implements Ruling<T> {}

    static <T> Ruling<T> made(T result, AuditEventDraft... events) {
        return new Made<>(result, List.of(events));
    }

    /**
     * Refuses by a requirement.
     *
     * @param event the attempt as it goes on record, with the outcome {@code REFUSED}
     */
    static <T> Ruling<T> refused(Problem problem, String rule, AuditEventDraft event) {
        ProblemException refusal = new ProblemException(problem);
        AuditEventDraft recorded = event.detail("problem", problem.code());
        return rule.isEmpty()
                ? new Refused<>(refusal, recorded)
                : new Refused<>(refusal.rule(rule), recorded.rule(rule));
    }
}
