package kz.negiz.gateway.proof;

/** Why a proof is not taken; the name goes to the caller. */
enum ProofFault {
    /** No proof, or more than one. */
    NOT_ONE,
    TOO_LARGE,
    /** No JWS in the compact form, or claims missing or of a wrong type. */
    MALFORMED,
    /** Another type than {@code dpop+jwt}, or members in the header that nobody asked for. */
    HEADER,
    /** Another algorithm than ES256. */
    ALGORITHM,
    /** No P-256 key, or not only its public part. */
    KEY,
    SIGNATURE,
    /** Made for another method. */
    METHOD,
    /** Made for another address. */
    ADDRESS,
    /** Made too long ago, or ahead of the clock. */
    TIME,
    /** Without the nonce that was asked for, or with an old one; the answer brings a new one. */
    NONCE,
    /** Made for another token, or for none. */
    TOKEN,
    /** Used before. */
    USED
}
