package kz.negiz.broker.source;

/** What a circuit breaker makes of a source. */
public enum SourceState {
    /** Asked as usual. */
    OPEN_TO_QUESTIONS,
    /** Left alone for some seconds after many failures. */
    LEFT_ALONE,
    /** A few questions go through, to see whether it is well again. */
    TRIED_AGAIN
}
