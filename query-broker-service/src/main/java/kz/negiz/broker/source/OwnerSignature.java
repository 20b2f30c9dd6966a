package kz.negiz.broker.source;

import kz.negiz.eds.Evidence;

/**
 * An owner's own signature inside its answer, which was found good.
 *
 * @param message the owner's signed document, byte for byte as it came
 * @param evidence what the verdict rests on; its signer is the owner
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OwnerSignature(byte[] message, Evidence evidence) {

    @Override
    public String toString() {
        return "OwnerSignature[" + evidence + "]";
    }
}
