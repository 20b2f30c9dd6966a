package kz.negiz.broker.question;

import java.time.Instant;
import kz.negiz.broker.intake.Sha256;
import kz.negiz.broker.source.OwnerSignature;
import kz.negiz.eds.Evidence;

/**
 * What is kept of an owner's signature under an answer.
 *
 * @param message what the owner signed, byte for byte; empty where the rules left something of it out
 * @param messageSha256 its digest in any case. Nobody can find out by it what was left out: the message bears the signature, which
 *     its owner alone can make
 * @param evidence what our verdict rests on: the owner's certificate with its path, and the moment
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeptSignature(byte[] message, Sha256 messageSha256, Evidence evidence) {

    /**
     * What is kept of it.
     *
     * @param whole whether the rules leave nothing of the answer out
     */
    static KeptSignature of(OwnerSignature signature, boolean whole) {
        return new KeptSignature(
                whole ? signature.message() : new byte[0], Sha256.of(signature.message()), signature.evidence());
    }

    /** The organisation that signed; never the person who acted for it. */
    public String organisation() {
        return evidence.signer().organisation();
    }

    public String bin() {
        return evidence.signer().bin();
    }

    public Instant verifiedAt() {
        return evidence.validatedAt();
    }

    @Override
    public String toString() {
        return "KeptSignature[" + evidence + "]";
    }
}
