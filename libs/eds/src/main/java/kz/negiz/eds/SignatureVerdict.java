package kz.negiz.eds;

/** Whether a signature stands up: it does, it does not, or it cannot be told. The last is never a yes. */
public sealed interface SignatureVerdict {

    /** Every check passed. */
    record Valid(Signer signer, Evidence evidence) implements SignatureVerdict {}

    /** A check failed. */
    record Invalid(Reason reason) implements SignatureVerdict {}

    /** A check could not be made, for instance for want of a fresh revocation list. */
    record Unknown(Reason reason) implements SignatureVerdict {}
}
