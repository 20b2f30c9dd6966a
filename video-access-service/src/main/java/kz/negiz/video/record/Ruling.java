package kz.negiz.video.record;

import kz.negiz.audit.AuditEventDraft;
import kz.negiz.kit.problem.Problem;
import kz.negiz.kit.problem.ProblemException;

/** What came of something that somebody wanted to do; either way it goes on record. */
public sealed interface Ruling<T> {

    /** It was done. */
    record Made<T>(T result, AuditEventDraft event) implements Ruling<T> {}

    /** It was refused; nothing but the event is stored. */
    record Refused<T>(ProblemException refusal, AuditEventDraft event) implements Ruling<T> {}

    static <T> Ruling<T> made(T result, AuditEventDraft event) {
        return new Made<>(result, event);
    }

    /** A refusal by a requirement. */
    static <T> Ruling<T> refused(Problem problem, String rule, AuditEventDraft event) {
        return new Refused<>(new ProblemException(problem).rule(rule), event.rule(rule));
    }

    static <T> Ruling<T> refused(ProblemException refusal, AuditEventDraft event) {
        return new Refused<>(refusal, refusal.rule().isEmpty() ? event : event.rule(refusal.rule()));
    }
}
