package kz.negiz.eds;

/** A check has failed: ends the checking at the first reason. Never leaves this package. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refusal(Reason reason) {
        // No stack trace: a refusal is an answer, and attackers may ask for many.
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    CertificateVerdict certificateVerdict() {
        return reason.leavesOpen() ? new CertificateVerdict.Unknown(reason) : new CertificateVerdict.Invalid(reason);
    }

    SignatureVerdict signatureVerdict() {
        return reason.leavesOpen() ? new SignatureVerdict.Unknown(reason) : new SignatureVerdict.Invalid(reason);
    }
}
