package kz.negiz.eds;

/** Whether a time stamp stands up: it does, it does not, or it cannot be told. The last is never a yes. */
public sealed interface TimeStampVerdict {

    /** Every check passed. */
    record Valid(TimeStamp timeStamp) implements TimeStampVerdict {}

    /** A check failed. */
    record Invalid(Reason reason) implements TimeStampVerdict {}

    /** A check could not be made, for instance for want of a fresh revocation list. */
    record Unknown(Reason reason) implements TimeStampVerdict {}
}
