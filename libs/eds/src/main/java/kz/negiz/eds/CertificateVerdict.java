package kz.negiz.eds;

/** Whether a certificate stands up: it does, it does not, or it cannot be told. The last is never a yes. */
public sealed interface CertificateVerdict {

    /** Every check passed. */
    record Valid(Signer signer, Evidence evidence) implements CertificateVerdict {}

    /** A check failed. */
    record Invalid(Reason reason) implements CertificateVerdict {}

    /** A check could not be made, for instance for want of a fresh revocation list. */
    record Unknown(Reason reason) implements CertificateVerdict {}
}
