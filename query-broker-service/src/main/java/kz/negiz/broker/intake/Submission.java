package kz.negiz.broker.intake;

/** What was sent: the bytes that claim to be a signed request, and the signature. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Submission(byte[] document, byte[] signature) {

    /** Longest CMS signature that is looked at. */
    public static final int MAX_SIGNATURE = 131_072;

    @Override
    public String toString() {
        return "Submission[" + document.length + ", " + signature.length + "]";
    }
}
