package kz.negiz.eds;

/** Whether a signature stood up at the time that its time stamp proves. */
public sealed interface StampedVerdict {

    /** Every check passed; the reference time of the signature is the time stamp's. */
    record Valid(Signer signer, Evidence evidence, TimeStamp timeStamp) implements StampedVerdict {}

    /** A check failed. */
    record Invalid(Reason reason) implements StampedVerdict {}

    /** A check could not be made. */
    record Unknown(Reason reason) implements StampedVerdict {}
}
