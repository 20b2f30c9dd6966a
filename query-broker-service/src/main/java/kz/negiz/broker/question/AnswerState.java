package kz.negiz.broker.question;

/** What became of one permitted service. */
public enum AnswerState {
    /** There is an answer on record. */
    ANSWERED,
    /** The source gave none. */
    SOURCE_SILENT,
    /** The source refused the question: asking again changes nothing. */
    SOURCE_REFUSED,
    /** What the source sent could not be relied on. */
    ANSWER_INVALID,
    /** What the source sent is not proved to be its owner's: the owner's signature is missing or does not stand. */
    OWNER_UNPROVED;

    /** Whether another try may bring an answer. */
    boolean mayBeAskedAgain() {
        return switch (this) {
            case SOURCE_SILENT, ANSWER_INVALID, OWNER_UNPROVED -> true;
            case ANSWERED, SOURCE_REFUSED -> false;
        };
    }
}
