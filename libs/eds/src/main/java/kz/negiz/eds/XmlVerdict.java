package kz.negiz.eds;

/** Whether an XML signature stands up: it does, it does not, or it cannot be told. The last is never a yes. */
public sealed interface XmlVerdict {

    /**
     * Every check passed.
     *
     * @param signedContent the document without its signature, in canonical form: exactly what was signed, and the only
     *     thing to be read afterwards. Comments are not part of it
     */
    @SuppressWarnings("ArrayRecordComponent") // guarded by copies
    record Valid(Signer signer, Evidence evidence, byte[] signedContent) implements XmlVerdict {
        public Valid {
            signedContent = signedContent.clone();
        }

        @Override
        public byte[] signedContent() {
            return signedContent.clone();
        }

        /** Shows nothing of signer and content. */
        @Override
        public String toString() {
            return "Valid[" + evidence + "]";
        }
    }

    /** A check failed. */
    record Invalid(Reason reason) implements XmlVerdict {}

    /** A check could not be made, for instance for want of a fresh revocation list. */
    record Unknown(Reason reason) implements XmlVerdict {}
}
