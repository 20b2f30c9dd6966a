package kz.negiz.demo.sources.fault;

/** What can be wrong with a source. */
enum Fault {
    /** Answers after a while. */
    SLOW,
    /** Accepts the question at once, and has the answer after a while at a place of its own; through the gateway it is slow. */
    LATE,
    /** Answers 503. */
    DOWN,
    /** Breaks off in the middle of the JSON. */
    MALFORMED,
    /** Answers without end, nearly. */
    HUGE,
    /** Answers about somebody else. */
    WRONG_SUBJECT,
    /** Answers that nothing is known. */
    EMPTY,
    /** Adds fields that nobody expects, at every level. */
    RANDOM_FIELDS
}
