package kz.negiz.broker.question;

/** What was sent: the bytes that claim to be a signed question, and the signature. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Submission(byte[] document, byte[] signature) {

    /** Longest CMS signature that is looked at. */
    static final int MAX_SIGNATURE = 131_072;

    @Override
    public String toString() {
        return "Submission[" + document.length + ", " + signature.length + "]";
    }
}
