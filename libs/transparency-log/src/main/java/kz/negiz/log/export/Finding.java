package kz.negiz.log.export;

/**
 * Something that the verifier found.
 *
 * @param where line of the package, or what is spoken of
 */
public record Finding(Code code, String where, String text) {

    /** How much a finding weighs. */
    public enum Weight {
        /** The package, or the log behind it, is not what it claims to be. */
        REFUTES,
        /** Something could not be checked. */
        LEAVES_OPEN,
        /** Good to know. */
        REMARK
    }

    /** What was found. */
    public enum Code {
        /** A line is not of the format, or not in its one form. */
        MALFORMED(Weight.REFUTES),
        /** Lines or events do not follow each other as the format says. */
        OUT_OF_ORDER(Weight.REFUTES),
        /** The end line is missing, or counts otherwise. */
        NOT_WHOLE(Weight.REFUTES),
        /** The bytes are not those that the log signed. */
        ALTERED(Weight.REFUTES),
        /** A checkpoint is not signed by the log's key, or not of this log. */
        CHECKPOINT_NOT_SIGNED(Weight.REFUTES),
        /** The first leaf of a log does not tie it to the one before. */
        YEARS_NOT_CHAINED(Weight.REFUTES),
        /** The log does not go on from a checkpoint that was kept: it was rewritten. */
        LOG_REWRITTEN(Weight.REFUTES),
        /** An event does not stand in the log where it is said to. */
        EVENT_NOT_IN_LOG(Weight.REFUTES),
        /** The bytes of an event are no event. */
        NO_EVENT(Weight.REFUTES),
        /** An event that is not of the user or service whose numbers are listed. */
        FOREIGN_EVENT(Weight.REFUTES),
        /** A number between the first and the last is missing: an event was left out. */
        NUMBER_MISSING(Weight.REFUTES),
        /** The same event or number stands twice. */
        NUMBER_TWICE(Weight.REFUTES),
        /** A value is not the one that was committed to when the event happened. */
        COMMITMENT_BROKEN(Weight.REFUTES),
        /** A value is shown of an event that is not asked for. */
        SHOWN_TOO_MUCH(Weight.REFUTES),
        /** A document or an answer is not the one that the log committed to. */
        ANSWER_ALTERED(Weight.REFUTES),
        /** A question's document and answers, or an encumbrance's document, are not in the package, nor is it said why. */
        ANSWER_MISSING(Weight.REFUTES),
        /** A value of an event that is asked for is not shown. */
        NOT_SHOWN(Weight.LEAVES_OPEN),
        /** The package says that question and answers, or an encumbrance, could not be had. */
        ANSWER_NOT_AVAILABLE(Weight.LEAVES_OPEN),
        /** The log holds no digest by which a document or an answer could be checked. */
        ANSWER_NOT_BOUND(Weight.LEAVES_OPEN),
        /** No log key was given from outside of the package. */
        NO_LOG_KEY(Weight.LEAVES_OPEN),
        /** No kept checkpoint was given from outside of the package. */
        NO_KEPT_CHECKPOINT(Weight.LEAVES_OPEN),
        /** The package has no proof that leads from the kept checkpoint to its own. */
        KEPT_NOT_COVERED(Weight.LEAVES_OPEN),
        /** A witness that was named has not cosigned the checkpoint. */
        NOT_COSIGNED(Weight.LEAVES_OPEN),
        /** The last number shown is the last one known: no proof can show that none follows. */
        NO_LATER_EVENT(Weight.REMARK),
        /** No event of this user is in the package. */
        NO_EVENTS(Weight.REMARK);

        private final Weight weight;

        Code(Weight weight) {
            this.weight = weight;
        }

        public Weight weight() {
            return weight;
        }
    }
}
