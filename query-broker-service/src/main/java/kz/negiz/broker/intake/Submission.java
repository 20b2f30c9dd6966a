package kz.negiz.broker.intake;

import java.util.Base64;

/** What was sent: the bytes that claim to be a signed request, and the signature. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Submission(byte[] document, byte[] signature) {

    /** Longest CMS signature that is looked at. */
    public static final int MAX_SIGNATURE = 131_072;

    /** The bytes that were sent as base64. What is not base64 is none of them; the intake refuses that and puts it on record. */
    public static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "Submission[" + document.length + ", " + signature.length + "]";
    }
}
