package kz.negiz.gateway.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A proof that was found to be made for the request at hand.
 *
 * @param thumbprint SHA-256 of the key it is made with (RFC 7638)
 * @param id its one-time name
 */
@SuppressWarnings("ArrayRecordComponent") // made and read in this package, never compared
public record Proof(byte[] thumbprint, String id) {

    public Proof {
        thumbprint = thumbprint.clone();
    }

    @Override
    public byte[] thumbprint() {
        return thumbprint.clone();
    }

    /** What is remembered of it: names of different keys are different. */
    byte[] mark() {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(thumbprint, thumbprint.length + name.length);
        System.arraycopy(name, 0, all, thumbprint.length, name.length);
        return Proofs.sha256(all);
    }

    @Override
    public String toString() {
        return "Proof[…]";
    }
}
