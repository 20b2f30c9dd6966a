package kz.negiz.broker.question;

/** What became of one permitted service. */
public enum AnswerState {
    /** There is an answer on record. */
    ANSWERED,
    /** The source gave none. */
    SOURCE_SILENT,
    /** What the source sent could not be relied on. */
    ANSWER_INVALID
}
